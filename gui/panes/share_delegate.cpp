#include "gui/panes/share_delegate.hpp"

#include <QApplication>
#include <QPainter>
#include <QTableView>

#include "gui/models/story_model.hpp"
#include "gui/theme/theme.hpp"

namespace anel::gui {

namespace {

constexpr double kIndent = 16;  ///< at 100 %
constexpr double kAside = 10;   ///< of words and numbers, at 100 %
constexpr double kLeastBar = 2;

const StoryModel& model_of(const QModelIndex& index) { return *static_cast<const StoryModel*>(index.model()); }

QFont font_of(QFont font, bool is_story) {
    font.setBold(is_story);
    return font;
}

struct Metrics {
    explicit Metrics(const QFont& font) : plain(font_of(font, false)), bold(font_of(font, true)) {}
    const QFontMetrics& of(const QModelIndex& index) const { return model_of(index).row(index.row()).is_story ? bold : plain; }

    QFontMetrics plain, bold;
};

}  // namespace

ShareDelegate::ShareDelegate(std::function<const Theme&()> theme, QObject* parent) : QStyledItemDelegate(parent), theme_(std::move(theme)) {}

int ShareDelegate::indent_of(const QModelIndex& index) const {
    return index.column() == StoryModel::kWhat ? theme_().scaled(kIndent * model_of(index).row(index.row()).depth) : 0;
}

void ShareDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    option->font = font_of(option->font, model_of(index).row(index.row()).is_story);
    option->fontMetrics = QFontMetrics(option->font);
}

QSize ShareDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const int indent = indent_of(index);
    QStyleOptionViewItem beside = option;
    beside.rect.setLeft(beside.rect.left() + indent);
    const QSize size = QStyledItemDelegate::sizeHint(beside, index);
    return {size.width() + indent + theme_().scaled(kAside), size.height()};
}

int ShareDelegate::least_width(const QTableView& view, int column) const {
    const Metrics metrics(view.font());
    int widest = 0;
    for (int row = 0; row < view.model()->rowCount(); ++row) {
        const QModelIndex index = view.model()->index(row, column);
        const QFontMetrics& letters = metrics.of(index);
        for (const QString& word : index.data().toString().split(u' ')) widest = std::max(widest, letters.horizontalAdvance(word) + indent_of(index));
    }
    return widest + theme_().scaled(kAside);
}

std::vector<int> ShareDelegate::heights(const QTableView& view) const {
    const Metrics metrics(view.font());
    std::vector<int> heights(static_cast<std::size_t>(view.model()->rowCount()), QFontMetrics(view.font()).height());
    QStyleOptionViewItem option;
    option.initFrom(&view);
    option.widget = &view;
    option.font = view.font();
    option.features |= QStyleOptionViewItem::WrapText;
    for (const int column : {StoryModel::kWho, StoryModel::kWhat}) {
        const int width = view.columnWidth(column);
        option.rect.setWidth(width);
        for (int row = 0; row < view.model()->rowCount(); ++row) {
            const QModelIndex index = view.model()->index(row, column);
            // Most are short, and there may be a thousand.
            if (metrics.of(index).horizontalAdvance(index.data().toString()) + indent_of(index) + theme_().scaled(kAside) <= width) continue;
            int& height = heights[static_cast<std::size_t>(row)];
            height = std::max(height, sizeHint(option, index).height());
        }
    }
    return heights;
}

void ShareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const {
    const StoryModel& model = model_of(index);
    const StoryRow& row = model.row(index.row());
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QStyle& style = *QApplication::style();
    if (index.column() != StoryModel::kShare) {
        if (const int indent = indent_of(index); indent > 0) {
            style.drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
            painter->save();
            painter->setPen(QPen(theme_().faint_text(), theme_().scaled(1)));
            for (unsigned level = 1; level <= row.depth; ++level) {
                const int x = option.rect.left() + theme_().scaled(kIndent * level) - theme_().scaled(kIndent / 2);
                painter->drawLine(x, option.rect.top(), x, option.rect.bottom());
            }
            painter->restore();
            option.rect.setLeft(option.rect.left() + indent);
            option.backgroundBrush = Qt::NoBrush;
        }
        style.drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
        return;
    }
    style.drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    const QRectF area = QRectF(option.rect).adjusted(theme_().scaled(3), theme_().scaled(3), -theme_().scaled(3), -theme_().scaled(3));
    if (model.cycles() == 0) return;
    const double per_cycle = area.width() / static_cast<double>(model.cycles());
    QRectF bar(area.left() + per_cycle * static_cast<double>(row.begins), area.top(), std::max(kLeastBar, per_cycle * static_cast<double>(row.cycles)), area.height());
    bar.moveRight(std::min(bar.right(), area.right()));
    // What a step holds is drawn below it; it itself is a frame around that.
    if (row.is_story) {
        painter->setPen(QPen(theme_().text(), theme_().scaled(1.5), Qt::DashLine));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(bar);
    } else {
        const double thinner = row.depth == 0 ? 0 : bar.height() * 0.2;
        fill(*painter, bar.adjusted(0, thinner, 0, -thinner), look_of(row.activity, theme_().dark()));
    }
}

}  // namespace anel::gui
