// The five stages, as a lecture draws them. Each takes what stands in the latch before it and, when it is done with it, puts it into the
// latch behind. A stage whose next latch is occupied waits, and so do all before it.
// Not here: what an instruction does in MEM (access.cpp, csr.cpp, system.cpp), where IF goes on after a redirection (fetch.cpp).
#include <algorithm>

#include "isa/cpu/reference/alu.hpp"
#include "isa/cpu/reference/reference.hpp"

namespace anel::cpu {

using reference::Ending;
using reference::is_branch;
using spec::InsnId;

/// One cycle, except for what happens between two instructions.
void Reference::clock() {
    // In a ring crossing MEM belongs to microcode; behind it, the pipeline fills already with what comes next.
    const bool crossing = cycle_ < crossing_end_;
    if (crossing || memory_stage()) {
        execute_stage();
        decode_stage();
        fetch_stage();
    }
    ++cycle_;
    in_wb_.valid = false;
    if (crossing) between_ = cycle_ == crossing_end_;
    else write_back();
}

/// IF: the word at the pc, or none where the fetch would have to wait: memory serves it when it is settled.
void Reference::fetch_stage() {
    if (if_id_.valid) return;
    if (fetch_hold_ > 0) {
        --fetch_hold_;
        return;
    }
    if (fetch_waits_) return;
    std::optional<std::uint32_t> word;
    if (settled_) word = settled_->word;
    else word = memory_.peek(fetch_pc_, space_of(state_.ring));
    if (!word) {
        fetch_waits_ = true;
        return;
    }
    if_id_ = {};
    if_id_.valid = true;
    if_id_.pc = fetch_pc_;
    if_id_.next_pc = fetch_pc_ + 4;
    if (settled_ && settled_->fault) {
        if_id_.fetch_failed = true;
        fail(if_id_, *settled_->fault, fetch_pc_);
    } else {
        if_id_.word = *word;
    }
    settled_.reset();
    fetch_pc_ += 4;
}

/// A decoded instruction is remembered by its word.
const DecodedOp& Reference::decoded(std::uint32_t word) {
    DecodedOp& place = decoded_[(word ^ word >> 10 ^ word >> 20) % kDecodedWords];
    if (place.word != word) place = decode(word);
    return place;
}

/// ID: what is it, must it wait for a load, and where does the path go on?
void Reference::decode_stage() {
    if (!if_id_.valid || id_ex_.valid) return;
    InFlight& instruction = if_id_;
    if (!instruction.fetch_failed) instruction.op = decoded(instruction.word);
    const DecodedOp& op = instruction.op;

    // The interlock. What a load fetches leaves MEM one tick too late to be forwarded to whoever is right behind.
    const bool behind_load = ex_mem_.valid && ex_mem_.is_load && (op.sources & (1U << ex_mem_.op.rd)) != 0;
    if (behind_load && !instruction.interlocked) {
        instruction.interlocked = true;
        instruction.ticks_left = timing_.load_use;
    }
    if (instruction.ticks_left > 0) {
        --instruction.ticks_left;
        return;
    }

    id_ex_ = instruction;
    if_id_.valid = false;
    InFlight& leaving = id_ex_;
    if (leaving.fetch_failed) return;
    if (op.id == InsnId::kIllegal) leaving.trap(spec::TrapCause::kIllegal, leaving.word);
    if (is_branch(op)) leaving.predicted_taken = guess(leaving);
    // The target of a jump or a branch is known here: IF goes there if it is (likely) to be taken. A misaligned one will trap.
    const bool away = op.id == InsnId::kJal || leaving.predicted_taken;
    const std::uint32_t target = leaving.pc + op.imm;
    if (away && (target & 3U) == 0) redirect(target, timing_.jump);
}

/// Counters are learned in MEM. A branch still on its way there is taken into account, as a register's value is by forwarding.
bool Reference::guess(const InFlight& branch) const {
    const bool backward = (branch.op.imm >> 31) != 0;
    const bool learning = ex_mem_.valid && !ex_mem_.fetch_failed && is_branch(ex_mem_.op) && ex_mem_.ending == Ending::kCommits;
    return learning ? predictor_.guess_after(branch.pc, backward, ex_mem_.pc, ex_mem_.taken) : predictor_.guess(branch.pc, backward);
}

/// A register as EX sees it: what has just left MEM is newer than the register file.
std::uint32_t Reference::forwarded(unsigned reg) const {
    if (reg != 0 && mem_wb_.valid && mem_wb_.op.rd == reg) return mem_wb_.result;
    return state_.x[reg];
}

/// EX: arithmetic, for as long as it takes; branches and indirect jumps are resolved here.
void Reference::execute_stage() {
    if (!id_ex_.valid || ex_mem_.valid) return;
    InFlight& instruction = id_ex_;
    const DecodedOp& op = instruction.op;
    if (!instruction.begun) {
        instruction.begun = true;
        instruction.a = forwarded(op.rs1);
        instruction.b = forwarded(op.rs2);
        instruction.ticks_left = reference::latency(op, timing_) - 1;
    }
    if (instruction.ticks_left > 0) {
        --instruction.ticks_left;
        return;
    }
    ex_mem_ = instruction;
    id_ex_.valid = false;
    InFlight& leaving = ex_mem_;
    if (leaving.ending != Ending::kCommits) return;
    leaving.result = reference::compute(op, leaving.pc, leaving.a, leaving.b);
    leaving.is_load = spec::row(op.id).timing == spec::Timing::kLoad;

    const bool branch = is_branch(op);
    leaving.taken = branch ? reference::branch_taken(op, leaving.a, leaving.b) : op.id == InsnId::kJal || op.id == InsnId::kJalr;
    if (leaving.taken) leaving.next_pc = op.id == InsnId::kJalr ? (leaving.a + op.imm) & ~1U : leaving.pc + op.imm;
    if (leaving.taken && (leaving.next_pc & 3U) != 0) {
        leaving.trap(spec::TrapCause::kFetchMisaligned, leaving.next_pc);
    } else if (op.id == InsnId::kJalr) {
        leaving.bubble = timing_.indirect;
        redirect(leaving.next_pc, std::int64_t{timing_.indirect} - 1);
    } else if (branch && leaving.taken != leaving.predicted_taken) {
        leaving.bubble = timing_.mispredict;
        redirect(leaving.next_pc, std::int64_t{timing_.mispredict} - 1);
    } else if (leaving.taken) {
        leaving.bubble = timing_.jump;
    }
}

/// MEM: here an instruction does all that others can see. False: it is not done yet, and the whole pipeline stands still with it.
bool Reference::memory_stage() {
    if (!ex_mem_.valid) return true;
    InFlight& instruction = ex_mem_;
    if (!instruction.acted) {
        instruction.acted = true;
        if (instruction.ending == Ending::kCommits) act(instruction);
    }
    if (instruction.stall > 0) {
        --instruction.stall;
        return false;
    }
    mem_wb_ = instruction;
    ex_mem_.valid = false;
    return true;
}

/// WB: the instruction commits, or its trap, exit, return or entry begins; of what stands behind it then, nothing remains.
void Reference::write_back() {
    if (!mem_wb_.valid) return;
    in_wb_ = mem_wb_;
    mem_wb_.valid = false;
    between_ = true;
    crossing_end_ = cycle_;
    left_ = {};
    book_until(cycle_);
    switch (in_wb_.ending) {
        case Ending::kCommits: return commit(in_wb_);
        case Ending::kTraps: return take_exception(in_wb_.cause, in_wb_.value);
        case Ending::kExits: return exit_guest(in_wb_.exit);
        case Ending::kReturns: return return_from_trap();
        case Ending::kEnters: return enter_guest(in_wb_.op);
        case Ending::kTurnsOn: return turn_assist(true);
        case Ending::kTurnsOff: return turn_assist(false);
    }
}

void Reference::commit(const InFlight& instruction) {
    const unsigned rd = instruction.op.rd;
    if (rd != 0) state_.x[rd] = instruction.result;
    state_.pc = instruction.next_pc;
    count_instruction();
    left_.bubble = instruction.bubble;
    left_.loaded = instruction.is_load ? 1U << rd : 0;
    if (instruction.refetches) restart(state_.pc, timing_.refetch);
}

void Reference::count_instruction() {
    ++counters_.instructions;
    ++counters_.by_lane[lane(state_.ring)];
}

reference::Occupancy Reference::occupancy() const {
    const auto seen = [](const InFlight& latch) { return latch.valid ? reference::Occupant{true, latch.pc, latch.word} : reference::Occupant{}; };
    reference::Occupancy result{{}, seen(if_id_), seen(id_ex_), seen(ex_mem_), seen(in_wb_)};
    if (fetch_hold_ == 0 || settled_) result.fetch = {true, fetch_pc_, 0};
    return result;
}

}  // namespace anel::cpu
