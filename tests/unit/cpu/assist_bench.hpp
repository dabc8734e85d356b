// The bench machine in ring −1, with a control block whose guest is ready to run: for the tests of hardware assist.
// Not here: nested page tables (nested_bench.hpp).
#pragma once

#include <array>

#include "tests/unit/cpu/bench_machine.hpp"

namespace anel::tests {

namespace block = spec::block;

/// The words that an exit reports: reason, qualification, guest-physical address, instruction, guest-virtual address.
using ExitWords = std::array<std::uint32_t, 5>;

constexpr std::uint32_t reason(spec::ExitReason id) { return static_cast<std::uint32_t>(id); }

struct AssistBench : Bench {
    static constexpr std::uint32_t kBlock = 0x40000;
    static constexpr std::uint32_t kMonitor = 0x50000;  ///< ring −1's code: a vmenter
    static constexpr std::uint32_t kExits = 0x50100;    ///< ring −1's vector
    static constexpr unsigned kBlockRegister = 5;

    explicit AssistBench(const cpu::TimingParams& timing = {}, spec::Policy policy = spec::Policy::kStrict)
        : Bench(policy, timing, {.present = true, .locked = false}) {
        change([](cpu::CpuState& state) {
            state.assist.on = true;
            state.ring = Ring::kMinus1;
            state.pc = kMonitor;
            state.bank_of(Ring::kMinus1).vector = kExits;
        });
        make_block(kBlock, 1);
    }

    /// A guest that starts in ring 0 at kCode, with handlers as the bench's.
    void make_block(std::uint32_t at, std::uint32_t tag) {
        put(at + block::kMagic, spec::kBlockMagic);
        put(at + block::kTag, tag);
        put(at + block::kPc, kCode);
        for (const std::uint32_t bank : {block::kBank0, block::kBank1, block::kBank2})
            put(at + bank, kHandler + 0x100 * ((bank - block::kBank0) / 0x40));
    }
    void set(std::uint32_t offset, std::uint32_t value) { put(kBlock + offset, value); }
    std::uint32_t get(std::uint32_t offset) const { return word(kBlock + offset); }

    /// What ring −1 leaves to the guest: causes in bits 0 to 15, lines above.
    void delegate(std::uint32_t mask) {
        change([mask](cpu::CpuState& state) { state.bank_of(Ring::kMinus1).delegate = mask; });
    }
    /// One vmenter, from kMonitor.
    void enter(std::uint32_t at = kBlock) {
        put(kMonitor, encode::i(spec::InsnId::kVmenter, 6, kBlockRegister, 0));
        change([at](cpu::CpuState& state) {
            state.ring = Ring::kMinus1;
            state.pc = kMonitor;
            state.x[kBlockRegister] = at;
        });
        cpu.step();
    }
    bool exited() const { return cpu.state().ring == Ring::kMinus1; }
    /// Steps until the guest has exited; false where it does not within `limit`.
    bool run_to_exit(unsigned limit = 100) {
        while (!exited() && limit-- > 0) cpu.step();
        return exited();
    }
    ExitWords exit_words(std::uint32_t at = kBlock) const {
        return {word(at + block::kReason), word(at + block::kQualification), word(at + block::kGuestPhysical), word(at + block::kInstruction),
                word(at + block::kGuestVirtual)};
    }
    const cpu::Bank& inner() const { return cpu.state().bank_of(Ring::kMinus1); }
};

}  // namespace anel::tests
