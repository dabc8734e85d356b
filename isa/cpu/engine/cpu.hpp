// The CPU: executes AR32 with its cycle counts, takes traps and interrupts, books cycles and records crossings.
// It has two ways to execute. The plain one takes one instruction, whatever it is, with everything in the members below. The threaded one
// (threaded.hpp) runs blocks of ordinary instructions, keeps cycle and clock in registers, and comes back to the plain one for the rest.
// Not here: the devices, how images get into memory, and who decides to stop (isa/machine).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "isa/base/types.hpp"
#include "isa/cpu/behaviour.hpp"
#include "isa/cpu/counters.hpp"
#include "isa/cpu/decode.hpp"
#include "isa/cpu/detail.hpp"
#include "isa/cpu/device_bus.hpp"
#include "isa/cpu/engine/cache.hpp"
#include "isa/cpu/engine/code_store.hpp"
#include "isa/cpu/engine/data_path.hpp"
#include "isa/cpu/engine/mmu.hpp"
#include "isa/cpu/engine/predictor.hpp"
#include "isa/cpu/engine/spaces.hpp"
#include "isa/cpu/engine/stamps.hpp"
#include "isa/cpu/event.hpp"
#include "isa/cpu/ledger.hpp"
#include "isa/cpu/outcome.hpp"
#include "isa/cpu/snapshot.hpp"
#include "isa/cpu/state.hpp"
#include "isa/cpu/time_state.hpp"
#include "isa/cpu/timing.hpp"
#include "isa/cpu/written_pages.hpp"
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

    /// Executes until the commit cycle reaches `until`, or something else ends it. A run that `goes_on` is the same as the one before: a breakpoint
    /// in front of its first instruction stops it.
    Stop run(Cycles until, bool goes_on = false);
    /// The same, but stops behind the first ring crossing as well.
    Stop run_to_crossing(Cycles until, bool goes_on = false);
    /// Executes one instruction, or takes one trap or interrupt, or waits: not beyond `wait_until`.
    Stop step(Cycles wait_until = kNever);
    /// Virtual addresses, in whatever space: a run stops in front of an instruction there, but for the one that it begins with.
    void set_breakpoints(std::vector<std::uint32_t> addresses);
    const std::vector<std::uint32_t>& breakpoints() const { return breakpoints_; }
    bool is_breakpoint(std::uint32_t pc) const { return std::ranges::binary_search(breakpoints_, pc); }

    const CpuState& state() const { return state_; }
    /// For loaders, debuggers and tests; between runs. Memory may have been written, too.
    void set_state(const CpuState& state);
    /// The same where memory is as it was, or has been told of (memory_written): what is known of code stays.
    void set_registers(const CpuState& state);
    /// For whoever writes memory between runs and does not set the state.
    void memory_written(const MemoryRange& range) { written(range.address, range.bytes); }
    Cycles cycle() const { return cycle_; }
    /// Lets time pass for work that somebody outside the machine has done in its place, and says took so long. The ledger books it to the current VM
    /// and ring as declared. Between runs; devices that come due by it act before the next instruction.
    void declare(Cycles cycles);
    /// Forgets translations, as tlbflush does in the current ring, or vmflush; for whoever has changed page tables between runs. Takes no time.
    void flush_tlb(const TlbFlush& what);
    const Ledger& ledger() const { return ledger_; }
    const Counters& counters() const { return counters_; }
    /// Begins to count in detail from here on, from zero, or ends it. It changes nothing of what the machine does; while it is on, every instruction
    /// goes the plain way, which takes the host several times as long. Between runs; restore() begins it anew.
    void count_in_detail(bool on);
    /// Complete between runs; null where it is off. What the instruction before the first counted one left behind counts as of a jump.
    const DetailedCounters* detail() const { return detail_ ? &detail_->counters : nullptr; }
    EventChunk& events() { return events_; }
    const Mmu& mmu() const { return mmu_; }
    TimeState time_state() const;
    /// Of memory, as far as the CPU has written it or been told that it was.
    WrittenPages& written_pages() { return pages_; }
    /// Between runs. Ends a stretch of time there.
    WrittenPages::Time next_stretch() {
        data_.forget_stores();
        return pages_.next();
    }
    /// Between runs. A CPU made with the same parameters, whose memory and bus are as they were, goes on from a snapshot cycle for cycle.
    Snapshot save() const;
    void restore(const Snapshot& from);
    /// Keeps up to `capacity` events between two readings from now on; 0: none. Those not read yet are dropped.
    void watch(std::size_t capacity) { events_ = EventChunk(capacity); }
    const TripleFault& triple_fault() const { return triple_fault_; }

