// A race in numbers and words: both lanes at one progress, their ratio, what is measured.
// Not here: the race (gui/session/race.hpp).
#pragma once

#include <QString>
#include <optional>

#include "gui/session/racer.hpp"

namespace anel::gui {

/// The cycles that a lane had taken at that progress: between two points of its way, in proportion. Nothing where it has not been there.
std::optional<double> cycles_at(const session::RaceLane& lane, std::uint64_t progress);
/// The furthest progress that both have come to.
std::uint64_t common_progress(const session::RaceShown& shown);
/// The second lane's cycles over the first's, there; nothing before there are any.
std::optional<double> race_ratio(const session::RaceShown& shown);

class RaceWords {
public:
    static QString measure(session::RaceMeasure measure);          ///< "programs' instructions"
    /// What both are aligned by, and what that leaves out.
    static QString measure_meaning(session::RaceMeasure measure);
    /// How a lane's run ended, in short.
    static QString ending(const session::RaceLane& lane);
    /// The standing, for who cannot see it: a sentence.
    static QString standing(const session::RaceShown& shown);
};

}  // namespace anel::gui
