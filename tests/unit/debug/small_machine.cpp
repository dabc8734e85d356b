#include "tests/unit/debug/small_machine.hpp"

#include <vector>

#include "isa/asm/assemble.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/debug/small_guest.hpp"

namespace anel::tests {

SmallMachine::SmallMachine(debug::DebuggerOptions options) {
    const auto assembled = assembler::assemble(kSmallGuest, "small.s");
    if (!assembled) FAIL(assembled.error().message);
    const auto elf = machine::parse_elf(assembled->elf, "small.elf");
    if (!elf) FAIL(elf.error().message);
    machine_ = std::make_unique<machine::Machine>(machine::MachineConfig{}, 4U << 20);
    for (const machine::ElfSegment& segment : elf->segments) REQUIRE(machine_->write_memory({segment.paddr}, segment.bytes));
    machine_->devices().insert_disk(std::vector<std::uint8_t>(512, 0xd5));
    machine_->reset_to({elf->entry}, {0});
    history_ = std::make_unique<machine::History>(*machine_);
    debugger_ = std::make_unique<debug::Debugger>(*history_, std::move(options));
    auto program = debug::read_program(assembled->elf, "small.elf", "small", {}, debug::Presence::kAlways);
    if (!program) FAIL(program.error().message);
    debugger_->symbols().add(std::move(*program));
}

std::string SmallMachine::says(const std::string& line) {
    const debug::Reply reply = debugger_->run(line);
    if (!reply.ok) FAIL(line << ": " << reply.text);
    return reply.text;
}

std::string SmallMachine::refuses(const std::string& line) {
    const debug::Reply reply = debugger_->run(line);
    if (reply.ok) FAIL(line << " does not fail, but says:\n" << reply.text);
    CHECK(reply.text.find('\n') == std::string::npos);
    return reply.text;
}

bool holds(const std::string& text, const std::string& part) {
    if (text.find(part) != std::string::npos) return true;
    WARN("expected: " << part << "\nin:\n" << text);
    return false;
}

}  // namespace anel::tests
