#include "gui/panes/overhead_chart.hpp"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "gui/models/reference_figures.hpp"
#include "gui/models/words.hpp"
#include "gui/theme/fitting.hpp"
#include "isa/spec/causes.hpp"

namespace anel::gui {

using control::Mode;

static constexpr double kTitle = 3.3;  ///< lines of title and subtitle, and what the axis' lines reach above the bars

/// Where everything lies in a picture of some size.
struct OverheadChart::Places {
    double line = 0;  ///< of text
    double title_height = 0;
    QRectF bars;      ///< from the axis' zero to its end, from the first bar's top to the last one's bottom
    double row = 0;   ///< the height of a mode's
    std::size_t lines_in_row = 1;
    QRectF key;
    double x_of(double value, double longest) const { return bars.left() + (longest > 0 ? value / longest * bars.width() : 0); }
};

OverheadChart::OverheadChart(std::function<const Theme&()> theme, QWidget* parent) : QWidget(parent), theme_(std::move(theme)) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

void OverheadChart::show(std::shared_ptr<const control::Comparison> comparison) {
    if (comparison == comparison_) return;
    comparison_ = std::move(comparison);
    make();
}
void OverheadChart::set_kind(Kind kind) {
    kind_ = kind;
    make();
}
void OverheadChart::set_unit(OverheadUnit unit) {
    unit_ = unit;
    make();
}
void OverheadChart::set_references(bool on) {
    references_ = on;
    make();
}
void OverheadChart::refresh() { make(); }

void OverheadChart::make() {
    rows_.clear();
    why_not_.clear();
    lines_.clear();
    pieces_.clear();
    key_.clear();
    longest_ = 0;
    title_ = subtitle_ = axis_ = QString();
    choose(std::nullopt);
    if (comparison_) {
        if (kind_ == Kind::kTime) make_time();
        else make_traps();
        subtitle_ = tr("machine %1, policy %2").arg(QString::fromStdString(comparison_->machine), QString::fromStdString(comparison_->policy));
    }
    keep_room();
    setAccessibleName(title_.isEmpty() ? tr("Bars: nothing has been measured") : title_);
    update();
}

void OverheadChart::make_time() {
    const bool dark = theme_().dark();
    const QString workload = QString::fromStdString(comparison_->workload);
    title_ = tr("Where the cycles go: %1").arg(workload);
    switch (unit_) {
        case OverheadUnit::kCycles: axis_ = tr("cycles"); break;
        case OverheadUnit::kPercentOfNative: axis_ = tr("percent of native's cycles"); break;
        case OverheadUnit::kPerOperation: axis_ = tr("cycles for one operation, without the boot's share"); break;
    }
    const bool published = references_ && unit_ == OverheadUnit::kPerOperation && has_reference(comparison_->workload);
    const std::vector<OverheadBar> bars = overhead_bars(*comparison_, unit_);
    std::vector<spec::Activity> seen;
    for (const OverheadBar& bar : bars) {
        const std::size_t row = rows_.size();
        rows_.push_back(bar.mode);
        why_not_.push_back(bar.why_not);
        const QString percent = unit_ == OverheadUnit::kPercentOfNative ? QStringLiteral(" %") : QString();
        const auto amount = [&](double value) { return (unit_ == OverheadUnit::kCycles ? Words::number(static_cast<std::uint64_t>(value)) : QLocale().toString(value, 'f', 1)) + percent; };
        double from = 0;
        for (const OverheadSegment& segment : bar.segments) {
            // What the boot alone took longer to has no length.
            if (segment.amount <= 0) continue;
            const QString name = Words::activity(segment.activity);
            const QString share = QLocale().toString(100 * segment.amount / bar.total, 'f', 1) + QStringLiteral(" %");
            pieces_.push_back({lines_.size(), from, segment.amount, look_of(segment.activity, dark), name,
                               tr("%1, %2: %3 %4, %5 of the bar", "mode, activity, amount, unit, share").arg(Words::mode(bar.mode), name, amount(segment.amount), percent.isEmpty() ? tr("cycles") : tr("of native"), share)});
            from += segment.amount;
            if (std::ranges::find(seen, segment.activity) == seen.end()) seen.push_back(segment.activity);
        }
        lines_.push_back({row, bar.why_not.isEmpty() ? tr("%1 \u00d7", "times native").arg(QLocale().toString(bar.times_native, 'f', 2)) + QStringLiteral("   ") + amount(bar.total) : QString(), from, false});
        longest_ = std::max(longest_, from);
        const auto theirs = published ? reference_cycles(comparison_->workload, bar.mode) : std::nullopt;
        if (published) {
            const double native = reference_cycles(comparison_->workload, Mode::kNative).value_or(0);
            const QString label = theirs ? tr("published: %1 (%2 \u00d7)", "cycles, times native").arg(QLocale().toString(*theirs, 'f', 0), QLocale().toString(*theirs / native, 'f', 2)) : QString();
            lines_.push_back({row, label, theirs.value_or(0), true});
            longest_ = std::max(longest_, theirs.value_or(0));
        }
    }
    for (const spec::Activity one : activities_in_order())
        if (std::ranges::find(seen, one) != seen.end()) key_.push_back({look_of(one, dark), Words::activity(one)});
}

void OverheadChart::make_traps() {
    const bool dark = theme_().dark();
    title_ = tr("Traps by cause: %1").arg(QString::fromStdString(comparison_->workload));
    axis_ = tr("how often in the whole run");
    std::vector<std::uint32_t> seen;
    for (const TrapBar& bar : trap_bars(*comparison_)) {
        const std::size_t row = rows_.size();
        rows_.push_back(bar.mode);
        why_not_.push_back(bar.why_not);
        for (const bool exits : {true, false}) {
            const std::vector<TrapSegment>& segments = exits ? bar.exits : bar.traps;
            double from = 0;
            for (const TrapSegment& segment : segments) {
                const Look look = look_of_crossing(segment.kind, segment.cause, dark);
                // A translated kernel calls its monitor by the same instruction.
                const bool any_call = exits && bar.mode == Mode::kFullTranslate && segment.cause == static_cast<std::uint32_t>(spec::TrapCause::kEcall);
                const QString name = any_call ? tr("ecall of programs and of the translated kernel") : Words::cause(segment.kind, segment.cause);
                const QString text = exits ? tr("%1: %2 exits to the monitor by: %3") : tr("%1: %2 traps that the kernel took itself, by: %3");
                pieces_.push_back({lines_.size(), from, static_cast<double>(segment.count), look, name, text.arg(Words::mode(bar.mode), Words::number(segment.count), name)});
                from += static_cast<double>(segment.count);
                if (std::ranges::find(seen, segment.cause) != seen.end()) continue;
                seen.push_back(segment.cause);
                // Causes of a kind have one look.
                const auto like = std::ranges::find_if(key_, [&look](const KeyRow& one) { return one.look.colour == look.colour && one.look.hatch == look.hatch; });
                if (like == key_.end()) key_.push_back({look, name});
                else like->name += QStringLiteral(" / ") + name;
            }
            QString label;
            if (bar.why_not.isEmpty()) label = (exits ? tr("exits: %1") : tr("taken by the kernel: %1")).arg(Words::number(sum_of(segments)));
            if (bar.why_not.isEmpty() && exits && !control::monitor_ring(bar.mode)) label = tr("no monitor");
            lines_.push_back({row, label, from, false});
            longest_ = std::max(longest_, from);
        }
    }
}

double OverheadChart::needed_height(double width) const {
    const double line = QFontMetricsF(theme_().font()).height();
    const double in_row = rows_.empty() ? 1 : static_cast<double>(lines_.size()) / static_cast<double>(rows_.size());
    return line * kTitle + static_cast<double>(rows_.size()) * line * (in_row > 1 ? 3.1 : 2.2) + line * 3 + key_height(key_, std::max(width - 16, 60.0), theme_()) + 12;
}

/// The largest at which all of it has room.
double OverheadChart::scale_in(const QSizeF& size) const {
    return largest_scale(1, theme_().giving_scale(), [&](double scale) { return needed_height(size.width() / scale) * scale <= size.height(); });
}

void OverheadChart::keep_room() { setMinimumHeight(least_height(width())); }

int OverheadChart::least_height(int width) const {
    const double scale = theme_().giving_scale();
    return static_cast<int>(std::ceil(needed_height(width / scale) * scale));
}

OverheadChart::Places OverheadChart::places(const QSizeF& size) const {
    const QFontMetricsF metrics(theme_().font());
    QFont bold = theme_().font();
    bold.setBold(true);
    const QFontMetricsF bold_metrics(bold);
    Places places;
    places.line = metrics.height();
    places.title_height = places.line * kTitle;
    double names = 0, labels = 0;
    for (const Mode mode : rows_) names = std::max(names, bold_metrics.horizontalAdvance(Words::mode(mode)));
    // A label stands behind its bar; the longest bar leaves it room.
    for (const Line& line : lines_)
        if (line.end > longest_ * 0.55) labels = std::max(labels, metrics.horizontalAdvance(line.label));
    const double left = 8 + names + places.line * 0.6, key = key_height(key_, size.width() - 16, theme_());
    const double right = std::min(labels + places.line, size.width() * 0.4);
    const double bottom = size.height() - key - places.line * 3 - 4;
    places.bars = QRectF(QPointF(left, places.title_height), QPointF(std::max(left + 40, size.width() - right - 8), std::max(places.title_height + 20, bottom)));
    places.lines_in_row = rows_.empty() ? 1 : std::max<std::size_t>(1, lines_.size() / rows_.size());
    places.row = rows_.empty() ? 0 : std::min(places.bars.height() / static_cast<double>(rows_.size()), places.line * (places.lines_in_row > 1 ? 6 : 4));
    places.bars.setHeight(places.row * static_cast<double>(std::max<std::size_t>(rows_.size(), 1)));
    places.key = QRectF(8, places.bars.bottom() + places.line * 2.9, size.width() - 16, key);
    return places;
}

/// Of a line, its top and height.
static std::pair<double, double> height_of(std::size_t line, double top, double row, std::size_t in_row) {
    const double share = row * 0.82 / static_cast<double>(in_row);
    return {top + row * (static_cast<double>(line / in_row)) + row * 0.09 + share * static_cast<double>(line % in_row), share - (in_row > 1 ? 2 : 0)};
}

QRectF OverheadChart::area_of(const Piece& piece, const Places& places) const {
    const auto [top, height] = height_of(piece.line, places.bars.top(), places.row, places.lines_in_row);
    const double left = places.x_of(piece.from, longest_);
    return {left, top, places.x_of(piece.from + piece.length, longest_) - left, height};
}

void OverheadChart::draw(QPainter& painter, const QSizeF& size) {
    const double scale = scale_in(size);
    painter.save();
    painter.scale(scale, scale);
    draw_unscaled(painter, size / scale);
    painter.restore();
}

void OverheadChart::draw_unscaled(QPainter& painter, const QSizeF& size) const {
    const Theme& theme = theme_();
    const Places places = this->places(size);
    painter.setFont(theme.font());
    painter.setPen(theme.text());
    if (rows_.empty()) {
        painter.drawText(QRectF({8, 8}, size - QSizeF(16, 16)), Qt::AlignCenter | Qt::TextWordWrap, tr("Nothing has been measured yet: choose a workload and press Measure."));
        return;
    }
    QFont bold = theme.font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.2);
    painter.setFont(bold);
    painter.drawText(QRectF(8, 2, size.width() - 16, places.line * 1.4), Qt::AlignLeft | Qt::AlignVCenter, title_);
    painter.setFont(theme.font());
    painter.setPen(theme.faint_text());
    painter.drawText(QRectF(8, 2 + places.line * 1.4, size.width() - 16, places.line * 1.2), Qt::AlignLeft | Qt::AlignVCenter, subtitle_);
    draw_axis(painter, places);
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
        const QRectF area = area_of(pieces_[i], places);
        fill(painter, area, pieces_[i].look);
        if (area.width() >= 3) {
            painter.setPen(QPen(theme.background(), 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(area);
        }
        draw_plate(painter, area, pieces_[i].name, theme);
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) draw_line(painter, places, i);
    if (chosen_) {
        painter.setPen(QPen(theme.text(), 3));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area_of(pieces_[*chosen_], places).adjusted(-2, -2, 2, 2));
    }
    draw_key(painter, places.key, key_, theme);
}

