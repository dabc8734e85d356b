#include "gui/panes/rings_picture.hpp"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "gui/models/words.hpp"
#include "gui/theme/fitting.hpp"

namespace anel::gui {

namespace {

constexpr double kWordsReach = 118;  ///< degrees of a ring that its words may take
constexpr double kAroundCapitals = 1.3;  ///< the height of a word in a ring, in that of its capital letters
constexpr double kLeastInCore = 0.5;     ///< of the font; smaller where that is very large
constexpr double kPinInCore = 0.74;  ///< of its radius, where it says so above its words
constexpr double kHere = 296;        ///< where a ring says that the machine is in it

QPointF across(const QPointF& heading) { return {-heading.y(), heading.x()}; }

}  // namespace

QColor RingsPicture::mixed(const QColor& colour, double part) const {
    const QColor base = theme_.background();
    const auto mix = [part](float a, float b) { return static_cast<float>(a * (1 - part) + b * part); };
    return QColor::fromRgbF(mix(base.redF(), colour.redF()), mix(base.greenF(), colour.greenF()), mix(base.blueF(), colour.blueF()));
}

Look RingsPicture::look_of_arrow(const RingArrow& arrow) const {
    const auto [kind, cause] = example_of(arrow.group);
    return look_of_crossing(kind, cause, theme_.dark());
}

double RingsPicture::smallest() const { return std::min(1.0, theme_.least_scale() * theme_.font().pointSizeF() / layout_.font.pointSizeF()); }

bool RingsPicture::dimmed(const RingArrow& arrow) const {
    const Filter& filter = state_.filter;
    return (filter.from && *filter.from != arrow.from) || (filter.to && *filter.to != arrow.to) || (filter.group && *filter.group != arrow.group);
}

/// 1: crosses right now. What has not been crossed lately is pale.
double RingsPicture::glow_of(const RingArrow& arrow) const {
    if (!traffic_.fast() && traffic_.behind() && arrow.is(*traffic_.behind())) return 1;
    return arrow.rate > 0 ? 0.85 : 0.4;
}

void RingsPicture::draw() {
    draw_ground();
    draw_ring_words();
    draw_above();
}

void RingsPicture::draw_ground() {
    painter_.save();
    painter_.setRenderHint(QPainter::Antialiasing);
    painter_.setFont(layout_.font);
    if (!state_.empty.isEmpty()) {
        painter_.setPen(theme_.faint_text());
        painter_.drawText(QRectF(0, 0, layout_.strip.right(), layout_.strip.bottom()), Qt::AlignCenter | Qt::TextWordWrap, state_.empty);
    } else {
        for (std::size_t i = layout_.bands.size(); i-- > 0;) draw_band(i);
        for (std::size_t i = 0; i < layout_.arrows.size(); ++i) draw_arrow(i);
    }
    painter_.restore();
}

void RingsPicture::draw_ring_words() {
    painter_.save();
    painter_.setRenderHint(QPainter::Antialiasing);
    painter_.setFont(layout_.font);
    for (std::size_t i = 0; i < layout_.bands.size(); ++i) draw_band_words(i);
    painter_.restore();
}

void RingsPicture::draw_above() {
    if (!state_.empty.isEmpty()) return;
    painter_.save();
    painter_.setRenderHint(QPainter::Antialiasing);
    painter_.setFont(layout_.font);
    for (std::size_t i = 0; i < layout_.arrows.size(); ++i) draw_words(i);
    for (const Flight& flight : state_.flights) draw_flight(flight);
    draw_sentence();
    painter_.restore();
}

QString RingsPicture::ring_name(const RingNow& ring) const {
    return Words::ring(ring.ring) + (ring.share > 0 ? QStringLiteral(" \u00b7 ") + RingTraffic::percent(ring.share) : QString());
}

QString RingsPicture::ring_words_key() const {
    QString key = QStringLiteral("%1 %2 %3 %4 %5").arg(layout_.middle.x()).arg(layout_.middle.y()).arg(layout_.radius).arg(layout_.font.toString(), theme_.text().name());
    for (const RingNow& ring : traffic_.rings()) key += ring_name(ring) + Words::resident(ring.resident);
    return key;
}

void RingsPicture::draw_band(std::size_t i) {
    const RingNow& ring = traffic_.rings()[i];
    const RingBand& band = layout_.bands[i];
    const bool empty = ring.resident == session::Resident::kNobody;
    const Look look = look_of(ring.resident, theme_.dark());
    const double most = theme_.dark() ? 0.42 : 0.55;
    const double part = empty && ring.lately == 0 ? 0 : 0.1 + most * ring.lately;
    const bool pointed = state_.band == static_cast<int>(i);
    painter_.setBrush(mixed(look.colour, part));
    const bool lit = ring.current && !traffic_.fast();
    painter_.setPen(QPen(pointed ? theme_.highlight() : lit ? look.colour : theme_.grid(), pointed || lit ? 2.5 : 1));
    painter_.drawEllipse(layout_.middle, band.outer - 1, band.outer - 1);

    // How much of the machine's time: an arc within the edge, from the top.
    const double middle = band.outer - 2 - layout_.edge / 2;
    const QRectF box(layout_.middle - QPointF(middle, middle), QSizeF(2 * middle, 2 * middle));
    painter_.setBrush(Qt::NoBrush);
    painter_.setPen(QPen(mixed(theme_.text(), 0.12), layout_.edge, Qt::SolidLine, Qt::FlatCap));
    painter_.drawEllipse(box);
    if (ring.share > 0) {
        painter_.setPen(QPen(look.colour, layout_.edge, Qt::SolidLine, Qt::FlatCap));
        painter_.drawArc(box, 90 * 16, -static_cast<int>(std::lround(ring.share * 360 * 16)));
    }
    if (lit) draw_here(i);
}

double RingsPicture::pin_size(std::size_t i) const {
    const RingBand& band = layout_.bands[i];
    const double room = (i == 0 ? band.outer * 0.5 : band.outer - band.inner) - layout_.edge;
    return std::min(room * 0.32, layout_.radius * 0.05);
}

/// A pin with a dot, where the machine is.
void RingsPicture::draw_here(std::size_t i) {
    const RingBand& band = layout_.bands[i];
    const double size = pin_size(i);
    const QPointF at = i == 0 ? layout_.on_circle(band.outer * kPinInCore, 0) : layout_.on_circle((band.inner + band.outer - layout_.edge) / 2, kHere);
    painter_.setPen(QPen(theme_.background(), 1.5));
    painter_.setBrush(theme_.text());
    painter_.drawEllipse(at, size, size);
    painter_.setBrush(theme_.background());
    painter_.setPen(Qt::NoPen);
    painter_.drawEllipse(at, size * 0.45, size * 0.45);
}

void RingsPicture::draw_band_words(std::size_t i) {
    const RingNow& ring = traffic_.rings()[i];
    const RingBand& band = layout_.bands[i];
    QFont bold = layout_.font;
    bold.setBold(true);
    const QString name = ring_name(ring);
    const QString resident = Words::resident(ring.resident);
    const double line = QFontMetricsF(layout_.font).height();
    painter_.setPen(ring.resident == session::Resident::kNobody ? theme_.faint_text() : theme_.text());
    if (i == 0) {
        // Within the arrows' heads, and below the pin.
        const double half = band.outer * 0.72;
        const QRectF box(layout_.middle - QPointF(half, band.outer * kPinInCore - pin_size(0)), layout_.middle + QPointF(half, half));
        const QString share = ring.share > 0 ? u'\n' + RingTraffic::percent(ring.share) : QString();
        const QStringList texts{Words::ring(ring.ring) + u'\n' + resident + share, Words::ring(ring.ring) + share, Words::ring(ring.ring)};
        const auto fitting = std::ranges::find_if(texts, [&](const QString& one) {
            return fits_at_some_scale(1, std::min(kLeastInCore, smallest()), [&](double scale) {
                bold.setPointSizeF(layout_.font.pointSizeF() * scale);
                const QRectF needs = QFontMetricsF(bold).boundingRect(box, Qt::AlignCenter | Qt::TextWordWrap, one);
                return needs.width() <= box.width() * 0.98 && needs.height() <= box.height();
            });
        });
        painter_.setFont(bold);
        painter_.drawText(box, Qt::AlignCenter | Qt::TextWordWrap, fitting == texts.end() ? texts.last() : *fitting);
        painter_.setFont(layout_.font);
        return;
    }
    const double room = band.outer - band.inner - layout_.edge - 3;
    if (room >= 1.75 * line) {
        const double gap = (room - 2 * line * 0.85) / 2;
        draw_on_arc({name, Words::ring(ring.ring)}, band.outer - layout_.edge - 3 - gap - line * 0.65, room / 2, bold);
        draw_on_arc({resident}, band.inner + gap + line * 0.2, room / 2, layout_.font);
    } else {
        draw_on_arc({name + QStringLiteral(" \u00b7 ") + resident, name, Words::ring(ring.ring)}, band.inner + std::max((room - line) / 2 + line * 0.25, room * 0.2), room, bold);
    }
}

/// Around the top, with its base line on a circle, no higher than `height`. The first of the texts that fits, if need be smaller; where none does, the last one is cut.
void RingsPicture::draw_on_arc(const QStringList& texts, double radius, double height, const QFont& font) {
    QFont fitting;
    const double most = kWordsReach * M_PI / 180 * radius;
    const auto text = std::ranges::find_if(texts, [&](const QString& one) {
        return fits_at_some_scale(1, smallest(), [&](double scale) {
            fitting = scaled_font(font, scale);
            const QFontMetricsF metrics(fitting);
            return metrics.horizontalAdvance(one) <= most && metrics.capHeight() * kAroundCapitals <= height;
        });
    });
    const QFontMetricsF metrics(fitting);
    const QString shown = text == texts.end() ? metrics.elidedText(texts.last(), Qt::ElideRight, most) : *text;
    const double length = metrics.horizontalAdvance(shown);
    painter_.setFont(fitting);
    for (qsizetype i = 0; i < shown.size(); ++i) {
        const double before = metrics.horizontalAdvance(shown.left(i));
        const double width = metrics.horizontalAdvance(shown.left(i + 1)) - before;
        const double degrees = (before + width / 2 - length / 2) / radius * 180 / M_PI;
        painter_.save();
        painter_.translate(layout_.on_circle(radius, degrees));
        painter_.rotate(degrees);
        painter_.drawText(QPointF(-width / 2, 0), shown.mid(i, 1));
        painter_.restore();
    }
    painter_.setFont(layout_.font);
}

void RingsPicture::draw_arrow(std::size_t i) {
    const RingArrow& arrow = traffic_.arrows()[i];
    const ArrowPlace& place = layout_.arrows[i];
    const Look look = look_of_arrow(arrow);
    const bool pointed = state_.arrow == static_cast<int>(i);
    const double scale = std::clamp(layout_.radius / 210, 0.5, 3.0);
    const double width = thickness_of(arrow.rate) * scale;
    const double head = width * 1.3 + 4 * scale;
    painter_.save();
    painter_.setOpacity(dimmed(arrow) ? 0.2 : pointed ? 1 : glow_of(arrow));
    painter_.setBrush(Qt::NoBrush);
    if (!place.leader.isEmpty()) {
        painter_.setPen(QPen(line_of(look, theme_.dark()), pointed ? 2 : 1));
        painter_.drawPolyline(place.leader);
    }
    // The head takes its part of the way.
    QPainterPath shaft = place.path;
    const QPointF neck = place.head - place.heading * head;
    if (shaft.elementCount() == 2) shaft.setElementPositionAt(1, neck.x(), neck.y());
    const QPolygonF point({place.head, neck + across(place.heading) * head * 0.75, neck - across(place.heading) * head * 0.75});
    const QColor edge = line_of(look, theme_.dark());
    painter_.setPen(QPen(theme_.background(), width + 4, Qt::SolidLine, Qt::FlatCap));
    painter_.drawPath(shaft);
    painter_.setPen(QPen(edge, width + 1, Qt::SolidLine, Qt::FlatCap));
    painter_.drawPath(shaft);
    painter_.setPen(QPen(theme_.background(), 4, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    painter_.setBrush(look.colour);
    painter_.drawPolygon(point);
    painter_.setBrush(Qt::NoBrush);
    painter_.setPen(QPen(look.colour, width, arrow.rate > 0 ? Qt::SolidLine : Qt::DotLine, Qt::FlatCap));
    painter_.drawPath(shaft);
    painter_.setPen(QPen(edge, 1));
    painter_.setBrush(look.colour);
    painter_.drawPolygon(point);
    if (pointed) {
        painter_.setPen(QPen(theme_.highlight(), 2));
        painter_.setBrush(Qt::NoBrush);
        painter_.drawEllipse(place.tail, width + 4, width + 4);
    }
    draw_mark(painter_, place.tail, std::max(9 * scale, width * 1.25), look);
    painter_.restore();
}

void RingsPicture::draw_words(std::size_t i) {
    const RingArrow& arrow = traffic_.arrows()[i];
    const ArrowPlace& place = layout_.arrows[i];
    if (place.words.isEmpty()) return;
    const bool pointed = state_.arrow == static_cast<int>(i);
    const double line = QFontMetricsF(layout_.font).height();
    const double size = line * 0.75;
    QRectF box = place.words;
    painter_.save();
    double highlight = 0;
    for (const Flight& flight : state_.flights)
        if (arrow.is(flight.event) && flight.age_ms >= 0) highlight = std::max(highlight, 1 - flight.age_ms / Flight::kLivesMs);
    if (traffic_.behind() && !traffic_.fast() && arrow.is(*traffic_.behind())) highlight = 1;
    if (highlight > 0) {
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(mixed(look_of_arrow(arrow).colour, 0.4 * highlight));
        painter_.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4);
    }
    if (pointed) {
        painter_.setPen(QPen(theme_.highlight(), 2));
        painter_.setBrush(Qt::NoBrush);
        painter_.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4);
    }
    if (dimmed(arrow)) painter_.setOpacity(0.35);
    draw_mark(painter_, QPointF(box.left() + size * 0.75, layout_.two_lines ? box.top() + line * 0.75 : box.center().y()), size, look_of_arrow(arrow));
    box.adjust(line * kMarkRoom, 0, -kBehindWords, 0);
    // Name and number become smaller together where they are long.
    QFont plain, bold;
    largest_scale(1, smallest(), [&](double scale) {
        plain = bold = scaled_font(layout_.font, scale);
        bold.setBold(true);
        const double count = layout_.two_lines ? 0 : QFontMetricsF(plain).horizontalAdvance(arrow_count(arrow)) + line * kBeforeCount;
        return QFontMetricsF(bold).horizontalAdvance(arrow_name(arrow)) + count <= box.width();
    });
    const QFontMetricsF metrics(plain), bold_metrics(bold);
    painter_.setPen(theme_.text());
    if (layout_.two_lines) {
        painter_.setFont(bold);
        painter_.drawText(QRectF(box.left(), box.top() + line * 0.2, box.width(), line), Qt::AlignLeft | Qt::AlignVCenter, bold_metrics.elidedText(arrow_name(arrow), Qt::ElideRight, box.width()));
        painter_.setFont(plain);
        painter_.drawText(QRectF(box.left(), box.top() + line * 1.2, box.width(), line), Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(arrow_count(arrow), Qt::ElideRight, box.width()));
    } else {
        const double count = metrics.horizontalAdvance(arrow_count(arrow));
        const QString name = bold_metrics.elidedText(arrow_name(arrow), Qt::ElideRight, std::max(0.0, box.width() - count - line * kBeforeCount));
        painter_.setFont(bold);
        painter_.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, name);
        painter_.setFont(plain);
        painter_.drawText(box.adjusted(bold_metrics.horizontalAdvance(name) + line * kBeforeCount, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, arrow_count(arrow));
    }
    painter_.restore();
}

void RingsPicture::draw_flight(const Flight& flight) {
    for (std::size_t i = 0; i < layout_.arrows.size(); ++i) {
        const RingArrow& arrow = traffic_.arrows()[i];
        if (!arrow.is(flight.event) || flight.age_ms < 0) continue;
        const ArrowPlace& place = layout_.arrows[i];
        const double rest = std::clamp(1 - flight.age_ms / Flight::kLivesMs, 0.0, 1.0);
        const double way = std::clamp(flight.age_ms / Flight::kTravelMs, 0.0, 1.0);
        const double scale = std::clamp(layout_.radius / 210, 0.5, 3.0);
        const Look look = look_of_arrow(arrow);
        painter_.save();
        QColor halo = look.colour;
        halo.setAlphaF(static_cast<float>(0.55 * rest));
        painter_.setBrush(Qt::NoBrush);
        painter_.setPen(QPen(halo, (thickness_of(arrow.rate) + 12) * scale, Qt::SolidLine, Qt::RoundCap));
        painter_.drawPath(place.path);
        painter_.setOpacity(rest);
        painter_.setPen(QPen(theme_.background(), 2));
        painter_.setBrush(theme_.text());
        const QPointF at = place.path.pointAtPercent(way);
        painter_.drawEllipse(at, 6 * scale, 6 * scale);
        painter_.restore();
        return;
    }
}

void RingsPicture::draw_sentence() {
    const QFontMetricsF metrics(layout_.font);
    painter_.setPen(QPen(theme_.grid(), 1));
    painter_.drawLine(layout_.strip.topLeft(), layout_.strip.topRight());
    painter_.setPen(theme_.text());
    const QRectF box = layout_.strip.adjusted(0, metrics.height() * 0.2, 0, 0);
    QFont fitting;
    largest_scale(1, smallest(), [&](double scale) {
        fitting = scaled_font(layout_.font, scale);
        return QFontMetricsF(fitting).boundingRect(box, Qt::AlignLeft | Qt::TextWordWrap, state_.sentence).height() <= box.height();
    });
    painter_.setFont(fitting);
    painter_.drawText(box, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, state_.sentence);
}

}  // namespace anel::gui
