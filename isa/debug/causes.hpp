// Which traps a person means: `store-page`, `interrupt`, `timer`, `nested-fault`, a number.
// Not here: how they are written (csr_fields.hpp).
#pragma once

#include <functional>
#include <string_view>

#include "isa/base/result.hpp"
#include "isa/cpu/event.hpp"

namespace anel::debug {

/// Accepts traps, exits and injections of that cause; empty text: all of them.
Result<std::function<bool(const cpu::Event&)>> traps_of(std::string_view text);

}  // namespace anel::debug
