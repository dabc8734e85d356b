#include "gui/panes/changed_delegate.hpp"

#include "gui/models/register_model.hpp"
#include "gui/theme/theme.hpp"

namespace anel::gui {

ChangedDelegate::ChangedDelegate(std::function<const Theme&()> theme, QObject* parent) : QStyledItemDelegate(parent), theme_(std::move(theme)) {}

void ChangedDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    if (!index.data(kChangedRole).toBool()) return;
    option->font.setBold(true);
    option->backgroundBrush = theme_().changed();
}

}  // namespace anel::gui
