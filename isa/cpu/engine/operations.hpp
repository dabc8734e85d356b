// What the operations of blocks do. Each is small, and the compiler keeps all four arguments in registers from one to the next.
// For threaded.cpp alone: a part of the CPU's inside. Not here: which operation stands for which instruction.
#pragma once

#include <algorithm>
#include <cstring>

#include "isa/cpu/engine/arithmetic.hpp"
#include "isa/cpu/engine/memory_access.hpp"
#include "isa/cpu/engine/threaded.hpp"

namespace anel::cpu {

#ifdef ANEL_TAIL_CALLS
inline constexpr bool kTailCalls = true;
#else
inline constexpr bool kTailCalls = false;
#endif

struct Cpu::Operations {
    static void go(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        if constexpr (kTailCalls) return op->handler(op, cpu, cycle, clock);
        else cpu->resume_ = {op, cycle, clock};
    }
    static void next(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        return go(op + 1, cpu, cycle, clock);
    }

    /// The members are plain: out of the threaded code.
    static void stop(Cpu* cpu) {
        if constexpr (!kTailCalls) cpu->resume_.op = nullptr;
    }

    /// Along an edge, if the whole next block fits in before anything else is due.
    static void enter(Cpu* cpu, Cycles cycle, Stamp clock, const Edge* edge, std::uint32_t front) {
        Block* const block = edge->to;
        const Cycles end = cycle + front + block->cost;
        if (end >= cpu->attention_) [[unlikely]] return stay(cpu, cycle, clock, edge, front);
        clock += block->ticks;
        *block->line_stamp = clock;
        cpu->edge_ = edge;
        cpu->front_ = front;
        return go(block->ops(), cpu, end, clock);
    }

    /// Leaves between two blocks.
    [[gnu::noinline]] static void stay(Cpu* cpu, Cycles cycle, Stamp clock, const Edge* edge, std::uint32_t front) {
        cpu->cycle_ = cycle;
        cpu->clock_.now = clock;
        cpu->counters_.instructions = (clock - cpu->count_base_) / 2;
        cpu->state_.pc = edge->pc;
        cpu->paid_ = 0;
        cpu->loaded_ = edge->loaded;
        cpu->bubble_ = edge->loaded != 0 ? 0 : front;
        cpu->link_ = edge == &cpu->indirect_ || edge == &cpu->outside_ ? nullptr : const_cast<Edge*>(edge);
        return stop(cpu);
    }

    static void refused(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        const Block& block = *block_of(op);
        cpu->count_base_ += block.ticks;
        return stay(cpu, cycle - cpu->front_ - block.cost, clock, cpu->edge_, cpu->front_);
    }

    /// The block's translation, for the fetch of the instruction whose data access has this stamp; which may have used the same one, later.
    static void used(const Block& block, Stamp data) {
        *block.page_stamp = std::max(*block.page_stamp, data - 1);
    }

    static void through(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        Block& block = *block_of(op);
        used(block, clock);
        return enter(cpu, cycle, clock, &block.through(), block.through().front);
    }

    static void plain(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        const Block& block = *block_of(op);
        if (block.count == 0) cycle -= cpu->front_;
        cpu->become_plain(block, block.count, cycle, clock);
        if (block.count == 0) cpu->bubble_ = cpu->front_;
        cpu->loaded_ = op->imm;
        cpu->execute_one();
        return stop(cpu);
    }

    static void nop(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        return next(op, cpu, cycle, clock);
    }
    /// lui, and auipc, whose value is known when the block is made.
    static void constant(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        cpu->state_.x[op->rd] = op->imm;
        return next(op, cpu, cycle, clock);
    }
    template <auto kCompute>
    static void compute_immediate(const Op* op, Cpu* cpu) {
        cpu->state_.x[op->rd] = kCompute(cpu->state_.x[op->rs1], op->imm);
    }
    template <auto kCompute>
    static void compute_register(const Op* op, Cpu* cpu) {
        cpu->state_.x[op->rd] = kCompute(cpu->state_.x[op->rs1], cpu->state_.x[op->rs2]);
    }
    template <auto kCompute>
    static void with_immediate(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        compute_immediate<kCompute>(op, cpu);
        return next(op, cpu, cycle, clock);
    }
    template <auto kCompute>
    static void with_register(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        compute_register<kCompute>(op, cpu);
        return next(op, cpu, cycle, clock);
    }
    /// Two operations in one: one that computes, and the one behind it, which stays where it is.
    template <auto kCompute, Handler kThen>
    [[gnu::flatten]] static void pair(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        kCompute(op, cpu);
        return kThen(op + 1, cpu, cycle, clock);
    }

