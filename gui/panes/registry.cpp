#include "gui/panes/registry.hpp"

#include "gui/panes/code_pane.hpp"
#include "gui/panes/console_pane.hpp"
#include "gui/panes/cpu_pane.hpp"
#include "gui/panes/lab_pane.hpp"
#include "gui/panes/memory_pane.hpp"
#include "gui/panes/overhead_pane.hpp"
#include "gui/panes/race_pane.hpp"
#include "gui/panes/rings_pane.hpp"
#include "gui/panes/story_pane.hpp"
#include "gui/panes/timeline_pane.hpp"
#include "gui/panes/welcome_pane.hpp"

namespace anel::gui {

namespace {

template <class Kind>
std::unique_ptr<Pane> make(PaneContext& context) {
    return std::make_unique<Kind>(context);
}

constexpr Qt::DockWidgetArea kLeft = Qt::LeftDockWidgetArea;
constexpr Qt::DockWidgetArea kRight = Qt::RightDockWidgetArea;
constexpr Qt::DockWidgetArea kBottom = Qt::BottomDockWidgetArea;

// object name, maker, lecture {visible, area, in a tab}, debug {the same}
constexpr PaneRow kRows[] = {
    {"rings", make<RingsPane>, {true, kLeft, false}, {false, kRight, true}},
    {"timeline", make<TimelinePane>, {true, kBottom, false}, {false, kBottom, false}},
    {"story", make<StoryPane>, {true, kRight, false}, {true, kRight, true}},
    {"code", make<CodePane>, {false, kLeft, true}, {true, kLeft, false}},
    {"cpu", make<CpuPane>, {true, kRight, true}, {true, kRight, false}},
    {"overhead", make<OverheadPane>, {true, kRight, true}, {false, kRight, true}},
    {"race", make<RacePane>, {true, kRight, true}, {false, kRight, true}},
    {"memory", make<MemoryPane>, {false, kRight, true}, {true, kRight, true}},
    {"welcome", make<WelcomePane>, {false, kLeft, false}, {false, kLeft, false}},
    {"lab", make<LabPane>, {false, kLeft, true}, {false, kLeft, true}},
    {"console", make<ConsolePane>, {true, kRight, true}, {true, kLeft, false}},
};

}  // namespace

std::span<const PaneRow> pane_rows() { return kRows; }

}  // namespace anel::gui
