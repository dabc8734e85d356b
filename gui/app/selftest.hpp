// Measures what a person feels: how fast the machine runs behind the window compared with `anel run`, the longest frame, how soon an input is
// answered, how soon the window could be used, and how much memory a long run adds.
// Not here: limits (tests/gui), the command line.
#pragma once

#include <QElapsedTimer>
#include <vector>

namespace anel::gui {

class MainWindow;

struct SelftestResult {
    /// The same stretch of one run from reset, once by what `anel run` runs with, once behind the window, in turns. MIPS by the clock on the wall.
    struct Round {
        double run_mips = 0;
        double window_mips = 0;
        double run_work_s = 0;     ///< of the host's processor, by the thread that simulates
        double window_work_s = 0;
    };
    double start_s = 0;            ///< from the program's start to the first frame with a machine
    int panes = 0;                 ///< that could be seen meanwhile
    std::vector<Round> rounds;
    double longest_frame_ms = 0;   ///< the longest that the window's thread did not come round to its events
    double longest_work_ms = 0;    ///< the most of the host's processor that it took at a time; the rest of a long frame others took
    double longest_pause_ms = 0;   ///< from Pause to the frame that shows it
    double longest_back_ms = 0;    ///< from a step back to the frame that shows it
    double watched_s = 0;          ///< the long run
    double memory_early_mib = 0;   ///< of the program, a quarter into the long run
    double memory_late_mib = 0;    ///< at its end
};

/// `since_start` was started with the program; the long run takes `seconds`. Runs the event loop meanwhile.
SelftestResult selftest(MainWindow& window, const QElapsedTimer& since_start, double seconds);
void print(const SelftestResult& result);

}  // namespace anel::gui
