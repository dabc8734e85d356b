// Draws cells that have changed: on a background of their own, in bold. The models put a mark beside them as well, so colour is never alone.
// Not here: what has changed (the models).
#pragma once

#include <QStyledItemDelegate>
#include <functional>

namespace anel::gui {

class Theme;

class ChangedDelegate : public QStyledItemDelegate {
public:
    /// `theme` is asked whenever something is drawn.
    ChangedDelegate(std::function<const Theme&()> theme, QObject* parent);

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    std::function<const Theme&()> theme_;
};

}  // namespace anel::gui