void OverheadChart::draw_axis(QPainter& painter, const Places& places) const {
    if (longest_ <= 0) return;
    const Theme& theme = theme_();
    const QFontMetricsF metrics(theme.font());
    const int most = std::max(2, static_cast<int>(places.bars.width() / (metrics.horizontalAdvance(short_number(longest_)) + places.line * 2)));
    const double step = round_step(longest_, most);
    for (int i = 0; i * step <= longest_ * 1.0001; ++i) {
        const double x = places.x_of(i * step, longest_);
        painter.setPen(QPen(theme.grid(), 1));
        painter.drawLine(QPointF(x, places.bars.top() - 4), QPointF(x, places.bars.bottom() + 4));
        painter.setPen(theme.text());
        const QString text = short_number(i * step);
        const double width = metrics.horizontalAdvance(text);
        painter.drawText(QPointF(x - width / 2, places.bars.bottom() + 4 + metrics.ascent()), text);
    }
    painter.setPen(theme.faint_text());
    painter.drawText(QRectF(8, places.bars.bottom() + places.line * 1.2, places.bars.right() + places.line * 4, places.line * 1.3), Qt::AlignCenter, axis_);
    if (kind_ != Kind::kTime || rows_.size() < 2 || lines_.front().end <= 0) return;
    // As long as the bare machine's.
    const double x = places.x_of(lines_.front().end, longest_);
    painter.setPen(QPen(theme.text(), 1.5, Qt::DashLine));
    painter.drawLine(QPointF(x, places.bars.top() - 6), QPointF(x, places.bars.bottom() + 4));
}

