#include "gui/models/selection.hpp"

namespace anel::gui {

bool Filter::matches(const cpu::Event& event) const {
    if (everything()) return true;
    if (!cpu::is_crossing(event.kind)) return false;
    return (!from || *from == event.from) && (!to || *to == event.to) && (!group || *group == group_of(event.kind, event.cause));
}

void Selection::set_cursor(std::optional<Cycles> cycle) {
    if (cycle == cursor_) return;
    cursor_ = cycle;
    Q_EMIT cursor_changed(cycle);
}

void Selection::set_filter(const Filter& filter) {
    if (filter == filter_) return;
    filter_ = filter;
    Q_EMIT filter_changed(filter);
}

void Selection::follow(const session::Frame& frame) {
    const bool other = frame.machine != machine_;
    const bool moved = frame.jumps != jumps_;
    machine_ = frame.machine;
    jumps_ = frame.jumps;
    if (other) set_filter({});
    if (other || moved) set_cursor(std::nullopt);
}

}  // namespace anel::gui
