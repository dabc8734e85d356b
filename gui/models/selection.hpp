// What a person has picked out, the same in all panes of a window: one moment, and one sort of crossings.
// Not here: where the machine stands (a frame's `now`), going there (session::GoTo).
#pragma once

#include <QObject>
#include <optional>

#include "gui/models/crossing_group.hpp"
#include "gui/session/frame.hpp"

namespace anel::gui {

/// Crossings to look at alone. What is not said may be anything.
struct Filter {
    std::optional<Ring> from;
    std::optional<Ring> to;
    std::optional<CrossingGroup> group;

    bool everything() const { return !from && !to && !group; }
    /// Marks are no crossings, and match nothing but a filter that lets everything through.
    bool matches(const cpu::Event& event) const;
    bool operator==(const Filter&) const = default;
};

/// Owned by the window, in whose thread it lives. The window forgets both when the machine becomes another one, and the cursor when the
/// machine has moved other than forward: then it stands where a person wanted to look.
class Selection : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// The moment that is picked out without going there; nothing: where the machine stands.
    std::optional<Cycles> cursor() const { return cursor_; }
    /// The cycle to show something about.
    Cycles cursor_or(Cycles now) const { return cursor_.value_or(now); }
    void set_cursor(std::optional<Cycles> cycle);

    const Filter& filter() const { return filter_; }
    void set_filter(const Filter& filter);

    /// Called by the window with every frame, before panes see it.
    void follow(const session::Frame& frame);

Q_SIGNALS:
    void cursor_changed(std::optional<anel::Cycles> cycle);
    void filter_changed(const anel::gui::Filter& filter);

private:
    std::optional<Cycles> cursor_;
    Filter filter_;
    std::uint64_t machine_ = 0;
    std::uint64_t jumps_ = 0;
};

}  // namespace anel::gui
