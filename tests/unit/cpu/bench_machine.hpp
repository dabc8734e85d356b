// A small CPU with memory and devices for tests: programs are words, state is set by hand.
// Not the machine of isa/machine, so that the core's tests need the core alone.
#pragma once

#include <cstring>
#include <functional>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "isa/cpu/engine/cpu.hpp"

namespace anel::tests {

/// Ports and lines that a test moves by hand.
class HandBus final : public cpu::DeviceBus {
 public:
    std::uint32_t read_port(std::uint16_t port, Cycles) override { return last_port = port, input; }
    void write_port(std::uint16_t port, std::uint32_t value, Cycles) override {
        last_port = port, last_value = value;
        off |= port == spec::kPortPower;
    }
    Cycles next_due() const override { return due; }
    void run_due(Cycles now) override {
        if (due > now) return;
        lines_high |= due_lines, due = cpu::kNever;
        if (when_due) when_due();
    }
    std::vector<cpu::MemoryRange> take_written() override { return std::exchange(written, {}); }
    std::uint32_t lines() const override { return lines_high; }
    bool powered_off() const override { return off; }

    std::uint32_t lines_high = 0;
    std::uint32_t due_lines = 0;
    bool off = false;
    Cycles due = cpu::kNever;
    std::function<void()> when_due;  ///< what else happens then
    std::vector<cpu::MemoryRange> written;
    std::uint32_t input = 0;  ///< what every port gives
    std::uint16_t last_port = 0;
    std::uint32_t last_value = 0;
};

struct Bench {
    static constexpr std::uint32_t kCode = 0x1000;
    static constexpr std::uint32_t kHandler = 0x8000;  ///< vector of bank b: kHandler + 0x100 * b
    static constexpr std::size_t kRamBytes = 1U << 20;

    explicit Bench(spec::Policy policy = spec::Policy::kStrict, const cpu::TimingParams& timing = {}, const cpu::AssistParams& assist = {})
        : ram(kRamBytes), cpu(timing, cpu::Behaviours::of(policy), ram, bus, 1024, assist) {
        cpu::CpuState state;
        state.pc = kCode;
        for (unsigned b = 0; b < spec::kBankCount; ++b) state.bank[b].vector = kHandler + 0x100 * b;
        cpu.set_state(state);
    }
    void put(std::uint32_t address, std::uint32_t word) { std::memcpy(&ram[address], &word, sizeof word); }
    std::uint32_t word(std::uint32_t address) const {
        std::uint32_t value = 0;
        std::memcpy(&value, &ram[address], sizeof value);
        return value;
    }
    void code(std::initializer_list<std::uint32_t> words, std::uint32_t at = kCode) {
        for (std::uint32_t word_to_put : words) put(at, word_to_put), at += 4;
    }
    template <class Change>
    void change(Change&& change_state) {
        cpu::CpuState state = cpu.state();
        change_state(state);
        cpu.set_state(state);
    }

    HandBus bus;
    std::vector<std::uint8_t> ram;
    cpu::Cpu cpu;
};

// Encodings, by the formats of the RISC-V manual.
namespace encode {
constexpr std::uint32_t r(spec::InsnId id, unsigned rd, unsigned rs1, unsigned rs2) {
    return spec::row(id).match | rd << 7 | rs1 << 15 | rs2 << 20;
}
constexpr std::uint32_t i(spec::InsnId id, unsigned rd, unsigned rs1, int imm) {
    return spec::row(id).match | rd << 7 | rs1 << 15 | (static_cast<std::uint32_t>(imm) & 0xfff) << 20;
}
constexpr std::uint32_t s(spec::InsnId id, unsigned rs2, unsigned rs1, int imm) {
    const auto bits = static_cast<std::uint32_t>(imm);
    return spec::row(id).match | rs1 << 15 | rs2 << 20 | (bits >> 5 & 0x7f) << 25 | (bits & 0x1f) << 7;
}
constexpr std::uint32_t csr(spec::InsnId id, unsigned rd, std::uint32_t number, unsigned rs1) {
    return spec::row(id).match | rd << 7 | rs1 << 15 | number << 20;
}
/// A forward branch over `words` instructions (at most 15).
constexpr std::uint32_t b(spec::InsnId id, unsigned rs1, unsigned rs2, unsigned words) {
    const std::uint32_t bytes = words * 4;
    return spec::row(id).match | rs1 << 15 | rs2 << 20 | (bytes >> 5 & 0x3f) << 25 | (bytes >> 1 & 0xf) << 8;
}
constexpr std::uint32_t kNop = 0x00000013;
constexpr std::uint32_t plain(spec::InsnId id) { return spec::row(id).match; }
inline std::uint32_t read_csr(unsigned rd, std::string_view name) { return csr(spec::InsnId::kCsrrs, rd, spec::find_csr(name)->number, 0); }
inline std::uint32_t write_csr(std::string_view name, unsigned rs1) { return csr(spec::InsnId::kCsrrw, 0, spec::find_csr(name)->number, rs1); }
}  // namespace encode

}  // namespace anel::tests
