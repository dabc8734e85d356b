// A small machine with a stub, and a client that writes its packets by hand.
// Not here: tests.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "isa/asm/assemble.hpp"
#include "isa/debug/gdb/registers.hpp"
#include "isa/debug/gdb/stub.hpp"
#include "isa/machine/elf.hpp"
#include "isa/machine/files.hpp"
#include "isa/machine/machine.hpp"
#include "tests/unit/catch.hpp"

namespace anel::tests {

inline constexpr std::uint32_t kData = 0x2000;

/// Counts to five, with a store, a load and a trap in each round; then powers off with code 5.
inline constexpr char kCounting[] = R"(
    .text
    .globl _start
_start:
    la t0, handler
    csrw vector0, t0
    li s0, 0x2000
    li s1, 0
    li t2, 5
loop:
    addi s1, s1, 1
stores:
    sw s1, 0(s0)
loads:
    lw s2, 4(s0)
calls:
    ecall
behind:
    bne s1, t2, loop
    li t0, '!'
    out t0, AR_PORT_CONSOLE_DATA(zero)
    out s1, AR_PORT_POWER(zero)
handler:
    csrr t0, epc0
    addi t0, t0, 4
    csrw epc0, t0
    tret
)";

class StubBench {
public:
    explicit StubBench(const std::string& program = kCounting, const machine::HistoryLimits& limits = {.spacing = 100}) {
        const auto made = assembler::assemble(program, "program.s");
        if (!made) FAIL(made.error().message);
        symbols_ = made->symbols;
        const auto image = machine::parse_elf(made->elf, "program");
        if (!image) FAIL(image.error().message);
        machine::MachineConfig config;
        machine_ = std::make_unique<machine::Machine>(config, kRamBytes);
        for (const machine::ElfSegment& segment : image->segments) REQUIRE(machine_->write_memory({segment.paddr}, segment.bytes));
        machine_->reset_to({image->entry}, {0});
        history_ = std::make_unique<machine::History>(*machine_, limits);
        stub_ = std::make_unique<gdb::Stub>(*history_, std::vector<gdb::LoadedPart>{{kLinked, kData, 0x1000}});
    }
    static constexpr std::uint32_t kRamBytes = 2U << 20;
    static constexpr std::uint32_t kLinked = 0x90000000;  ///< a page of a program that lies at kData

    machine::History& history() { return *history_; }
    machine::Machine& machine() { return *machine_; }
    gdb::Stub& stub() { return *stub_; }
    std::uint32_t pc() const { return machine_->cpu().state().pc; }
    std::uint32_t at(const std::string& symbol) const {
        for (const auto& known : symbols_)
            if (known.name == symbol) return known.value;
        FAIL("no such symbol: " << symbol);
        return 0;
    }
    std::uint32_t word(std::uint32_t address) const {
        std::uint32_t value = 0;
        for (unsigned i = 4; i-- > 0;) value = value << 8 | machine_->memory()[address + i];
        return value;
    }

    void send(const std::string& bytes) { stub_->receive(machine::bytes_of(bytes)); }
    /// Everything that comes back for these bytes, as long as the machine moves for them.
    std::string exchange(const std::string& bytes, Cycles portion = 1000) {
        send(bytes);
        while (stub_->moving()) stub_->pump(portion);
        return stub_->take_output();
    }
    /// The answer to one packet. What the machine printed on the way is in printed().
    std::string ask(const std::string& packet, Cycles portion = 1000) {
        gdb::PacketReader reader;
        std::vector<std::string> answers;
        for (const char byte : exchange(gdb::framed(packet), portion))
            if (auto message = reader.take(static_cast<std::uint8_t>(byte))) {
                if (message->kind != gdb::Heard::kPacket) continue;
                const auto text = message->content.starts_with('O') ? gdb::bytes_of_hex(std::string_view(message->content).substr(1)) : std::nullopt;
                if (text) printed_ += *text;
                else answers.push_back(message->content);
            }
        INFO("asked: " << packet);
        REQUIRE(answers.size() == 1);
        return answers.front();
    }
    /// To `monitor LINE`.
    std::string order(const std::string& line) { return gdb::bytes_of_hex(ask("qRcmd," + gdb::hex_of(line))).value_or("OK"); }
    const std::string& printed() const { return printed_; }

    static std::string hex(std::uint32_t value) {
        std::string text;
        for (unsigned shift = 32; shift > 0;) shift -= 4, text += "0123456789abcdef"[value >> shift & 15U];
        return text;
    }

private:
    std::vector<assembler::ImageSymbol> symbols_;
    std::unique_ptr<machine::Machine> machine_;
    std::unique_ptr<machine::History> history_;
    std::unique_ptr<gdb::Stub> stub_;
    std::string printed_;
};

}  // namespace anel::tests
