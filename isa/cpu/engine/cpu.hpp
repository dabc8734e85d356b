// The CPU: executes AR32 with its cycle counts, takes traps and interrupts, books cycles and records crossings.
// Not here: the devices, how images get into memory, and who decides to stop (isa/machine).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "isa/base/types.hpp"
#include "isa/cpu/behaviour.hpp"
#include "isa/cpu/counters.hpp"
#include "isa/cpu/decode.hpp"
#include "isa/cpu/device_bus.hpp"
#include "isa/cpu/engine/cache.hpp"
#include "isa/cpu/engine/mmu.hpp"
#include "isa/cpu/engine/predictor.hpp"
#include "isa/cpu/event.hpp"
#include "isa/cpu/ledger.hpp"
#include "isa/cpu/outcome.hpp"
#include "isa/cpu/state.hpp"
#include "isa/cpu/time_state.hpp"
#include "isa/cpu/timing.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"

namespace anel::cpu {

class Cpu {
public:
    /// `ram` and `bus` outlive the Cpu. `event_capacity` 0: crossings are not recorded.
    Cpu(const TimingParams& timing, const Behaviours& behaviours, std::span<std::uint8_t> ram, DeviceBus& bus,
        std::size_t event_capacity, const AssistParams& assist = {});
    Cpu(const Cpu&) = delete;
    Cpu& operator=(const Cpu&) = delete;

    /// Executes until the commit cycle reaches `until`, or something else ends it.
    Stop run(Cycles until);
    /// Executes one instruction, or takes one trap or interrupt.
    Stop step();

    const CpuState& state() const { return state_; }
    /// For loaders, debuggers and tests; between runs.
    void set_state(const CpuState& state);
    Cycles cycle() const { return cycle_; }
    const Ledger& ledger() const { return ledger_; }
    const Counters& counters() const { return counters_; }
    EventChunk& events() { return events_; }
    const Mmu& mmu() const { return mmu_; }
    TimeState time_state() const;
    const TripleFault& triple_fault() const { return triple_fault_; }

private:
    // execute.cpp
    void execute_one();
    void execute(const DecodedOp& op);
    std::optional<spec::TrapCause> fetch(DecodedOp& op);
    void branch(const DecodedOp& op, bool taken);
    void jump(std::uint32_t target, std::uint32_t link_register, std::uint32_t bubble);
    void commit(std::uint32_t next_pc);
    void write(std::uint8_t reg, std::uint32_t value);
    Cycles own_commit() const { return cycle_ + cost_; }
    /// As the current ring reads it.
    Cycles time_now() const { return own_commit() + (state_.in_guest() ? state_.assist.time_offset : 0); }
    // memory_access.cpp
    bool data_address(std::uint32_t address, std::uint32_t size, Access access, std::uint32_t& physical);
    std::optional<spec::TrapCause> translate(VirtAddr address, Access access, std::uint32_t& physical);
    Space space_of(Ring ring) const;
    void raise_access(spec::TrapCause cause, std::uint32_t address, std::uint32_t word = 0);
    template <class T> void load(const DecodedOp& op);
    template <class T> void store(const DecodedOp& op);
    // system.cpp
    void execute_system(const DecodedOp& op);
    bool allowed_outside(const DecodedOp& op);
    bool lies_inside_nobody() const;
    void probe(const DecodedOp& op);
    // csr_access.cpp
    void execute_csr(const DecodedOp& op);
    bool owns(const spec::Csr& csr) const;
    bool exists(const spec::Csr& csr) const;
    std::uint32_t read_csr(const spec::Csr& csr) const;
    void write_csr(const spec::Csr& csr, std::uint32_t value);
    // traps.cpp
    void raise(spec::TrapCause cause, std::uint32_t value);
    void deliver(unsigned target, std::uint32_t cause, std::uint32_t value, EventKind kind = EventKind::kTrap);
    void return_from_trap();
    bool take_interrupt();
    bool wake_up() const;
    Cycles preempt_at() const { return state_.in_guest() && state_.assist.preempt_at ? *state_.assist.preempt_at : kNever; }
    unsigned exception_target(unsigned cause) const;
    unsigned interrupt_target(unsigned line, unsigned outermost = spec::kBankCount) const;
    std::uint32_t lines_aimed_at(unsigned bank) const;
    void cross(Cycles moved, Ring bank_ring);
    Cycles words(std::size_t count) const { return timing_.crossing_word * count; }
    bool raise_interrupt(unsigned bank, std::uint32_t ready);
    // assist.cpp
    void execute_assist(const DecodedOp& op);
    bool intercepted(const DecodedOp& op);
    bool intercepted_csr(std::size_t row, bool reads, bool writes, const DecodedOp& op);
    void enter_ring_minus_1();
    void leave_ring_minus_1();
    void enter_guest(const DecodedOp& op);
    spec::Refusal why_refused(std::uint32_t block) const;
    Cycles load_block(std::uint32_t block);
    Cycles store_block();
    void inject();
    struct Exit {
        std::uint32_t reason = 0;
        std::uint32_t qualification = 0;
        std::uint32_t guest_physical = 0;
        std::uint32_t instruction = 0;
        std::uint32_t guest_virtual = 0;
    };
    void exit_guest(const Exit& why);
    void exit_from_instruction(const Exit& why);
    std::uint32_t block_word(std::uint32_t block, std::uint32_t offset) const;
    Cycles move_word(std::uint32_t physical);
    void book();
    bool attend(Stop& stop);
    void refresh_attention();

    TimingParams timing_;
    Behaviours behaviours_;
    std::span<std::uint8_t> ram_;
    DeviceBus& bus_;
    AssistParams assist_;

    CpuState state_;
    Cache icache_;
    Cache dcache_;
    Predictor predictor_;
    Mmu mmu_;
    Ledger ledger_;
    Counters counters_;
    EventChunk events_;
    TripleFault triple_fault_;
    bool triple_faulted_ = false;

    Cycles cycle_ = 0;      ///< commit of the last instruction, or end of the last crossing
    Cycles booked_ = 0;     ///< up to here the ledger is complete
    std::uint64_t counted_ = 0;  ///< up to here instructions are counted by lane
    Cycles limit_ = 0;
    Cycles attention_ = 0;  ///< from here on something other than the next instruction may be due

    // Of the instruction under way.
    Cycles cost_ = 0;
    bool trapped_ = false;
    bool interrupted_ = false;  ///< something else has taken its place
    std::optional<NestedFault> nested_fault_;
    // What it leaves to the next one.
    std::uint32_t bubble_ = 0;
    std::uint32_t paid_ = 0;       ///< part of the bubble that a crossing has booked already
    std::uint32_t loaded_ = 0;     ///< bit r: register r was loaded just before

    std::uint32_t fetch_line_ = kNoLine;
    static constexpr std::uint32_t kNoLine = 0xffffffff;

    /// Remembers translations for as long as nothing that they depend on has changed (same generation).
    struct Remembered {
        std::uint32_t page = 0;
        std::uint32_t generation = 0;
        std::uint32_t frame = 0;
        int slot = Tlb::kMiss;
    };
    static constexpr std::size_t kRemembered = 64;
    std::array<std::array<Remembered, kRemembered>, 3> remembered_{};
    std::uint32_t generation_ = 1;

    static constexpr std::size_t kDecodedSlots = 1U << 15;
    std::vector<DecodedOp> decoded_;
};

}  // namespace anel::cpu
