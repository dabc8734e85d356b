// Trap hooks as values: which traps go to a function outside the machine, what it is told, what it answers, and what is kept of it.
// Not here: the machine that calls them (lab_machine.hpp), functions in Lua (bind_hook.cpp).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "isa/base/result.hpp"
#include "isa/base/types.hpp"
#include "isa/cpu/event.hpp"
#include "isa/cpu/state.hpp"
#include "isa/machine/input.hpp"

namespace anel::labs {

class LabMachine;

/// A trap that the machine has just delivered into ring 0, or an exit into ring −1.
struct TrapInfo {
    cpu::Event event;  ///< its cycle is the one behind the crossing
    std::optional<std::uint32_t> word;  ///< the instruction that trapped; of an interrupt, and where its fetch failed: nothing
    bool interrupt() const { return (event.cause & 0x80000000U) != 0; }
    bool exit() const { return event.kind == cpu::EventKind::kExit; }
};

/// What happens next.
struct HookAnswer {
    enum class Action : std::uint8_t { kEmulate, kRetry, kRedirect, kInject, kStop, kPass };
    Action action = Action::kPass;
    std::optional<std::uint32_t> cycles;  ///< that the work is said to have taken; at least 1, and 1 where nothing is said (kPass: none where nothing was changed)
    std::optional<std::uint32_t> pc;      ///< kRedirect: needed; kInject: where the trap is said to have been, as it was where nothing is said
    std::optional<Ring> ring;             ///< kRedirect, kInject: needed
    std::uint32_t cause = 0;              ///< kInject
    std::uint32_t value = 0;              ///< kInject
    std::string message;                  ///< kStop: for people
};
inline constexpr std::array<std::string_view, 6> kActionNames{"emulate", "retry", "redirect", "inject", "stop", "pass"};

/// Nothing: the function failed, and the run ends.
using HookFunction = std::function<std::optional<HookAnswer>(LabMachine&, const TrapInfo&)>;

struct Hook {
    std::function<bool(const cpu::Event&)> wanted;  ///< of traps into ring 0 and exits into ring −1
    HookFunction call;
};

/// What is kept of a hook's use.
struct HookRecord {
    machine::Moment at;             ///< behind it
    cpu::Event event;
    std::optional<std::uint32_t> word;
    HookAnswer::Action action = HookAnswer::Action::kPass;
    std::uint32_t declared = 0;
    std::uint64_t instructions = 0;  ///< of the guest so far: done by the hardware outside ring 0, or emulated, this one included
    std::uint64_t emulated = 0;      ///< of these
    cpu::CpuState after;             ///< its registers; without them where nobody has asked for records
};

/// "privileged", "irq0"; of exits "nested-fault".
std::string cause_text(std::uint32_t cause, bool exit);
/// The number behind such a name; the error proposes the nearest. "any" is none.
Result<std::uint32_t> find_cause(std::string_view name);
/// Likewise of a list of names and numbers, or "any"; `from`: rings that the trap may come from, empty: all.
Result<std::function<bool(const cpu::Event&)>> causes_wanted(const std::vector<std::string>& names, const std::vector<Ring>& from);

}  // namespace anel::labs