    /// How much of an address lies in the tag: an address that is not aligned then equals none.
    template <class T, bool kTimed>
    static std::uint32_t key(std::uint32_t address) {
        constexpr unsigned kShift = kTimed ? DataPath::kLineShift : DataPath::kPageShift;
        return address & (~((1U << kShift) - 1) | (sizeof(T) - 1));
    }
    template <bool kTimed>
    static const QuickAccess& quick(const Cpu* cpu, std::uint32_t address) {
        constexpr unsigned kShift = kTimed ? DataPath::kLineShift : DataPath::kPageShift;
        return cpu->quick_[DataPath::place(address >> kShift)];
    }
    template <bool kTimed>
    static void stamp(Cpu* cpu, const QuickAccess& entry, Stamp at) {
        if constexpr (kTimed) cpu->line_stamps_[entry.line] = at;
        cpu->page_stamps_[entry.page] = at;
    }

    template <class T, bool kTimed, bool kKept>
    static void load(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        const std::uint32_t address = cpu->state_.x[op->rs1] + op->imm;
        const QuickAccess& entry = quick<kTimed>(cpu, address);
        if (entry.read_tag != key<T, kTimed>(address)) [[unlikely]] return load_slowly<T, kKept>(op, cpu, cycle, clock);
        stamp<kTimed>(cpu, entry, clock - op->rs2);
        T value;
        std::memcpy(&value, cpu->memory_ + (address + entry.delta), sizeof value);
        if constexpr (kKept) cpu->state_.x[op->rd] = static_cast<std::uint32_t>(value);
        return next(op, cpu, cycle, clock);
    }
    template <class T, bool kKept>
    [[gnu::noinline]] static void load_slowly(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        if (!cpu->data_.usual()) [[unlikely]] return load_from_page<T, kKept, false>(op, cpu, cycle, clock);
        return load_from_page<T, kKept, true>(op, cpu, cycle, clock);
    }
    template <class T, bool kKept, bool kUsual>
    static void load_from_page(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        const std::uint32_t extra = cpu->access_known_page<T, Access::kRead, kUsual>(cpu->state_.x[op->rs1] + op->imm, clock - op->rs2);
        if (extra >= kHit) [[unlikely]]
            return extra == kHit ? load_remembered<T, kKept>(op, cpu, cycle, clock) : load_from_afar<T, kKept>(op, cpu, cycle, clock);
        T value;
        std::memcpy(&value, cpu->memory_ + cpu->slow_.physical, sizeof value);
        if constexpr (kKept) cpu->state_.x[op->rd] = static_cast<std::uint32_t>(value);
        return go_on(op, cpu, cycle + extra, clock, 1U << op->rd & ~1U);
    }
    template <class T, bool kKept>
    [[gnu::noinline]] static void load_remembered(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        cpu->remember_access(cpu->state_.x[op->rs1] + op->imm, cpu->slow_.physical, cpu->slow_.rights);
        T value;
        std::memcpy(&value, cpu->memory_ + cpu->slow_.physical, sizeof value);
        if constexpr (kKept) cpu->state_.x[op->rd] = static_cast<std::uint32_t>(value);
        return next(op, cpu, cycle, clock);
    }
    template <class T, bool kKept>
    [[gnu::noinline]] static void load_from_afar(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        if (!cpu->access_from_block(*op, op->rs2, sizeof(T), Access::kRead, cycle, clock)) return stop(cpu);
        T value;
        std::memcpy(&value, cpu->memory_ + cpu->slow_.physical, sizeof value);
        if constexpr (kKept) cpu->state_.x[op->rd] = static_cast<std::uint32_t>(value);
        return go_on(op, cpu, cpu->slow_.cycle, cpu->slow_.clock, 1U << op->rd & ~1U);
    }

