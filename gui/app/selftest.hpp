// Measures what a person feels: how fast the machine runs behind the window, the longest frame, how soon an input is answered, how soon the
// window could be used, and how much memory a run adds.
// Not here: limits (tests/gui), the command line.
#pragma once

#include <QElapsedTimer>

namespace anel::gui {

class MainWindow;

struct SelftestResult {
    double start_s = 0;            ///< from the program's start to the first frame with a machine
    double window_mips = 0;        ///< with every pane open
    double bare_mips = 0;          ///< the same workload in the same session library, and no window
    double longest_frame_ms = 0;   ///< of the window's thread, from a frame's arrival to its being drawn
    double longest_answer_ms = 0;  ///< from Pause to the frame that shows it
    double memory_mib = 0;         ///< that the run added
    double seconds = 0;            ///< that it was watched
};

/// `since_start` was started with the program. Runs the event loop meanwhile.
SelftestResult selftest(MainWindow& window, const QElapsedTimer& since_start);
void print(const SelftestResult& result);

}  // namespace anel::gui
