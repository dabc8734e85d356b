// Draws rows of code and of source: what comes next on a background of its own, what has just been executed in a frame, breakpoints large, and what
// an instruction is to a monitor as a letter on its colour and hatch. Beside it, the legend of what has no words in the rows.
// Not here: what is known of a row (gui/models/code_model.hpp, source_model.hpp).
#pragma once

#include <QStyledItemDelegate>
#include <QWidget>
#include <functional>

#include "gui/models/code_model.hpp"

namespace anel::gui {

class Theme;

class CodeDelegate : public QStyledItemDelegate {
public:
    /// `theme` is asked whenever something is drawn; `mark`: what a step has to do with a row.
    CodeDelegate(std::function<const Theme&()> theme, std::function<StepMark(int)> mark, QObject* parent);
    /// The column of letters, for views whose model is a CodeModel.
    void set_classes(const CodeModel* model) { classes_ = model; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    std::function<const Theme&()> theme_;
    std::function<StepMark(int)> mark_;
    const CodeModel* classes_ = nullptr;
};

/// A letter on the look of its class.
void draw_class(QPainter& painter, const QRectF& area, session::Sensitivity sensitivity, const Theme& theme, const QFont& font);

class CodeLegend : public QWidget {
    Q_OBJECT

public:
    /// `theme` is asked whenever something is drawn.
    explicit CodeLegend(std::function<const Theme&()> theme, QWidget* parent = nullptr);
    void retranslate();
    void restyle();

    QSize sizeHint() const override { return minimumSizeHint(); }
    QSize minimumSizeHint() const override { return {0, heightForWidth(width())}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Item {
        QRect sample;
        QRect text;
        QString words;
    };
    std::vector<Item> arranged(int width) const;

    std::function<const Theme&()> theme_;
};

}  // namespace anel::gui
