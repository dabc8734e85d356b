// The reference: the machine as a lecture draws it, five stages with a latch between each two, one tick a cycle. Slow, and written to be read;
// the engine (isa/cpu/engine) is what everybody runs, and agrees with this on every cycle, register and event.
//
// How a tick goes. The clock shows a cycle. MEM, EX, ID and IF do that cycle's work, the latest stage first, so that each finds its next latch
// empty; then the clock moves on, and WB does the new cycle's. So registers are written in the first half of a cycle and read in the second,
// as in the textbook, and between two ticks one sees the machine just after WB, before the instruction in MEM has done anything.
//
// What makes it exact. Only MEM changes anything beyond the pipeline, and whoever stands in MEM has nobody older before him but WB. At
// that point, and not before, an instruction's fetch is *settled*: TLB and I-cache are asked in program order, after devices and interrupts had
// their turn. IF only peeks. A fetch that peeks a miss waits there; if it was settled otherwise than the pipeline had guessed (a store
// or a device has changed the word, say), the instruction starts again, with as much of a head start as it had been promised. An idealised
// machine, whose bubbles are shorter than this pipeline's own, is the same thing: an instruction gets a head start.
// Not here: devices (isa/devices), what caches, TLB and predictor hold (tags.hpp), the walk (memory.hpp), pictures.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "isa/base/types.hpp"
#include "isa/cpu/behaviour.hpp"
#include "isa/cpu/counters.hpp"
#include "isa/cpu/device_bus.hpp"
#include "isa/cpu/event.hpp"
#include "isa/cpu/ledger.hpp"
#include "isa/cpu/outcome.hpp"
#include "isa/cpu/reference/latches.hpp"
#include "isa/cpu/reference/memory.hpp"
#include "isa/cpu/reference/tags.hpp"
#include "isa/cpu/state.hpp"
#include "isa/cpu/time_state.hpp"
#include "isa/cpu/timing.hpp"
#include "isa/spec/control_block.hpp"

namespace anel::cpu {

class Reference {
 public:
    /// `ram` and `bus` outlive it. `event_capacity` 0: crossings are not recorded.
    Reference(const TimingParams& timing, const Behaviours& behaviours, std::span<std::uint8_t> ram, DeviceBus& bus, std::size_t event_capacity,
              const AssistParams& assist = {});
    Reference(const Reference&) = delete;
    Reference& operator=(const Reference&) = delete;

    /// Ticks until an instruction or a crossing ends at `until` or later, or something else ends it.
    Stop run(Cycles until);
    /// Ticks through one instruction, or one trap or interrupt.
    Stop step();
    /// One cycle. Where the machine has stopped, none.
    Stop tick();

    const CpuState& state() const { return state_; }
    /// For loaders, debuggers and tests; between runs. What is in the pipeline is forgotten.
    void set_state(const CpuState& state);
    Cycles cycle() const { return cycle_; }
    const Ledger& ledger() const { return ledger_; }
    const Counters& counters() const { return counters_; }
    EventChunk& events() { return events_; }
    const TripleFault& triple_fault() const { return triple_fault_; }
    TimeState time_state() const;

    reference::Occupancy occupancy() const;
    /// How often an instruction had to start again because its fetch was settled otherwise than peeked, without costing time.
    std::uint64_t restarts() const { return restarts_; }

 private:
    using InFlight = reference::InFlight;
    using ExitWords = reference::ExitWords;
    /// What the machine does between two instructions.
    enum class Turn : std::uint8_t { kGoesOn, kCrosses, kIdles, kStops };

