#include "gui/models/scenario_parts.hpp"

#include "isa/spec/causes.hpp"

namespace anel::gui::scenario_parts {

std::vector<Placed> usual_panes() { return {{"rings", kLeft}, {"console", kLeft}, {"timeline", kRight}, {"overhead", kRight, true}, {"cpu", kRight, true}}; }

session::Configuration running(const char* command_line, control::Mode mode) {
    session::Configuration configuration;
    configuration.mode = mode;
    configuration.command_line = command_line;
    return configuration;
}

session::Configuration calls_in(control::Mode mode) { return running("run=sysloop 400", mode); }

session::RunToCrossing one_call() {
    session::CrossingFilter call;
    call.kind = cpu::EventKind::kTrap;
    call.from = Ring::k3;
    call.cause = static_cast<std::uint32_t>(spec::TrapCause::kEcall);
    return {call, 1};
}

session::RunToCrossing to_a_call() {
    constexpr std::uint64_t kUnderWay = 200;
    session::RunToCrossing run = one_call();
    run.count = kUnderWay;
    return run;
}

session::RunToCrossing to_the_end() { return {{}, std::numeric_limits<std::uint64_t>::max()}; }

}  // namespace anel::gui::scenario_parts
