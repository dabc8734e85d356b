#include "gui/panes/timeline_pane.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "gui/models/csv.hpp"
#include "gui/models/ring_traffic.hpp"
#include "gui/models/words.hpp"
#include "gui/session/goal.hpp"

namespace anel::gui {

namespace {

constexpr qint64 kAskEveryMs = 250;         ///< while the machine runs
constexpr double kAround = 0.5;             ///< so much more to each side is asked for, to move without waiting
constexpr double kPixelsPerBin = 2;
constexpr double kFast = 300;               ///< instructions a second from which on nothing is seen one by one
constexpr double kLongestExact = 4'000'000; ///< cycles that are measured event by event
constexpr QSizeF kDrawing{1200, 420};

}  // namespace

TimelinePane::TimelinePane(PaneContext& context) : Pane(context), canvas_(new TimelineCanvas(context, this)) {
    canvas_->setMinimumSize(240, 84);
    auto* const row = new QHBoxLayout;
    whole_ = add_button(*row);
    farther_ = add_button(*row);
    nearer_ = add_button(*row);
    to_now_ = add_button(*row);
    chip_ = add_button(*row);
    chip_->setAutoRaise(false);
    lost_ = new QLabel(this);
    row->addStretch(1);
    row->addWidget(lost_);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(2);
    layout->addLayout(row);
    layout->addWidget(canvas_, 1);
    setFocusProxy(canvas_);
    connect(whole_, &QToolButton::clicked, canvas_, &TimelineCanvas::show_whole);
    connect(to_now_, &QToolButton::clicked, canvas_, &TimelineCanvas::show_now);
    connect(nearer_, &QToolButton::clicked, canvas_, [this] { canvas_->zoom(TimelineCanvas::kZoomStep * TimelineCanvas::kZoomStep); });
    connect(farther_, &QToolButton::clicked, canvas_, [this] { canvas_->zoom(1 / TimelineCanvas::kZoomStep / TimelineCanvas::kZoomStep); });
    Selection& selection = context.selection();
    connect(chip_, &QToolButton::clicked, this, [&selection] { selection.set_filter({}); });
    connect(&selection, &Selection::filter_changed, this, [this] { show_filter(); });
    connect(&selection, &Selection::cursor_changed, this, [this](std::optional<Cycles> cycle) {
        canvas_->scene().cursor = cycle;
        show_words();
    });
    connect(canvas_, &TimelineCanvas::moved, this, [this] {
        canvas_->ground_changed();
        look_again();
    });
    connect(canvas_, &TimelineCanvas::travels, this, [this](Cycles cycle) { this->context().send(session::GoTo{cycle}); });
    connect(canvas_, &TimelineCanvas::picks, this, [&selection](std::optional<Cycles> cycle) { selection.set_cursor(cycle); });
    connect(canvas_, &TimelineCanvas::points, this, [this](std::optional<double> cycle) {
        canvas_->scene().hover = cycle;
        show_words();
    });
    connect(canvas_, &TimelineCanvas::measures, this, [this](const std::optional<std::pair<double, double>>& range) {
        canvas_->scene().range = range;
        measure_.reset();
        if (range) ask_to_measure();
        show_words();
    });
    since_asked_.start();
}

QToolButton* TimelinePane::add_button(QHBoxLayout& row) {
    auto* const button = new QToolButton(this);
    button->setAutoRaise(true);
    row.addWidget(button);
    return button;
}

QString TimelinePane::title() const { return tr("Timeline"); }

QString TimelinePane::help() const {
    return tr("The run from its beginning. From afar: how much of the time each ring had, and how many crossings there were; from near: every stretch in a ring, and every crossing. "
              "The wheel, + and \u2212 zoom; dragging and the arrow keys move along. A click goes there in time. With Shift, dragging or the arrow keys measure. With Ctrl, a click or "
              "the arrow keys move the cursor that all panes share, and Enter goes to it. 0 shows the whole run, N the present, Escape takes back range, cursor and filter.");
}

QSizeF TimelinePane::drawing_size() const { return kDrawing * theme().percent() / 100; }
void TimelinePane::draw(QPainter& painter, const QSizeF& size) { canvas_->draw(painter, size); }

void TimelinePane::show_frame(const session::Frame& frame) {
    TimelineScene& scene = canvas_->scene();
    const bool other = frame.machine != machine_;
    const bool other_future = !other && (frame.end.cycle < scene.axis.end() || frame.typed.size() != typed_);
    if (other) {
        // What is on its way is answered no more.
        counts_asked_ = events_asked_ = measure_asked_ = look_again_ = measure_again_ = false;
        scene.data.clear();
        scene.axis = TimeAxis();
        scene.range.reset();
        measure_.reset();
        counted_to_ = 0;
    }
    runs_fast_ = frame.phase == session::Phase::kRunning && (frame.speed_wanted == 0 || frame.speed_wanted > kFast);
    if (other_future) scene.data.drop_events();
    // What is known up to the run's end goes on with it.
    const bool went_on = !other_future && frame.now.cycle == frame.end.cycle && scene.data.known_to() == scene.axis.end() && frame.end.cycle > scene.axis.end();
    if (went_on) scene.data.go_on(frame.events, frame.events_before == 0, frame.end.cycle);
    const bool jumped = frame.jumps != jumps_;
    machine_ = frame.machine;
    jumps_ = frame.jumps;
    typed_ = frame.typed.size();
    lost_events_ = frame.events_lost;
    const double from = scene.axis.from();
    const double to = scene.axis.to();
    scene.axis.set_run(frame.end.cycle, frame.now.cycle);
    scene.cursor = context().selection().cursor();
    std::vector<TimelineLane> lanes;
    for (unsigned place = kLaneCount; place-- > 0;) {
        const Ring ring = ring_of_lane(place);
        if (ring != Ring::kMinus1 || frame.monitor_ring == Ring::kMinus1 || frame.cpu.assist.on) lanes.push_back({ring, frame.residents[place]});
    }
    const bool other_lanes = !std::ranges::equal(lanes, scene.lanes, [](const TimelineLane& a, const TimelineLane& b) { return a.ring == b.ring && a.resident == b.resident; });
    scene.lanes = std::move(lanes);
    scene.empty = frame.machine == 0       ? tr("There is no machine.")
                  : frame.end.cycle == 0 ? tr("Nothing has happened yet. Run the machine, or step: what happens is drawn here, and a click goes back to it.")
                                         : QString();
    if (other || other_future || other_lanes || went_on || from != scene.axis.from() || to != scene.axis.to()) canvas_->ground_changed();
    // What is seen may have grown.
    const bool grew = frame.end.cycle != counted_to_ && static_cast<double>(std::min(frame.end.cycle, counted_to_)) <= scene.axis.to();
    const bool runs = frame.phase == session::Phase::kRunning;
    if (other || other_future || jumped || (grew && (!runs || since_asked_.elapsed() >= kAskEveryMs))) look_again();
    show_words();
}

void TimelinePane::seen_changed(bool seen) {
    if (seen) show_filter();
}

void TimelinePane::look_again() {
    if (!seen() || machine_ == 0 || canvas_->scene().axis.end() == 0) return;
    if (counts_asked_ || events_asked_) {
        look_again_ = true;
        return;
    }
    ask_for_counts();
}

void TimelinePane::ask_for_counts() {
    const TimelineScene& scene = canvas_->scene();
    counts_asked_ = true;
    since_asked_.restart();
    counted_to_ = scene.axis.end();
    const double around = scene.axis.whole() ? 0 : scene.axis.span() * kAround;
    const auto bins = static_cast<std::size_t>(std::max(canvas_->layout_now().plot.width(), 200.0) / kPixelsPerBin * (scene.axis.whole() ? 1 : 1 + 2 * kAround));
    const session::CountsIn query{static_cast<Cycles>(std::max(scene.axis.from() - around, 0.0)), static_cast<Cycles>(scene.axis.to() + around) + 1, bins};
    context().ask(this, query, [this](const session::Answer& answer) {
        counts_asked_ = false;
        if (const auto* const window = std::get_if<machine::Pyramid::Window>(&answer)) canvas_->scene().data.take(*window);
        canvas_->ground_changed();
        const TimelineScene& now = canvas_->scene();
        // To run something again costs time: not again and again while the end runs away.
        const bool runs_away = runs_fast_ && now.axis.to() >= static_cast<double>(now.axis.end());
        if (!now.near() && !runs_away && now.data.could_be_near(now.axis.from(), now.axis.to())) ask_for_events();
        else if (std::exchange(look_again_, false)) look_again();
        show_words();
    });
}

void TimelinePane::ask_for_events() {
    const TimelineScene& scene = canvas_->scene();
    events_asked_ = true;
    const double around = scene.axis.span() * kAround;
    const auto from = static_cast<Cycles>(std::max(scene.axis.from() - around, 0.0));
    const auto to = static_cast<Cycles>(std::max(scene.axis.to() + around, 0.0)) + 1;
    const Cycles end = scene.axis.end();
    context().ask(this, session::EventsIn{from, to, TimelineData::kMostEvents}, [this, from, to, end](const session::Answer& answer) {
        events_asked_ = false;
        if (const auto* const events = std::get_if<std::vector<cpu::Event>>(&answer)) canvas_->scene().data.take(from, to, *events, events->size() < TimelineData::kMostEvents, end);
        canvas_->ground_changed();
        if (std::exchange(look_again_, false)) look_again();
        show_words();
    });
}

void TimelinePane::ask_to_measure() {
    if (measure_asked_) {
        measure_again_ = true;
        return;
    }
    const std::optional<std::pair<double, double>> range = canvas_->scene().range;
    if (!range) return;
    const auto from = static_cast<Cycles>(std::round(range->first));
    const auto to = static_cast<Cycles>(std::round(range->second));
    measure_asked_ = true;
    session::Query query = session::CountsIn{from, to, 4096};
    if (static_cast<double>(to - from) <= kLongestExact) query = session::EventsIn{from, to, TimelineData::kMostEvents * 10};
    context().ask(this, query, [this, from, to](const session::Answer& answer) {
        measure_asked_ = false;
        if (canvas_->scene().range) {
            if (const auto* const events = std::get_if<std::vector<cpu::Event>>(&answer)) measure_ = TimelineData::measure(from, to, *events);
            else if (const auto* const window = std::get_if<machine::Pyramid::Window>(&answer)) measure_ = TimelineData::measure(from, to, *window);
        }
        if (std::exchange(measure_again_, false)) ask_to_measure();
        show_words();
    });
}

QString TimelinePane::sentence_of(const TimelineMeasure& measure) const {
    QString text = tr("%1 cycles, from %2 to %3: ").arg(Words::number(measure.to - measure.from), Words::number(measure.from), Words::number(measure.to));
    text += measure.exact ? tr("%1 crossings").arg(Words::number(measure.total())) : tr("about %1 crossings").arg(Words::number(measure.total()));
    QStringList parts;
    for (std::size_t i = 0; i < kCrossingGroups; ++i)
        if (measure.crossings[i] != 0) parts << QStringLiteral("%1 %2").arg(CrossingGroupWords::name(static_cast<CrossingGroup>(i)), Words::number(measure.crossings[i]));
    return parts.isEmpty() ? text + u'.' : text + QStringLiteral(" (") + parts.join(QStringLiteral(", ")) + QStringLiteral(").");
}

QString TimelinePane::sentence_at(double cycle) const {
    const TimelineScene& scene = canvas_->scene();
    const TimelineLayout& layout = canvas_->layout_now();
    if (cycle < 0 || cycle > static_cast<double>(scene.axis.end())) return tr("The run has not come here yet.");
    QString text = tr("Cycle %1").arg(Words::number(static_cast<std::uint64_t>(std::round(cycle))));
    const auto resident = [&scene](Ring ring) {
        for (const TimelineLane& lane : scene.lanes)
            if (lane.ring == ring) return Words::resident(lane.resident);
        return QString();
    };
    if (scene.near()) {
        if (const TimelineSpan* const span = scene.data.span_at(cycle)) {
            text += QStringLiteral(": %1, %2").arg(Words::ring(span->ring), resident(span->ring));
            if (span->activity) text += QStringLiteral(", ") + Words::activity(*span->activity);
            text += tr("; %1 cycles, from %2 to %3.").arg(Words::number(span->end - span->begin), Words::number(span->begin), Words::number(span->end));
        }
        if (const cpu::Event* const event = scene.data.nearest_crossing(cycle, 6 * layout.cycles_per_pixel(scene.axis)))
            text += u' ' + tr("At %1: %2.").arg(Words::number(event->cycle), RingTraffic::sentence(*event));
        return text;
    }
    const TimelineBins& bins = scene.data.bins();
    const auto bin = bins.bin_at(cycle);
    if (!bin || bins.cycles[*bin] == 0) return text;
    QStringList parts;
    for (const TimelineLane& lane : scene.lanes)
        if (const Cycles cycles = bins.at(bins.rings[anel::lane(lane.ring)], *bin); cycles != 0)
            parts << Words::ring(lane.ring) + u' ' + RingTraffic::percent(static_cast<double>(cycles) / static_cast<double>(bins.cycles[*bin]));
    text += QStringLiteral(": ") + parts.join(QStringLiteral(", ")) + tr("; %1 crossings in %2 cycles.").arg(Words::number(bins.crossings_at(*bin, {})), Words::number(bins.width));
    if (!scene.filter.everything()) text += u' ' + tr("Of those that are shown alone: %1.").arg(Words::number(bins.crossings_at(*bin, scene.filter)));
    return text;
}

/// What stands below: the measured range or what is pointed at.
void TimelinePane::show_words() {
    TimelineScene& scene = canvas_->scene();
    if (measure_) scene.strip = sentence_of(*measure_);
    else if (scene.range) scene.strip = tr("Counting\u2026");
    else if (scene.hover) scene.strip = sentence_at(*scene.hover);
    else if (scene.cursor) scene.strip = sentence_at(static_cast<double>(*scene.cursor));
    else scene.strip.clear();
    lost_->setVisible(lost_events_ != 0);
    if (lost_events_ != 0) lost_->setText(tr("%1 events were lost").arg(Words::number(lost_events_)));
    show_chip();
    canvas_->update();
}

void TimelinePane::show_filter() {
    canvas_->scene().filter = context().selection().filter();
    show_chip();
    canvas_->ground_changed();
}

/// From afar counts know where crossings lead, and not where from: then all that lead there are shown, and it says so.
void TimelinePane::show_chip() {
    const TimelineScene& scene = canvas_->scene();
    const Filter& filter = scene.filter;
    chip_->setVisible(!filter.everything());
    if (filter.everything()) return chip_->setAccessibleName(tr("Shows all crossings again"));
    QStringList parts;
    if (filter.group) parts << (filter.from ? CrossingGroupWords::name(*filter.group, *filter.from) : CrossingGroupWords::name(*filter.group));
    if (filter.from) parts << tr("from %1").arg(Words::ring(*filter.from));
    if (filter.to) parts << tr("to %1").arg(Words::ring(*filter.to));
    if (filter.from && !scene.near()) parts << tr("(from afar: from every ring)");
    const QString text = tr("Only: %1  \u2715").arg(parts.join(u' '));
    if (text != chip_->text()) chip_->setText(text);
    chip_->setToolTip(tr("Shows all crossings again"));
    chip_->setAccessibleName(text);
}

void TimelinePane::retranslate() {
    whole_->setText(tr("Whole r&un"));
    to_now_->setText(tr("Pr&esent"));
    nearer_->setText(QStringLiteral("+"));
    farther_->setText(QStringLiteral("\u2212"));
    whole_->setToolTip(tr("Shows the run from its beginning to where it has come (0)"));
    to_now_->setToolTip(tr("Shows where the machine stands (N)"));
    nearer_->setToolTip(tr("Nearer (+)"));
    farther_->setToolTip(tr("From farther away (\u2212)"));
    nearer_->setAccessibleName(tr("Nearer"));
    farther_->setAccessibleName(tr("From farther away"));
    canvas_->setAccessibleName(tr("The run, along its cycles"));
    canvas_->setAccessibleDescription(help());
    canvas_->scene().hint = tr("Click: go there in time. Wheel: zoom. Drag: move. Shift and drag: measure.");
    canvas_->scene().hint_unnamed = tr("Point at the name of a row: what its marks and hatches mean. Click: go there in time.");
    show_filter();
    show_words();
}

void TimelinePane::restyle() {
    for (QToolButton* const button : {whole_, to_now_, nearer_, farther_, chip_}) button->setFont(theme().font());
    lost_->setFont(theme().font());
    canvas_->ground_changed();
}

QString TimelinePane::table() const {
    const TimelineScene& scene = canvas_->scene();
    const auto line = [](const QStringList& fields) {
        QStringList quoted;
        for (const QString& field : fields) quoted << csv_field(field);
        return quoted.join(u',') + QStringLiteral("\r\n");
    };
    if (scene.near()) {
        QString text = line({tr("cycle"), tr("pc"), tr("event"), tr("from ring"), tr("to ring"), tr("cause"), tr("value"), tr("VM"), tr("cycles that it took")});
        for (const cpu::Event& event : scene.data.events()) {
            if (!scene.axis.contains(static_cast<double>(event.cycle)) || !scene.filter.matches(event)) continue;
            const QString cause = session::is_trap(event.kind) ? Words::cause(event.kind, event.cause, event.from)
                                  : event.kind == cpu::EventKind::kMark ? Words::activity(static_cast<spec::Activity>(event.cause)) : QString();
            text += line({QString::number(event.cycle), Words::hex(event.pc), Words::crossing(event.kind), QString::number(number(event.from)), QString::number(number(event.to)), cause,
                          Words::hex(event.value), QString::number(event.vm), QString::number(event.took)});
        }
        return text;
    }
    const TimelineBins& bins = scene.data.bins();
    QStringList header{tr("from cycle"), tr("cycles")};
    for (const TimelineLane& lane : scene.lanes) header << Words::ring(lane.ring);
    for (const auto& [what, counts] : bins.crossings) header << tr("%1 to %2", "kind of crossing, ring").arg(CrossingGroupWords::name(what.second), Words::ring(what.first));
    QString text = line(header);
    for (std::size_t bin = 0; bin < bins.bins; ++bin) {
        QStringList fields{QString::number(bins.begin + bins.width * bin), QString::number(bins.cycles[bin])};
        for (const TimelineLane& lane : scene.lanes) fields << QString::number(bins.at(bins.rings[anel::lane(lane.ring)], bin));
        for (const auto& [what, counts] : bins.crossings) fields << QString::number(counts[bin]);
        text += line(fields);
    }
    return text;
}

}  // namespace anel::gui