    template <class T, bool kTimed>
    static void store(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        const std::uint32_t address = cpu->state_.x[op->rs1] + op->imm;
        const QuickAccess& entry = quick<kTimed>(cpu, address);
        if (entry.write_tag != key<T, kTimed>(address)) [[unlikely]] return store_slowly<T>(op, cpu, cycle, clock);
        stamp<kTimed>(cpu, entry, clock - op->rd);
        const T value = static_cast<T>(cpu->state_.x[op->rs2]);
        std::memcpy(cpu->memory_ + (address + entry.delta), &value, sizeof value);
        return next(op, cpu, cycle, clock);
    }
    template <class T>
    [[gnu::noinline]] static void store_slowly(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        if (!cpu->data_.usual()) [[unlikely]] return store_to_page<T, false>(op, cpu, cycle, clock);
        return store_to_page<T, true>(op, cpu, cycle, clock);
    }
    template <class T, bool kUsual>
    static void store_to_page(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        const std::uint32_t extra = cpu->access_known_page<T, Access::kWrite, kUsual>(cpu->state_.x[op->rs1] + op->imm, clock - op->rd);
        if (extra >= kHit) [[unlikely]]
            return extra == kHit ? store_remembered<T>(op, cpu, cycle, clock) : store_from_afar<T>(op, cpu, cycle, clock);
        const T value = static_cast<T>(cpu->state_.x[op->rs2]);
        std::memcpy(cpu->memory_ + cpu->slow_.physical, &value, sizeof value);
        return go_on(op, cpu, cycle + extra, clock, 0);
    }
    template <class T>
    [[gnu::noinline]] static void store_remembered(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        cpu->remember_access(cpu->state_.x[op->rs1] + op->imm, cpu->slow_.physical, cpu->slow_.rights);
        const T value = static_cast<T>(cpu->state_.x[op->rs2]);
        std::memcpy(cpu->memory_ + cpu->slow_.physical, &value, sizeof value);
        return next(op, cpu, cycle, clock);
    }
    template <class T>
    [[gnu::noinline]] static void store_from_afar(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        if (!cpu->access_from_block(*op, op->rd, sizeof(T), Access::kWrite, cycle, clock)) return stop(cpu);
        put<T>(cpu, cpu->slow_.physical, cpu->state_.x[op->rs2]);
        return go_on(op, cpu, cpu->slow_.cycle, cpu->slow_.clock, 0);
    }
    template <class T>
    static void put(Cpu* cpu, std::uint32_t physical, std::uint32_t word) {
        const T value = static_cast<T>(word);
        std::memcpy(cpu->memory_ + physical, &value, sizeof value);
        cpu->written(physical, sizeof value);
    }

    /// Behind a slow access: on in the block, unless something is due or the block is no longer what it was.
    static void go_on(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock, std::uint32_t loaded) {
        if (cycle < cpu->attention_ && block_of(op)->armed) [[likely]] return next(op, cpu, cycle, clock);
        return leave_behind(op, cpu, cycle, clock, loaded);
    }
    [[gnu::noinline]] static void leave_behind(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock, std::uint32_t loaded) {
        const Block& block = *block_of(op);
        used(block, clock - 2 * (block.count - 1U - op->index));
        cpu->become_plain(block, op->index + 1U, cycle, clock);
        cpu->loaded_ = loaded;
        return stop(cpu);
    }

    /// Conditional branches. A guess that is known beforehand lies in rd.
    enum class Guess : std::uint8_t { kLearned, kKnown, kRight };
    template <auto kTaken, Guess kGuess>
    static void branch(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        const bool taken = kTaken(cpu->state_.x[op->rs1], cpu->state_.x[op->rs2]);
        Block& block = *block_of(op);
        *block.page_stamp = clock;
        const Edge* const edge = &block.edges[taken ? 1 : 0];
        if constexpr (kGuess == Guess::kRight) return enter(cpu, cycle, clock, edge, 0);
        if constexpr (kGuess == Guess::kKnown) {
            const bool wrong = (op->rd != 0) != taken;
            cpu->counters_.mispredicts += wrong ? 1 : 0;
            return enter(cpu, cycle, clock, edge, wrong ? cpu->timing_.mispredict : taken ? cpu->timing_.jump : 0);
        }
        std::uint8_t& counter = cpu->predictions_[op->imm];
        const Lesson& lesson = cpu->lessons_[counter * 2U + (taken ? 1U : 0U)];
        counter = lesson.counter;
        cpu->counters_.mispredicts += lesson.wrong;
        return enter(cpu, cycle, clock, edge, lesson.front);
    }

    template <bool kLinks>
    static void jump(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        Block& block = *block_of(op);
        *block.page_stamp = clock;
        if constexpr (kLinks) cpu->state_.x[op->rd] = op->imm;
        return enter(cpu, cycle, clock, &block.taken(), cpu->timing_.jump);
    }

    static void jump_register(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock) {
        Block& block = *block_of(op);
        const std::uint32_t target = (cpu->state_.x[op->rs1] + op->imm) & ~1U;
        if ((target & 2U) != 0) [[unlikely]] return misaligned(op, cpu, cycle, clock, target);
        *block.page_stamp = clock;
        cpu->state_.x[op->rd] = block.pc_of(block.count);
        cpu->state_.x[0] = 0;
        cpu->indirect_.pc = target;
        Block* const likely = cpu->code_.likely(target);
        if (likely->pc != target || likely->space != cpu->space_) [[unlikely]]
            return stay(cpu, cycle, clock, &cpu->indirect_, cpu->timing_.indirect);
        cpu->indirect_.to = likely;
        return enter(cpu, cycle, clock, &cpu->indirect_, cpu->timing_.indirect);
    }
    [[gnu::noinline]] static void misaligned(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock, std::uint32_t target) {
        Block& block = *block_of(op);
        *block.page_stamp = clock;
        cpu->become_plain(block, op->index, cycle, clock);
        cpu->cost_ = block.own(op->index);
        cpu->raise(spec::TrapCause::kFetchMisaligned, target);
        return stop(cpu);
    }
};

}  // namespace anel::cpu
