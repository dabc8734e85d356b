// One move: what has happened to the guest is read from its state before and behind; the follower then has to come to the same.
#include "monitor/control/lockstep/pair.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "isa/asm/operands.hpp"
#include "isa/cpu/decode.hpp"
#include "isa/debug/csr_fields.hpp"
#include "monitor/control/lockstep/opcodes.hpp"

namespace anel::control::lockstep {

namespace {

/// Jumps in a row that have no place of their own.
constexpr unsigned kJumpsMost = 64;
/// Traps in a row that lead back to where they came from: a page filled, then another one that the same instruction needs, and so on. Beyond that it gets nowhere.
constexpr unsigned kTrapsMost = 1000;

unsigned rd_of(std::uint32_t word) { return (word >> 7) & 31U; }

/// Where a direct jump without a link leads: translated code has no word for it.
std::optional<std::uint32_t> direct_jump(std::uint32_t word, std::uint32_t pc) {
    const cpu::DecodedOp op = cpu::decode(word);
    if (op.id != spec::InsnId::kJal || op.rd != 0) return std::nullopt;
    return pc + op.imm;
}

/// The same, of an auipc and the jump by the register that it has set, which are translated as one.
bool ends_far_jump(std::uint32_t word, std::uint32_t pc, const Executed& before) {
    const cpu::DecodedOp op = cpu::decode(word), first = cpu::decode(before.word);
    return op.id == spec::InsnId::kJalr && op.rd == 0 && first.id == spec::InsnId::kAuipc && first.rd == op.rs1 && before.pc + 4 == pc;
}

}  // namespace

Pair::Pair(Leader& leader, Follower& follower, std::uint32_t guest_bytes) : leader_(leader), follower_(follower), guest_bytes_(guest_bytes) {
    now_ = leader_.guest().state();
    differences_ = lockstep::differences(now_, follower_.state());
    lines_ = leader_.guest().lines();
    served_ = leader_.machine().devices().disk().ended();
    // What a monitor has said while it booted is its own.
    leader_.machine().devices().take_console();
    leader_.machine().devices().take_log();
}

Verdict Pair::advance() {
    if (!differences_.empty()) return Verdict::kDiffer;
    before_ = now_;
    translated_ = leader_.guest().is_translated();
    went_on_ = false;
    move_ = leader_.move();
    ++moves_;
    if (move_.kind == Move::Kind::kGivenUp) return Verdict::kGivenUp;
    if (move_.kind == Move::Kind::kLost) {
        differences_.push_back({"place", "nowhere", "in its guest"});
        remarks_.push_back("the leading machine executes neither its monitor nor its guest");
        return Verdict::kDiffer;
    }
    serve_disk();
    if (move_.kind == Move::Kind::kStopped) return stopped();
    now_ = leader_.guest().state();
    // Where the guest is as it was, a shadow was filled, code was translated, or a line went up that it does not take yet.
    if (move_.kind == Move::Kind::kExecuted || !(now_ == before_)) {
        translated_ = translated_ || leader_.guest().is_translated();
        went_on_ = true;
        follow();
        serve_disk();
        if (const GuestState native = follower_.state(); !(native == now_)) {
            const std::vector<Difference> more = lockstep::differences(now_, native);
            differences_.insert(differences_.begin(), more.begin(), more.end());
        }
        note(watched_);
    }
    traps_in_a_row_ = went_on_ || move_.kind != Move::Kind::kTrapped ? 0 : traps_in_a_row_ + 1;
    if (traps_in_a_row_ == kTrapsMost) {
        // The follower shows which instruction it is; what that does is not the difference.
        execute(lines_);
        differences_ = {{"progress", fmt::format("none: {} traps, and always back to this instruction", kTrapsMost), "goes on"}};
    }
    if (move_.kind == Move::Kind::kTrapped || follower_.bus().writes() != writes_compared_) compare_outputs();
    lines_ = leader_.guest().lines();
    if (follower_.cpu().waiting && !leader_.machine().cpu().state().waiting && !may_wake()) {
        differences_.push_back({"wfi", "goes on", "waits"});
        remarks_.push_back("nothing that the guest listens to is up, and yet the leader's wfi has come to its end");
    }
    if (!differences_.empty()) remark();
    return verdict();
}

/// What the states alone do not say.
void Pair::remark() {
    const cpu::Bank& bank = follower_.cpu().bank[0];
    const bool took_one = went_on_ && !follower_.last_completed() && (bank.cause & spec::kInterruptBit) != 0 && bank.epc == follower_.last().pc;
    if (took_one && !interrupt_taken())
        remarks_.push_back(fmt::format("a line is up that the guest listens to ({}), and its interrupts are on: the bare machine takes that interrupt before this instruction",
                                       debug::line_name(bank.cause & ~spec::kInterruptBit)));
}

void Pair::follow() {
    const std::optional<unsigned> line = move_.kind == Move::Kind::kTrapped ? interrupt_taken() : std::nullopt;
    const std::uint32_t target = line ? now_.own_bank().epc : now_.pc;
    // An interrupt may come before the instruction as well as behind it.
    if (!line || target != before_.pc || now_.x != before_.x) {
        // With the lines that were up already: an interrupt that the leader's guest should have taken is one that the bare machine takes.
        execute(lines_);
        follow_jumps(target);
    }
    if (!line) return;
    take_interrupt(*line);
    follow_jumps(now_.pc);
}

/// In translated code a jump without a link is nothing but the way to its target. And the fetch behind a jump may have failed at once.
void Pair::follow_jumps(std::uint32_t target) {
    if (!translated_) return;
    for (unsigned i = 0; i < kJumpsMost && follower_.cpu().pc != target; ++i) {
        const std::uint32_t pc = follower_.cpu().pc;
        const std::uint32_t word = follower_.next_word();
        const bool jumps = direct_jump(word, pc) || ends_far_jump(word, pc, follower_.last());
        const bool traps = now_.ring != Ring::k3 && pc == now_.own_bank().epc && leads_on(now_.own_bank().vector, now_.pc);
        if (!jumps && !traps) return;
        if (jumps) ++counts_.jumps;
        execute(0);
    }
}

/// By jumps that have no place in translated code, or because both are one.
bool Pair::leads_on(std::uint32_t from, std::uint32_t to) const {
    for (unsigned i = 0; i < kJumpsMost && from != to; ++i) {
        std::uint8_t bytes[4];
        std::uint32_t word = 0;
        if (!translated_ || !follower_.read(from, bytes)) return false;
        std::memcpy(&word, bytes, sizeof word);
        const auto next = direct_jump(word, from);
        if (!next) return false;
        from = *next;
    }
    return from == to;
}

std::optional<unsigned> Pair::interrupt_taken() const {
    if (now_.ring == Ring::k3) return std::nullopt;
    const cpu::Bank& bank = now_.own_bank();
    const bool fits = (bank.cause & spec::kInterruptBit) != 0 && (bank.status & spec::kStatusIe) == 0 && leads_on(bank.vector, now_.pc);
    return fits ? std::optional(bank.cause & ~spec::kInterruptBit) : std::nullopt;
}

bool Pair::may_wake() const {
    const auto& banks = follower_.cpu().bank;
    return std::any_of(banks.begin(), banks.begin() + spec::kBankCount, [this](const cpu::Bank& bank) { return ((lines_ | bank.pending) & bank.imask) != 0; });
}

void Pair::take_interrupt(unsigned line) {
    ++counts_.interrupts;
    const std::uint32_t pc = follower_.cpu().pc;
    if (follower_.interrupt(line, leader_.guest().lines())) return;
    remarks_.push_back(fmt::format("the leader's guest has taken an interrupt ({}); the bare machine, which stands at 0x{:08x}, does not take that one there: its enable, "
                                   "mask or delegation says no, the line is not up, or another one comes first", debug::line_name(line), pc));
}

void Pair::execute(std::uint32_t lines) {
    const std::uint32_t pc = follower_.cpu().pc;
    const std::uint32_t word = follower_.next_word();
    const std::uint64_t reads = follower_.bus().reads();
    std::uint32_t address = 0;
    std::optional<std::uint32_t> stored;
    if ((word & kOpcode) == kStore) {
        const cpu::DecodedOp op = cpu::decode(word);
        address = follower_.cpu().x[op.rs1] + op.imm;
        stored = follower_.physical(address);
    }
    if ((word & kOpcode) == kCustom0) follower_.bus().set_answer(now_.x[rd_of(word)]);
    follower_.step(lines);
    ++counts_.instructions;
    if (follower_.stop() == cpu::Stop::kTripleFault) remarks_.push_back("the bare machine has stopped: a triple fault");
    if (!follower_.last_completed()) return;
    force_reads(pc, word, reads);
    if (!stored) return;
    ++counts_.stores;
    if (!words_differ(*stored & ~3U)) return;
    note_word(*stored & ~3U);
    remarks_.push_back(fmt::format("that is where the tables of the bare machine lead this store, which is to 0x{:08x}", address));
}

/// What depends on time and on lines is the leader's, and only that.
void Pair::force_reads(std::uint32_t pc, std::uint32_t word, std::uint64_t reads_before) {
    counts_.device_reads += follower_.bus().reads() - reads_before;
    if ((word & kOpcode) != kSystem || follower_.cpu().pc != pc + 4) return;
    const unsigned rd = rd_of(word);
    for (const spec::Csr& csr : spec::kCsrs) {
        if (csr.number != word >> 20) continue;
        if (csr.kind == spec::CsrKind::kTimeLow || csr.kind == spec::CsrKind::kTimeHigh) {
            ++counts_.time_reads;
            follower_.force(rd, now_.x[rd]);
        } else if (csr.kind == spec::CsrKind::kPending) {
            ++counts_.device_reads;
            const std::uint32_t lines = now_.x[rd] & spec::kLineBits;
            follower_.force(rd, (follower_.cpu().x[rd] & ~spec::kLineBits) | lines);
        }
        return;
    }
}

}  // namespace anel::control::lockstep