void OverheadChart::draw_line(QPainter& painter, const Places& places, std::size_t line) const {
    const Theme& theme = theme_();
    const QFontMetricsF metrics(theme.font());
    const std::size_t row = lines_[line].row;
    const auto [top, height] = height_of(line, places.bars.top(), places.row, places.lines_in_row);
    if (line % places.lines_in_row == 0) {
        QFont bold = theme.font();
        bold.setBold(true);
        painter.setFont(bold);
        painter.setPen(theme.text());
        painter.drawText(QRectF(0, places.bars.top() + places.row * static_cast<double>(row), places.bars.left() - places.line * 0.6, places.row), Qt::AlignRight | Qt::AlignVCenter,
                         Words::mode(rows_[row]));
        painter.setFont(theme.font());
    }
    const double end = places.x_of(lines_[line].end, longest_);
    if (lines_[line].outlined && lines_[line].end > 0) {
        painter.setPen(QPen(theme.text(), 2, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(QPointF(places.bars.left(), top + height * 0.2), QPointF(std::max(end, places.bars.left() + 2), top + height * 0.8)));
    }
    QString text = lines_[line].label;
    if (!why_not_[row].isEmpty() && line % places.lines_in_row == 0) text = why_not_[row];
    if (text.isEmpty()) return;
    const QRectF area(end + places.line * 0.4, top + height / 2 - metrics.height() / 2, metrics.horizontalAdvance(text) + 6, metrics.height());
    // The grid does not go through numbers.
    painter.fillRect(area, theme.background());
    painter.setPen(theme.text());
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, text);
}

