// Widgets one behind the other, in as many rows as the width asks for: rows of buttons that large text must not make wider than the pane.
// Not here: what is in them.
#pragma once

#include <QLayout>

namespace anel::gui {

class FlowLayout : public QLayout {
public:
    explicit FlowLayout(QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { items_ << item; }
    int count() const override { return static_cast<int>(items_.size()); }
    QLayoutItem* itemAt(int index) const override { return items_.value(index); }
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), false); }
    void setGeometry(const QRect& area) override;
    /// All in one row.
    QSize sizeHint() const override;
    /// The widest of them alone.
    QSize minimumSize() const override;

private:
    /// The height that it takes. `moves`: also puts the widgets there.
    int arrange(const QRect& area, bool moves) const;

    QList<QLayoutItem*> items_;
};

}  // namespace anel::gui
