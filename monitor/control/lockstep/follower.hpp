// The machine that follows: the bare one, which executes one instruction of the guest when it is told to, takes an interrupt when it is
// told to, and gets from its devices and its clock what it is told. It knows no time.
// Not here: who tells it (comparison.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "isa/machine/machine.hpp"
#include "isa/machine/machine_config.hpp"
#include "monitor/control/lockstep/guest_state.hpp"
#include "monitor/control/lockstep/puppet_bus.hpp"

namespace anel::control::lockstep {

/// An instruction that was executed, or that trapped.
struct Executed {
    std::uint32_t pc = 0;
    std::uint32_t word = 0;  ///< 0 where it could not be fetched
    Ring ring = Ring::k0;
};

class Follower {
public:
    /// Begins where `booted` stands: a bare machine, booted and not yet run, of which memory, registers and disk are copied.
    Follower(const machine::MachineConfig& config, const machine::Machine& booted);

    /// Executes the next instruction, or takes its trap; or an interrupt comes first, if it is ready for one of `lines`, which are high.
    void step(std::uint32_t lines);
    /// Whether the last step has stopped it, and how.
    cpu::Stop stop() const { return stop_; }
    /// Takes an interrupt of `line`, if it is ready to and that is the first of `lines`. False: something else has happened.
    bool interrupt(unsigned line, std::uint32_t lines);
    /// A register becomes what the other machine has read.
    void force(unsigned reg, std::uint32_t value);

    const cpu::CpuState& cpu() const { return cpu_.state(); }
    std::uint64_t instructions() const { return cpu_.counters().instructions; }
    GuestState state() const { return state_of(cpu_.state()); }
    std::span<const std::uint8_t> memory() const { return ram_; }
    PuppetBus& bus() { return bus_; }
    const PuppetBus& bus() const { return bus_; }

    /// The word at the pc; 0 where there is none.
    std::uint32_t next_word();
    /// Where a virtual address lies, as the tables say now; nothing where they lead nowhere.
    std::optional<std::uint32_t> physical(std::uint32_t address);
    bool read(std::uint32_t address, std::span<std::uint8_t> to) const;
    /// The last step's instruction, and whether it was executed to its end.
    const Executed& last() const { return recent_[(steps_ - 1) % kRecent]; }
    bool last_completed() const { return completed_; }
    /// The last few, the oldest first.
    std::vector<Executed> recent() const;

private:
    static constexpr std::size_t kRecent = 8;

    std::vector<std::uint8_t> ram_;
    PuppetBus bus_;
    cpu::Cpu cpu_;
    std::array<Executed, kRecent> recent_{};
    std::uint64_t steps_ = 0;
    bool completed_ = false;
    cpu::Stop stop_ = cpu::Stop::kCycleReached;

    /// Pages that were looked up, until anything may have changed.
    struct Known {
        std::uint32_t page = 1;  ///< no page's address
        std::uint32_t frame = 0;
    };
    static constexpr std::size_t kKnown = 64;
    std::array<Known, kKnown> known_{};
    std::uint32_t known_root_ = 0;
    void forget() { known_ = {}; }
};

}  // namespace anel::control::lockstep