QSizeF OverheadChart::drawing_size() const {
    const double width = theme_().scaled(1000);
    return {width, std::max(needed_height(width), static_cast<double>(theme_().scaled(560)))};
}

QString OverheadChart::chosen_text() const { return chosen_ ? pieces_[*chosen_].text : QString(); }

void OverheadChart::choose(std::optional<std::size_t> piece) {
    if (piece == chosen_) return;
    chosen_ = piece;
    setAccessibleDescription(chosen_text());
    update();
    Q_EMIT chosen();
}

std::optional<std::size_t> OverheadChart::at(const QPointF& on_screen) const {
    const double scale = scale_in(size());
    const Places places = this->places(QSizeF(size()) / scale);
    const QPointF point = on_screen / scale;
    for (std::size_t i = 0; i < pieces_.size(); ++i)
        if (area_of(pieces_[i], places).adjusted(-1, 0, 1, 0).contains(point)) return i;
    return std::nullopt;
}

void OverheadChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme_().background());
    draw(painter, size());
    if (!hasFocus()) return;
    painter.setPen(QPen(theme_().highlight(), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

void OverheadChart::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    keep_room();
}

void OverheadChart::keyPressEvent(QKeyEvent* event) {
    if (pieces_.empty()) return QWidget::keyPressEvent(event);
    const std::size_t now = chosen_.value_or(0);
    const auto in_line = [&](std::size_t line, double middle) -> std::optional<std::size_t> {
        for (std::size_t i = 0; i < pieces_.size(); ++i)
            if (pieces_[i].line == line && (pieces_[i].from + pieces_[i].length >= middle || i + 1 == pieces_.size() || pieces_[i + 1].line != line)) return i;
        return std::nullopt;
    };
    switch (event->key()) {
        case Qt::Key_Left: return choose(chosen_ && now > 0 ? now - 1 : now);
        case Qt::Key_Right: return choose(chosen_ ? std::min(now + 1, pieces_.size() - 1) : 0);
        case Qt::Key_Home: return choose(0);
        case Qt::Key_End: return choose(pieces_.size() - 1);
        case Qt::Key_Up:
        case Qt::Key_Down: {
            if (!chosen_) return choose(0);
            const double middle = pieces_[now].from + pieces_[now].length / 2;
            for (std::size_t line = pieces_[now].line; event->key() == Qt::Key_Up ? line-- > 0 : ++line < lines_.size();)
                if (const auto found = in_line(line, middle)) return choose(found);
            return;
        }
        case Qt::Key_Escape:
            if (chosen_) return choose(std::nullopt);
            break;
        default: break;
    }
    QWidget::keyPressEvent(event);
}

void OverheadChart::mousePressEvent(QMouseEvent* event) { choose(at(event->position())); }

bool OverheadChart::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* const help = static_cast<QHelpEvent*>(event);
        if (const auto piece = at(help->pos())) QToolTip::showText(help->globalPos(), pieces_[*piece].text, this);
        else QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

}  // namespace anel::gui