    // run.cpp
    Turn attend();
    Turn stops(Stop why);
    void idle_until(Cycles cycle);
    Cycles next_due() const;
    Stop standing() const;
    void book_until(Cycles cycle);
    // pipeline.cpp
    void clock();
    bool memory_stage();
    void execute_stage();
    void decode_stage();
    void fetch_stage();
    void write_back();
    void commit(const InFlight& instruction);
    void count_instruction();
    std::uint32_t forwarded(unsigned reg) const;
    bool guess(const InFlight& branch) const;
    const DecodedOp& decoded(std::uint32_t word);
    // fetch.cpp
    void settle();
    const InFlight* oldest() const;
    void redirect(std::uint32_t pc, std::int64_t ticks);
    void restart(std::uint32_t pc, Cycles bubble);
    // access.cpp
    void act(InFlight& instruction);
    reference::AddressSpace space_of(Ring ring) const;
    void fail(InFlight& instruction, const reference::Fault& fault, std::uint32_t address, std::uint32_t word = 0) const;
    std::optional<std::uint32_t> data_access(InFlight& instruction, std::uint32_t bytes, reference::Access access);
    template <class T>
    void load(InFlight& instruction);
    template <class T>
    void store(InFlight& instruction);
    // system.cpp
    void act_system(InFlight& instruction);
    bool has_right(const InFlight& instruction) const;
    bool intercepted(const InFlight& instruction) const;
    bool nobody_inside() const;
    void probe(InFlight& instruction);
    void move_enable(bool on);
    // csr.cpp
    void act_csr(InFlight& instruction);
    bool owns(const spec::Csr& csr) const;
    std::uint32_t read_csr(const spec::Csr& csr) const;
    void write_csr(const spec::Csr& csr, std::uint32_t value);
    void record_mark(EventKind kind, std::uint32_t value);
    Cycles time_now() const;
    // traps.cpp
    void take_exception(spec::TrapCause cause, std::uint32_t value);
    void deliver(unsigned bank, std::uint32_t cause, std::uint32_t value, EventKind kind);
    void return_from_trap();
    void cross(Cycles moved, Ring bank_ring);
    void record(EventKind kind, std::uint32_t pc, Ring from, std::uint32_t cause = 0, std::uint32_t value = 0);
    unsigned delegated(unsigned mask_bit, unsigned outermost) const;
    unsigned exception_target(std::uint32_t cause) const;
    // interrupts.cpp
    bool take_interrupt();
    void interrupt(unsigned bank, std::uint32_t ready);
    std::uint32_t lines_aimed_at(unsigned bank) const;
    std::uint32_t ready_for(unsigned bank) const;
    bool wakes_up() const;
    Cycles preempt_at() const;
    // assist.cpp
    void act_assist(InFlight& instruction);
    spec::Refusal why_refused(std::uint32_t block) const;
    void turn_assist(bool on);
    void enter_guest(const DecodedOp& op);
    void inject();
    void exit_guest(const ExitWords& why);
    Cycles move_block(bool into_cpu, std::uint32_t block);
    Cycles move_word(std::uint32_t physical);
    std::uint32_t block_word(std::uint32_t offset) const;

    TimingParams timing_;
    Behaviours behaviours_;
    DeviceBus& bus_;
    AssistParams assist_;

    CpuState state_;  ///< its pc: of the next instruction to commit
    reference::Memory memory_;
    reference::BranchPredictor predictor_;
    Ledger ledger_;
    Counters counters_;
    EventChunk events_;
    TripleFault triple_fault_;
    bool triple_faulted_ = false;

    Cycles cycle_ = 0;
    Cycles booked_ = 0;         ///< up to here the ledger is complete
    Cycles crossing_end_ = 0;   ///< where it lies ahead, a crossing is under way
    Cycles crossing_took_ = 0;  ///< of the last one, its length
    bool between_ = true;       ///< an instruction or a crossing has just ended, and the next one has not begun
    Cycles limit_ = kNever;
    Stop stop_ = Stop::kCycleReached;

    // The pipeline. A latch is named after the stages that it lies between.
    std::uint32_t fetch_pc_ = 0;
    Cycles fetch_hold_ = 0;     ///< ticks for which IF delivers nothing
    bool fetch_waits_ = true;   ///< it peeked a miss, and waits until it is settled
    struct Settled {
        std::uint32_t word = 0;
        std::optional<reference::Fault> fault;
    };
    std::optional<Settled> settled_;  ///< of the instruction that IF will deliver next
    InFlight if_id_;
    InFlight id_ex_;
    InFlight ex_mem_;
    InFlight mem_wb_;
    InFlight in_wb_;  ///< what WB has done in this cycle
    std::uint64_t restarts_ = 0;

    /// What the last instruction or crossing leaves to the next instruction.
    struct Left {
        std::uint32_t bubble = 0;
        std::uint32_t paid = 0;    ///< part of it that a crossing's cycles contain already
        std::uint32_t loaded = 0;  ///< bit r: it was a load of register r
    };
    Left left_;

    static constexpr unsigned kLineShift = 16;  ///< where the lines begin in a delegation mask
    static constexpr std::size_t kDecodedWords = 1024;
    std::vector<DecodedOp> decoded_;
};

}  // namespace anel::cpu
