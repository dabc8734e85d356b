#include "gui/panes/registry.hpp"

#include "gui/panes/console_pane.hpp"
#include "gui/panes/cpu_pane.hpp"
#include "gui/panes/welcome_pane.hpp"

namespace anel::gui {

namespace {

template <class Kind>
std::unique_ptr<Pane> make(PaneContext& context) {
    return std::make_unique<Kind>(context);
}

constexpr Qt::DockWidgetArea kLeft = Qt::LeftDockWidgetArea;
constexpr Qt::DockWidgetArea kRight = Qt::RightDockWidgetArea;

// object name, maker, lecture {visible, area, in a tab}, debug {the same}
constexpr PaneRow kRows[] = {
    {"cpu", make<CpuPane>, {true, kRight, false}, {true, kRight, false}},
    {"console", make<ConsolePane>, {true, kLeft, false}, {true, kLeft, false}},
    {"welcome", make<WelcomePane>, {false, kLeft, false}, {false, kLeft, false}},
};

}  // namespace

std::span<const PaneRow> pane_rows() { return kRows; }

}  // namespace anel::gui
