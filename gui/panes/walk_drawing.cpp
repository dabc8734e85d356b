#include "gui/panes/walk_drawing.hpp"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "gui/models/entry_words.hpp"
#include "gui/models/words.hpp"
#include "isa/spec/platform.hpp"

namespace anel::gui {

using paging::Verdict;
using paging::WalkStep;

namespace {

constexpr std::size_t kLinesInCell = 5;  ///< the title among them
// In lines of text: where words begin in a cell, with the band of its table in front of them or without, and what all around them takes.
constexpr double kBehindBand = 1.2, kAtEdge = 0.4, kAroundWords = kBehindBand + kAtEdge;

QString bits(std::uint32_t value, int count) {
    QString text;
    for (int bit = count - 1; bit >= 0; --bit) {
        text += (value >> bit) & 1U ? u'1' : u'0';
        if (bit != 0 && bit % 4 == 0) text += u' ';
    }
    return text;
}

bool was_read(const WalkStep& step) { return step.verdict != Verdict::kOutside && step.verdict != Verdict::kNestedStop; }
bool goes_on(const WalkStep& step) { return step.verdict == Verdict::kTable || step.verdict == Verdict::kLeaf; }

}  // namespace

struct WalkDrawing::Places {
    double line = 0;
    double bits_height = 0;
    QSizeF cell;
    double gap_x = 0;
    double gap_y = 0;
    double left = 0;
};

WalkDrawing::WalkDrawing(std::function<const Theme&()> theme, QWidget* parent) : QWidget(parent), theme_(std::move(theme)) { setFocusPolicy(Qt::StrongFocus); }

void WalkDrawing::show(const paging::PageWalk& walk) {
    const bool other = walk.address != walk_.address || walk.steps.size() != walk_.steps.size() || walk.tables != walk_.tables;
    walk_ = walk;
    has_walk_ = true;
    // Whoever follows the steps stays at his.
    if (other) step_ = last_step();
    make();
    if (other) Q_EMIT step_changed();
}

void WalkDrawing::set_step(std::size_t step) {
    step = std::min(step, last_step());
    if (step == step_) return;
    step_ = step;
    update();
    Q_EMIT step_changed();
}

void WalkDrawing::refresh() { make(); }

void WalkDrawing::make() {
    cells_.clear();
    rows_ = 1;
    columns_ = 0;
    setAccessibleName(has_walk_ ? tr("Page walk of %1").arg(Words::hex(walk_.address)) : tr("Page walk"));
    if (!has_walk_) return;
    std::size_t row = 0, column = 0;
    const auto add = [&](Cell::Kind kind, std::size_t reference, QString title, QStringList lines) {
        cells_.push_back({kind, row, column++, reference, std::move(title), std::move(lines)});
        columns_ = std::max(columns_, column);
    };
    const bool both = walk_.tables.nested.has_value();
    if (!both && walk_.tables.paged) add(Cell::Kind::kAddress, 0, tr("root"), {tr("table at"), Words::hex(walk_.tables.root)});
    std::uint32_t table = walk_.tables.root;
    bool page = !walk_.tables.paged;  // what is looked for is the page itself, no entry
    for (std::size_t i = 0; i < walk_.steps.size(); ++i) {
        const WalkStep& step = walk_.steps[i];
        // A row begins with the guest-physical address that has to be found.
        if (both && column == 0) {
            QStringList lines{Words::hex(step.looks_for)};
            if (!page) lines << QStringLiteral("= %1").arg(Words::hex(table)) << QStringLiteral("+ 4 \u00d7 %1").arg((step.looks_for - table) / 4);
            else if (walk_.tables.paged) lines << tr("in the page");
            add(Cell::Kind::kAddress, 0, tr("guest-physical"), lines);
        }
        QStringList lines{tr("entry %1").arg(table_index(step.looks_for, step.level)), (both && !step.nested ? tr("at g. %1", "guest-physical address") : tr("at %1")).arg(Words::hex(step.at))};
        if (was_read(step)) lines << QStringLiteral("= %1").arg(Words::hex(step.value));
        if (step.verdict == Verdict::kLeaf) lines << EntryWords::rights(step.value) + (step.nested ? QString() : QStringLiteral("  ") + EntryWords::for_whom(step.value));
        else if (step.verdict == Verdict::kTable) lines << tr("\u2192 a table");
        else if (step.verdict == Verdict::kOutside) lines << tr("\u2717 no memory");
        else if (step.verdict == Verdict::kNestedStop) lines << tr("\u2717 not reached");
        else lines << tr("\u2717 not valid");
        add(step.nested ? Cell::Kind::kNestedEntry : Cell::Kind::kGuestEntry, i + 1, (step.nested ? tr("nested level %1") : tr("level %1")).arg(step.level), lines);
        // A large page's entry is the last: the place of the next one stays empty, and is seen to.
        if (step.nested && step.verdict == Verdict::kLeaf && step.level == 1) add(Cell::Kind::kSkipped, 0, tr("no level 0"), {tr("a 4 MiB page")});
        if (!step.nested) {
            table = step.value & spec::pte::kFrame;
            page = step.verdict == Verdict::kLeaf;
        }
        if (both && !step.nested && goes_on(step)) {
            ++row;
            column = 0;
            rows_ = row + 1;
        }
    }
    add_end(row, both ? std::max<std::size_t>(column, 3) : column);
    const QSizeF size = drawing_size();
    setMinimumSize(static_cast<int>(std::ceil(size.width())), static_cast<int>(std::ceil(size.height())));
    update();
}

void WalkDrawing::add_end(std::size_t row, std::size_t column) {
    columns_ = std::max(columns_, column + 1);
    if (walk_.physical) {
        cells_.push_back({Cell::Kind::kEnd, row, column, 0, tr("physical"), {Words::hex(*walk_.physical), walk_.leaf || walk_.nested_leaf ? tr("frame and offset") : tr("as it is")}});
        return;
    }
    const QString why = walk_.steps.empty() ? QString() : EntryWords::verdict(walk_.steps.back().verdict, walk_.steps.back().level, walk_.steps.back().value);
    cells_.push_back({Cell::Kind::kStop, row, column, 0, tr("\u2717 no page"), why.split(QStringLiteral(": "))});
}

QFont WalkDrawing::fixed(bool bold) const {
    QFont font = theme_().fixed_font();
    font.setBold(bold);
    return font;
}

WalkDrawing::Places WalkDrawing::places(const QSizeF& size) const {
    const QFontMetricsF metrics(fixed(true));
    Places places;
    places.line = metrics.height();
    places.bits_height = walk_.tables.paged ? places.line * 3.4 : places.line * 1.6;
    double widest = metrics.horizontalAdvance(QStringLiteral("at 0x00000000"));
    for (const Cell& cell : cells_) {
        widest = std::max(widest, metrics.horizontalAdvance(cell.title) + places.line * 1.8);
        for (const QString& line : cell.lines) widest = std::max(widest, metrics.horizontalAdvance(line));
    }
    places.gap_x = places.line * 1.5;
    places.gap_y = places.line * 1.2;
    places.left = places.line * 0.5;
    places.cell = QSizeF(widest + places.line * kAroundWords, places.line * (kLinesInCell + 0.6));
    const auto columns = static_cast<double>(std::max<std::size_t>(columns_, 1));
    const double spare = size.width() - places.left * 2 - columns * places.cell.width() - (columns - 1) * places.gap_x;
    // Spread out where there is room, but not so far that one loses the thread.
    if (spare > 0 && columns > 1) places.gap_x += std::min(spare / (columns - 1), places.line * 4);
    return places;
}

QSizeF WalkDrawing::drawing_size() const {
    const Places places = this->places({0, 0});
    const auto columns = static_cast<double>(std::max<std::size_t>(columns_, 1)), rows = static_cast<double>(std::max<std::size_t>(rows_, 1));
    const double bits_width = QFontMetricsF(fixed(true)).horizontalAdvance(QLatin1Char('0')) * 46;
    return {std::max(bits_width, places.left * 2 + columns * places.cell.width() + (columns - 1) * places.gap_x),
            places.bits_height + places.line + rows * places.cell.height() + (rows - 1) * places.gap_y + places.line};
}

/// As large as there is room for, up to a limit: it is looked at from far away.
double WalkDrawing::scale() const {
    const QSizeF needed = drawing_size();
    return std::clamp(std::min(width() / needed.width(), height() / needed.height()), 1.0, 1.8);
}

QRectF WalkDrawing::area_of(const Cell& cell, const Places& places) const {
    return {QPointF(places.left + static_cast<double>(cell.column) * (places.cell.width() + places.gap_x),
                    places.bits_height + places.line + static_cast<double>(cell.row) * (places.cell.height() + places.gap_y)),
            places.cell};
}

void WalkDrawing::draw(QPainter& painter, const QSizeF& size) const {
    if (!has_walk_) return;
    const Places places = this->places(size);
    draw_bits(painter, places);
    for (std::size_t i = 1, before = 0; i < cells_.size(); ++i) {
        if (cells_[i].kind == Cell::Kind::kSkipped) continue;
        draw_arrow(painter, area_of(cells_[before], places), area_of(cells_[i], places));
        before = i;
    }
    for (const Cell& cell : cells_) draw_cell(painter, cell, places);
}

/// The address, cut as the first dimension uses it.
void WalkDrawing::draw_bits(QPainter& painter, const Places& places) const {
    const Theme& theme = theme_();
    painter.setFont(fixed(true));
    painter.setPen(theme.text());
    const QFontMetricsF metrics(fixed(true));
    const QString address = walk_.tables.paged ? tr("virtual %1").arg(Words::hex(walk_.address)) : tr("%1, without paging").arg(Words::hex(walk_.address));
    painter.drawText(QPointF(places.left, metrics.ascent() + 2), address);
    if (!walk_.tables.paged) return;
    struct Field {
        QString name;
        QString bits;
        bool used;
    };
    const std::uint32_t a = walk_.address;
    std::vector<Field> fields{{tr("level 1: %1").arg(table_index(a, 1)), bits(a >> 22, 10), true}};
    if (walk_.superpage) {
        fields.push_back({tr("offset: %1").arg(a & 0x3fffffU, 0, 16), bits(a & 0x3fffffU, 22), true});
    } else {
        fields.push_back({tr("level 0: %1").arg(table_index(a, 0)), bits((a >> 12) & 0x3ffU, 10), true});
        fields.push_back({tr("offset: %1").arg(a & 0xfffU, 0, 16), bits(a & 0xfffU, 12), true});
    }
    double x = places.left;
    const double top = places.line * 1.4;
    painter.setFont(fixed(false));
    const QFontMetricsF plain(fixed(false));
    for (const Field& field : fields) {
        const double width = std::max(plain.horizontalAdvance(field.bits), plain.horizontalAdvance(field.name)) + places.line * 0.6;
        painter.setPen(QPen(theme.text(), 1.5));
        painter.setBrush(theme.palette().color(QPalette::AlternateBase));
        painter.drawRect(QRectF(x, top, width, places.line * 2));
        painter.drawText(QRectF(x, top, width, places.line), Qt::AlignCenter, field.bits);
        painter.setPen(theme.faint_text());
        painter.drawText(QRectF(x, top + places.line, width, places.line), Qt::AlignCenter, field.name);
        x += width;
    }
}

void WalkDrawing::draw_arrow(QPainter& painter, const QRectF& from, const QRectF& to) const {
    painter.setPen(QPen(theme_().text(), 1.5));
    painter.setBrush(theme_().text());
    const double head = QFontMetricsF(theme_().fixed_font()).height() * 0.4;
    QPolygonF way;
    if (to.top() == from.top()) {
        way << QPointF(from.right(), from.center().y()) << QPointF(to.left() - 1, to.center().y());
    } else {
        // Down, along, and into the next row from above.
        const double between = (from.bottom() + to.top()) / 2;
        way << QPointF(from.center().x(), from.bottom()) << QPointF(from.center().x(), between) << QPointF(to.center().x(), between) << QPointF(to.center().x(), to.top() - 1);
    }
    painter.drawPolyline(way);
    const QPointF end = way.back();
    QPolygonF arrow;
    if (to.top() == from.top()) arrow << end << end + QPointF(-head * 1.4, -head * 0.7) << end + QPointF(-head * 1.4, head * 0.7);
    else arrow << end << end + QPointF(-head * 0.7, -head * 1.4) << end + QPointF(head * 0.7, -head * 1.4);
    painter.drawPolygon(arrow);
}

void WalkDrawing::draw_cell(QPainter& painter, const Cell& cell, const Places& places) const {
    const Theme& theme = theme_();
    const QRectF area = area_of(cell, places);
    const bool current = (cell.reference != 0 && cell.reference == step_ + 1) || ((cell.kind == Cell::Kind::kEnd || cell.kind == Cell::Kind::kStop) && step_ == last_step());
    const bool to_come = cell.reference > step_ + 1 || ((cell.kind == Cell::Kind::kEnd || cell.kind == Cell::Kind::kStop) && step_ != last_step());
    if (cell.kind == Cell::Kind::kSkipped) {
        painter.setPen(theme.faint_text());
        painter.setFont(fixed(false));
        painter.drawText(area.adjusted(0, 0, 0, -area.height() / 2), Qt::AlignHCenter | Qt::AlignBottom, cell.title + u'\n' + cell.lines.join(u'\n'));
        return;
    }
    painter.fillRect(area, current ? theme.changed() : theme.background());
    const QRectF title(area.left(), area.top(), area.width(), places.line * 1.2);
    if (cell.kind == Cell::Kind::kGuestEntry || cell.kind == Cell::Kind::kNestedEntry) {
        const Look look = look_of(cell.kind == Cell::Kind::kNestedEntry ? session::Resident::kMonitor : session::Resident::kGuestKernel, theme.dark());
        fill(painter, QRectF(title.left(), title.top(), places.line * 0.9, area.height()), look);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(to_come ? theme.faint_text() : theme.text(), current ? 4 : 1.5, to_come ? Qt::DashLine : Qt::SolidLine));
    painter.drawRect(area);
    painter.setPen(theme.text());
    painter.setFont(fixed(true));
    const double inset = places.line * (cell.reference != 0 ? kBehindBand : kAtEdge);
    painter.drawText(title.adjusted(inset, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, cell.title);
    if (cell.reference != 0) {
        // Its place in the order, in a disc at the corner.
        const QRectF disc(area.right() - places.line * 1.1, area.top() - places.line * 0.5, places.line * 1.4, places.line * 1.4);
        painter.setBrush(current ? theme.highlight() : theme.background());
        painter.setPen(QPen(theme.text(), 1.5));
        painter.drawEllipse(disc);
        painter.setPen(current ? theme.palette().color(QPalette::HighlightedText) : theme.text());
        painter.drawText(disc, Qt::AlignCenter, QString::number(cell.reference));
        painter.setPen(theme.text());
    }
    painter.setFont(fixed(false));
    double y = area.top() + places.line * 1.25;
    for (const QString& line : cell.lines) {
        painter.drawText(QRectF(area.left() + inset, y, area.width() - inset, places.line), Qt::AlignLeft | Qt::AlignVCenter, line);
        y += places.line;
    }
}

void WalkDrawing::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme_().background());
    painter.save();
    painter.scale(scale(), scale());
    draw(painter, QSizeF(size()) / scale());
    painter.restore();
    if (!hasFocus()) return;
    painter.setPen(QPen(theme_().highlight(), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

void WalkDrawing::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Up: return set_step(step_ > 0 ? step_ - 1 : 0);
        case Qt::Key_Right:
        case Qt::Key_Down:
        case Qt::Key_Space: return set_step(step_ + 1);
        case Qt::Key_Home: return set_step(0);
        case Qt::Key_End: return set_step(last_step());
        default: QWidget::keyPressEvent(event);
    }
}

void WalkDrawing::mousePressEvent(QMouseEvent* event) {
    const Places places = this->places(QSizeF(size()) / scale());
    for (const Cell& cell : cells_) {
        if (!area_of(cell, places).contains(event->position() / scale())) continue;
        if (cell.reference != 0) set_step(cell.reference - 1);
        else if (cell.kind == Cell::Kind::kEnd || cell.kind == Cell::Kind::kStop) set_step(last_step());
    }
}

}  // namespace anel::gui
