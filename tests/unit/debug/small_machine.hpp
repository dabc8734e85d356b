// A small guest with a debugger on it: a kernel of some lines in ring 0, with page tables of its own, a disk, and a program in ring 3.
// Not here: tests.
#pragma once

#include <memory>
#include <string>

#include "isa/debug/debugger.hpp"
#include "isa/machine/history.hpp"
#include "isa/machine/machine.hpp"

namespace anel::tests {

class SmallMachine {
 public:
    explicit SmallMachine(debug::DebuggerOptions options = {});

    /// What a command answers; the test fails if it fails.
    std::string says(const std::string& line);
    /// The sentence of a command that fails; the test fails if it does not.
    std::string refuses(const std::string& line);

    machine::Machine& machine() { return *machine_; }
    machine::History& history() { return *history_; }
    debug::Debugger& debugger() { return *debugger_; }
    std::uint32_t address(const std::string& symbol) { return debugger_->symbols().find(symbol)->value; }
    std::uint32_t pc() const { return machine_->cpu().state().pc; }

 private:
    std::unique_ptr<machine::Machine> machine_;
    std::unique_ptr<machine::History> history_;
    std::unique_ptr<debug::Debugger> debugger_;
};

/// Catch's INFO does not show a text's lines; this does.
bool holds(const std::string& text, const std::string& part);

}  // namespace anel::tests
