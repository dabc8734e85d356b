// Which crossings somebody waits for. What is not said does not matter.
// Not here: running to them (command.hpp).
#pragma once

#include <cstdint>
#include <optional>

#include "isa/base/types.hpp"
#include "isa/cpu/event.hpp"

namespace anel::session {

struct CrossingFilter {
    std::optional<cpu::EventKind> kind;
    std::optional<Ring> from;
    std::optional<Ring> to;
    std::optional<std::uint32_t> cause;  ///< as an event's
    std::optional<std::uint32_t> value{};  ///< likewise
    bool on_another_page = false;        ///< whose value is an address on another page than the last one's that fits so far

    /// `page` is that of the last one that fits; it is moved on.
    bool fits(const cpu::Event& event, std::optional<std::uint32_t>& page) const {
        const bool alike = (!kind || *kind == event.kind) && (!from || *from == event.from) && (!to || *to == event.to) && (!cause || *cause == event.cause) &&
                           (!value || *value == event.value);
        if (!alike) return false;
        const bool same_page = page == event.value / kPageBytes;
        page = event.value / kPageBytes;
        return !on_another_page || !same_page;
    }
    bool operator==(const CrossingFilter&) const = default;
};

}  // namespace anel::session
