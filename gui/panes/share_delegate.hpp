// Draws a step of a story: in the column of shares a bar that begins where the step began and is as long as it took, and steps of a trap within a
// trap set in, with a line that says how deep.
// Not here: the steps (gui/models/story_model.hpp).
#pragma once

#include <QStyledItemDelegate>
#include <functional>
#include <vector>

class QTableView;

namespace anel::gui {

class Theme;

class ShareDelegate : public QStyledItemDelegate {
public:
    /// `theme` is asked whenever something is drawn. Views have a StoryModel.
    ShareDelegate(std::function<const Theme&()> theme, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    // In pixels, in the view's font.
    /// Of a column of words, so wide that every word is in one line, if not all of a step's in the same.
    int least_width(const QTableView& view, int column) const;
    /// Of each row, with as many lines as its words need in columns of the width that they have.
    std::vector<int> heights(const QTableView& view) const;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    int indent_of(const QModelIndex& index) const;

    std::function<const Theme&()> theme_;
};

}  // namespace anel::gui
