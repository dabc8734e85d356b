#include "gui/models/race_words.hpp"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

#include "gui/models/words.hpp"
#include "monitor/control/compare.hpp"

namespace anel::gui {

using session::RaceLane;
using session::RaceMeasure;
using session::RacePoint;
using session::RaceShown;

namespace {

struct RaceText {
    Q_DECLARE_TR_FUNCTIONS(RaceText)
};

}  // namespace

std::optional<double> cycles_at(const RaceLane& lane, std::uint64_t progress) {
    const std::vector<RacePoint>& way = lane.way;
    // The last one at or before it: a guest may take long without any progress.
    const auto after = std::ranges::upper_bound(way, progress, {}, &RacePoint::progress);
    if (after == way.begin()) return std::nullopt;
    const RacePoint& before = *std::prev(after);
    if (after == way.end()) return before.progress == progress ? std::optional(static_cast<double>(before.cycles)) : std::nullopt;
    const double part = static_cast<double>(progress - before.progress) / static_cast<double>(after->progress - before.progress);
    return static_cast<double>(before.cycles) + part * static_cast<double>(after->cycles - before.cycles);
}

std::uint64_t common_progress(const RaceShown& shown) { return std::min(shown.lanes[0].now.progress, shown.lanes[1].now.progress); }

std::optional<double> race_ratio(const RaceShown& shown) {
    const std::uint64_t progress = common_progress(shown);
    const auto first = cycles_at(shown.lanes[0], progress), second = cycles_at(shown.lanes[1], progress);
    if (!first || !second || *first <= 0 || progress == 0) return std::nullopt;
    return *second / *first;
}

QString RaceWords::measure(RaceMeasure measure) { return measure == RaceMeasure::kGuest ? RaceText::tr("guest instructions") : RaceText::tr("program instructions"); }

QString RaceWords::measure_meaning(RaceMeasure measure) {
    if (measure == RaceMeasure::kGuest)
        return RaceText::tr("Aligned by all instructions of the guest: those that it executed, and those that the monitor did in its place. The slower one has more timer interrupts, whose handling counts as well.");
    return RaceText::tr("Aligned by the programs' instructions (ring 3): they are the same in every mode. While the kernel works, the cycles grow and the progress does not.");
}

QString RaceWords::ending(const RaceLane& lane) {
    switch (lane.how) {
        case control::Ending::kCycleLimit: return RaceText::tr("hung: stopped at %1 times the other's cycles").arg(control::kHungFactor);
        case control::Ending::kTripleFault: return RaceText::tr("triple fault");
        case control::Ending::kStuck: return RaceText::tr("stuck: it waits for an interrupt, and none can come");
        case control::Ending::kGivenUp: return RaceText::tr("the monitor or the guest gave up");
        case control::Ending::kInterrupted: return RaceText::tr("cancelled");
        case control::Ending::kPoweredOff: return RaceText::tr("powered off");
    }
    return {};
}

QString RaceWords::standing(const RaceShown& shown) {
    const auto ratio = race_ratio(shown);
    // Both where both have been: one may be further by now.
    const auto taken = [&shown](std::size_t lane) { return Words::number(static_cast<std::uint64_t>(cycles_at(shown.lanes[lane], common_progress(shown)).value_or(0) + 0.5)); };
    QString text = RaceText::tr("At %1 %2: %3 has taken %4 cycles, %5 has taken %6.", "number, of what, mode, number, mode, number")
                       .arg(Words::number(common_progress(shown)), measure(shown.wish.measure), Words::mode(shown.lanes[0].mode), taken(0),
                            Words::mode(shown.lanes[1].mode), taken(1));
    if (ratio) text += u' ' + RaceText::tr("That is %1 times as many.").arg(QLocale().toString(*ratio, 'f', 2));
    return text;
}

}  // namespace anel::gui
