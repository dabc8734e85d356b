// A reference with memory and hand-moved devices, and a picture of its pipeline that a test can write down.
// Not here: the engine beside it (twins.hpp).
#pragma once

#include <string>
#include <vector>

#include "isa/cpu/reference/reference.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/bench_machine.hpp"

namespace anel::tests {

struct ReferenceBench {
    static constexpr std::uint32_t kCode = Bench::kCode;
    static constexpr std::uint32_t kHandler = Bench::kHandler;
    static constexpr std::uint32_t kWordsOfLine = 16;

    explicit ReferenceBench(const cpu::TimingParams& timing = {})
        : ram(Bench::kRamBytes), cpu(timing, cpu::Behaviours::of(spec::Policy::kStrict), ram, bus, 1024) {
        cpu::CpuState state;
        state.pc = kCode;
        for (unsigned b = 0; b < spec::kBankCount; ++b) state.bank[b].vector = kHandler + 0x100 * b;
        cpu.set_state(state);
        // Two lines of nops, so that a program may run over its end.
        for (std::uint32_t i = 0; i < 2 * kWordsOfLine; ++i) put(kCode + i * 4, encode::kNop), put(kHandler + i * 4, encode::kNop);
    }
    void put(std::uint32_t address, std::uint32_t word) { std::memcpy(&ram[address], &word, sizeof word); }
    void code(std::initializer_list<std::uint32_t> words) {
        std::uint32_t at = kCode;
        for (const std::uint32_t word : words) put(at, word), at += 4;
    }
    void start_at(std::uint32_t pc) {
        cpu::CpuState state = cpu.state();
        state.pc = pc;
        cpu.set_state(state);
    }
    /// Fetches the line of `pc` by executing the nop that must be there.
    void warm(std::uint32_t pc) {
        start_at(pc);
        cpu.step();
    }
    /// Warms the first line of code and of the handler, and starts at the first instruction.
    void start() {
        warm(kHandler + (kWordsOfLine - 1) * 4);
        warm(kCode + (kWordsOfLine - 1) * 4);
        start_at(kCode);
    }
    /// One tick; then who is in IF ID EX MEM WB: numbers of instructions from kCode on, h and a number from kHandler on, - for a bubble.
    std::string tick() {
        CHECK(cpu.tick() == cpu::Stop::kCycleReached);
        const cpu::reference::Occupancy seen = cpu.occupancy();
        std::string picture;
        for (const cpu::reference::Occupant& who : {seen.fetch, seen.decode, seen.execute, seen.memory, seen.write_back}) {
            if (!picture.empty()) picture += ' ';
            if (!who.present) picture += '-';
            else if (who.pc >= kHandler) picture += "h" + std::to_string((who.pc - kHandler) / 4);
            else picture += std::to_string((who.pc - kCode) / 4);
        }
        return picture;
    }
    std::vector<std::string> ticks(unsigned count) {
        std::vector<std::string> pictures;
        while (count-- > 0) pictures.push_back(tick());
        return pictures;
    }

    HandBus bus;
    std::vector<std::uint8_t> ram;
    cpu::Reference cpu;
};

}  // namespace anel::tests
