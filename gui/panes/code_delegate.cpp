#include "gui/panes/code_delegate.hpp"

#include <QApplication>
#include <QPainter>

#include "gui/theme/theme.hpp"

namespace anel::gui {

using session::Sensitivity;

namespace {

constexpr Sensitivity kClasses[] = {Sensitivity::kInnocuous, Sensitivity::kPrivileged, Sensitivity::kHole};

}  // namespace

void draw_class(QPainter& painter, const QRectF& area, Sensitivity sensitivity, const Theme& theme, const QFont& font) {
    painter.save();
    const Look look = look_of(sensitivity, theme.dark());
    // What is innocuous is most of all code: it stays in the background.
    if (sensitivity == Sensitivity::kInnocuous) painter.fillRect(QRectF(area.left(), area.top(), area.width() / 5, area.height()), look.colour);
    else fill(painter, area, look);
    QFont bold = font;
    bold.setBold(true);
    painter.setFont(bold);
    if (sensitivity != Sensitivity::kInnocuous) {
        // The letter on a plain ground, whatever the hatch.
        const QRectF ground = QFontMetricsF(bold).boundingRect(area, Qt::AlignCenter, class_letter(sensitivity)).adjusted(-2, 0, 2, 0);
        painter.fillRect(ground.intersected(area), look.colour);
    }
    painter.setPen(sensitivity == Sensitivity::kInnocuous ? theme.text() : look.ink);
    painter.drawText(area, Qt::AlignCenter, class_letter(sensitivity));
    painter.restore();
}

CodeDelegate::CodeDelegate(std::function<const Theme&()> theme, std::function<StepMark(int)> mark, QObject* parent)
    : QStyledItemDelegate(parent), theme_(std::move(theme)), mark_(std::move(mark)) {}

void CodeDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    const StepMark mark = mark_(index.row());
    const bool label = classes_ != nullptr && classes_->line(index.row()) == nullptr;
    option->font.setBold(mark != StepMark::kNone || label);
    option->fontMetrics = QFontMetrics(option->font);
    option->textElideMode = Qt::ElideRight;
    if (mark == StepMark::kNext) option->backgroundBrush = theme_().changed();
}

void CodeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const {
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const session::CodeLine* const line = classes_ == nullptr ? nullptr : classes_->line(index.row());
    const bool letter = line != nullptr && line->word && index.column() == CodeModel::kClass;
    if (letter) option.text.clear();
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
    const int thin = theme_().scaled(2);
    if (letter) draw_class(*painter, QRectF(option.rect).adjusted(thin, 1, -thin, -1), line->sensitivity, theme_(), option.font);
    const StepMark mark = mark_(index.row());
    if (mark != StepMark::kDone && mark != StepMark::kTrapped) return;
    painter->save();
    painter->setPen(QPen(theme_().text(), 1, Qt::DashLine));
    painter->drawLine(option.rect.topLeft(), option.rect.topRight());
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->restore();
}

CodeLegend::CodeLegend(std::function<const Theme&()> theme, QWidget* parent) : QWidget(parent), theme_(std::move(theme)) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

/// One after the other, in as many rows as the width asks for.
std::vector<CodeLegend::Item> CodeLegend::arranged(int width) const {
    const QFontMetrics metrics(font());
    const int height = metrics.height() + theme_().scaled(4), gap = theme_().scaled(6);
    std::vector<Item> items;
    int x = 0, y = 0;
    const auto add = [&](const QString& words, int sample) {
        const int text = metrics.horizontalAdvance(words) + 2;
        if (x > 0 && x + sample + gap + text > width) {
            x = 0;
            y += height;
        }
        items.push_back({QRect(x, y + 1, sample, height - 2), QRect(x + sample + gap, y, text, height), words});
        x += sample + gap + text + 2 * gap;
    };
    for (const Sensitivity one : kClasses) add(class_text(one), height);
    add(tr("breakpoint"), height);
    return items;
}

int CodeLegend::heightForWidth(int width) const {
    const std::vector<Item> items = arranged(std::max(width, 1));
    return items.back().text.bottom() + 1;
}

void CodeLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const std::vector<Item> items = arranged(width());
    painter.setPen(palette().color(QPalette::WindowText));
    for (std::size_t at = 0; at < items.size(); ++at) {
        if (at < std::size(kClasses)) draw_class(painter, items[at].sample, kClasses[at], theme_(), font());
        else painter.drawText(items[at].sample, Qt::AlignCenter, breakpoint_sign());
        painter.drawText(items[at].text, Qt::AlignLeft | Qt::AlignVCenter, items[at].words);
    }
}

void CodeLegend::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    setFixedHeight(heightForWidth(width()));
}

void CodeLegend::retranslate() {
    QStringList words;
    for (const Item& item : arranged(1 << 20)) words << item.words;
    setAccessibleName(tr("Legend: %1").arg(words.join(QStringLiteral(", "))));
    restyle();
}

void CodeLegend::restyle() {
    setFont(theme_().font());
    setFixedHeight(heightForWidth(width()));
    update();
}

}  // namespace anel::gui