private:
    struct Threaded;    // threaded.hpp
    struct Operations;  // operations.hpp
    // execute.cpp
    void advance();
    void execute_one();
    bool begin(DecodedOp& op);
    void execute(const DecodedOp& op);
    std::optional<spec::TrapCause> fetch(DecodedOp& op);
    // blocks.cpp
    void settle_blocks();
    Block* block_here();
    Block* build_block(std::uint32_t physical);
    bool fits(const Block& block, Cycles front) const { return cycle_ + front + block.cost < attention_; }
    void connect(Edge* edge, Block& block);
    void become_plain(const Block& block, unsigned done, Cycles cycle, Stamp clock);
    bool access_from_block(const Op& op, unsigned rest, std::uint32_t size, Access access, Cycles cycle, Stamp clock);
    void branch(const DecodedOp& op, bool taken);
    void jump(std::uint32_t target, std::uint32_t link_register, std::uint32_t bubble);
    void commit(std::uint32_t next_pc);
    void write(std::uint8_t reg, std::uint32_t value);
    Cycles own_commit() const { return cycle_ + cost_; }
    /// As the current ring reads it.
    Cycles time_now() const { return own_commit() + (state_.in_guest() ? state_.assist.time_offset : 0); }
    // memory_access.cpp
    void settle_space();
    void settle_tlb();
    std::uint32_t rights_of(std::uint32_t slot) const;
    void remember_access(std::uint32_t address, std::uint32_t physical, std::uint32_t rights);
    static constexpr std::uint32_t kUnknownPage = 0xffffffff, kHit = 0xfffffffe;  ///< no cycles
    template <class T, Access kAccess, bool kUsual> std::uint32_t access_known_page(std::uint32_t address, Stamp stamp);
    void put_word(std::uint32_t physical, std::uint32_t word);
    void written(std::uint32_t physical, std::uint32_t bytes) {
        code_.written(physical, bytes);
        pages_.written(physical, bytes);
    }
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
    Cycles cross(Cycles moved, Ring bank_ring);
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
    // detail.cpp
    struct Seen {
        std::uint64_t instructions, icache_misses, dcache_misses, mispredicts, walks, references, reference_misses;
    };
    Seen seen() const;
    Cycles walked_since(const Seen& then) const;
    void execute_counted();
    Cycles execute_seen(const DecodedOp& op, const Seen& between, DetailedCounters::Cell& cell);
    void count_crossing(Cycles moved, Ring bank_ring);
    void count_moved_words(std::uint64_t words, std::uint64_t misses);
    void count_waiting(Cycles cycles);
    void book();
    bool attend(Stop& stop);
    void refresh_attention();

    TimingParams timing_;
    Behaviours behaviours_;
    std::span<std::uint8_t> ram_;
    DeviceBus& bus_;
    AssistParams assist_;

    CpuState state_;
    StampClock clock_;
    Cache icache_;
    DataPath data_;
    CodeStore code_;
    Predictor predictor_;
    WrittenPages pages_;
    Mmu mmu_;
    Spaces spaces_;
    Ledger ledger_;
    Counters counters_;
    EventChunk events_;
    struct Detail {
        DetailedCounters counters;
        Reason left_by = Reason::kJump;  ///< of the bubble that the next instruction finds
        Cycles crossing = 0;             ///< of the crossings in the instruction under way
    };
    std::unique_ptr<Detail> detail_;  ///< null: nobody has asked
    TripleFault triple_fault_;
    bool triple_faulted_ = false;

    Cycles cycle_ = 0;      ///< commit of the last instruction, or end of the last crossing
    Cycles booked_ = 0;     ///< up to here the ledger is complete
    std::uint64_t counted_ = 0;  ///< up to here instructions are counted by lane
    Cycles limit_ = 0;
    bool stops_at_crossing_ = false;
    bool crossed_ = false;
    std::vector<std::uint32_t> breakpoints_;  ///< sorted
    bool at_start_of_run_ = false;            ///< no instruction has been executed in it
    bool at_breakpoint_ = false;
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

    // What the threaded code reaches for.
    QuickAccess* quick_ = nullptr;         ///< of the current space
    std::uint8_t* memory_ = nullptr;
    Stamp* line_stamps_ = nullptr;         ///< of the data cache
    Stamp* page_stamps_ = nullptr;         ///< of the TLB
    std::uint8_t* predictions_ = nullptr;
    Stamp count_base_ = 0;                 ///< instructions = (clock - this) / 2, at a block's end
    /// What comes of a branch: of its two-bit counter, and of the cycles behind it.
    struct Lesson {
        std::uint32_t front = 0;
        std::uint8_t counter = 0;
        std::uint8_t wrong = 0;
    };
    std::array<Lesson, 8> lessons_{};      ///< by counter x 2 + taken
    SpaceId space_ = 0;
    bool translates_ = false;
    bool blocks_usable_ = false;
    Edge* link_ = nullptr;   ///< the way to the next instruction, should it turn out to be the beginning of a block
    Edge indirect_;          ///< of jumps through registers, for the time that one takes
    Edge outside_;           ///< into the threaded code
    /// How an access that had to look goes on.
    struct Slow {
        Cycles cycle = 0;
        Stamp clock = 0;
        std::uint32_t physical = 0;
        std::uint32_t rights = 0;
    };
    Slow slow_;
    /// Where the threaded code goes on, where it does not call.
    struct Resume {
        const Op* op = nullptr;
        Cycles cycle = 0;
        Stamp clock = 0;
    };
    Resume resume_;
    const Edge* edge_ = nullptr;   ///< by which the current block was entered, and
    std::uint32_t front_ = 0;      ///< what its first instruction waited for
    // Where the last fetch and the last access found their line and their translation.
    std::uint32_t fetched_from_ = 0;       ///< physical address
    std::uint32_t fetched_line_ = 0;
    std::uint32_t fetched_page_ = 0;
    std::uint32_t accessed_line_ = 0;
    std::uint32_t accessed_page_ = 0;
    int translated_by_ = 0;                ///< TLB slot of the last translation

    /// A page that has been found in the TLB. It holds for as long as the TLB slot that it was found in has not changed.
    struct KnownPage {
        std::uint32_t page = 0;
        std::uint32_t frame = 0;
        std::uint32_t generation = 0;  ///< of the slot; 0: of none
        std::uint32_t rights = 0;      ///< R W X of a page-table entry that the TLB grants without a walk
        std::uint16_t slot = 0;
        SpaceId space = 0;
    };
    static constexpr std::size_t kKnownPages = 256;
    using KnownPages = std::array<KnownPage, kKnownPages>;
    static KnownPage& place(KnownPages& pages, std::uint32_t address) { return pages[(address >> 12 ^ address >> 22) % kKnownPages]; }
    bool knows(const KnownPage& known, std::uint32_t address, std::uint32_t right) const {
        return known.page == address >> 12 && known.space == space_ && known.generation == slot_generations_[known.slot] && (known.rights & right) != 0;
    }
    KnownPages data_pages_{};
    KnownPages code_pages_{};
    std::vector<std::uint32_t> slot_generations_;
    Space space_values_;  ///< of the current space

    static constexpr std::size_t kDecodedSlots = 1U << 12;
    std::vector<DecodedOp> decoded_;
};

}  // namespace anel::cpu
