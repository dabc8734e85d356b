#include "monitor/control/lockstep/lockstep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include "isa/asm/disassemble.hpp"
#include "isa/base/invariant.hpp"
#include "isa/cpu/decode.hpp"
#include "isa/machine/input.hpp"
#include "monitor/control/compare.hpp"

namespace anel::control::lockstep {

namespace {

/// So many moves before a difference traps begin to be told.
constexpr std::uint64_t kLookBack = 20000;
constexpr std::size_t kEvents = 1U << 14;
constexpr std::uint64_t kProgress = 1U << 20;

/// Both machines, about to begin.
struct Machines {
    std::unique_ptr<Leader> leader;
    std::unique_ptr<Follower> follower;
    bool started = false;
};

Result<Machines> set_up(const Request& request) {
    RunRequest bare = request.run;
    bare.mode = Mode::kNative;
    auto native = boot_for(bare);
    if (!native) return native.error();
    RunRequest leading = request.run;
    // No guest finds hardware assist; a bare machine that leads has none either.
    if (leading.mode == Mode::kNative) leading.config.assist = {};
    auto machine = boot_for(leading);
    if (!machine) return machine.error();
    (*machine)->devices().type(request.typed);
    (*machine)->devices().end_input();
    Machines machines;
    machines.follower = std::make_unique<Follower>(request.run.config, **native);
    machines.leader = std::make_unique<Leader>(std::move(*machine), request.run);
    machines.started = machines.leader->start();
    return machines;
}

/// Where the second time has to look.
struct Suspicion {
    std::uint64_t move = 0;            ///< the difference was seen behind this one
    std::uint64_t watch_from = 0;      ///< words are compared from this move on
    std::vector<std::uint32_t> words;  ///< memory that nobody was seen to store to
};

/// Goes on until something ends it.
class Walk {
public:
    Walk(const Request& request, Machines& machines, Pair& pair) : request_(request), leader_(*machines.leader), pair_(pair) {}

    Ending go() {
        if (!pair_.compare_memory()) return suspect_memory();
        std::uint64_t next_memory = kMemoryPeriod, next_progress = kProgress;
        for (;;) {
            switch (pair_.advance()) {
                case Verdict::kAgree: break;
                case Verdict::kDiffer: return suspicion_.move = pair_.moves(), Ending::kDiverged;
                case Verdict::kEnded: return Ending::kEnded;
                case Verdict::kGivenUp: return interrupted() ? Ending::kInterrupted : Ending::kLimit;
            }
            const std::uint64_t done = pair_.counts().instructions;
            if (done >= next_memory && pair_.went_on()) {
                next_memory = done + kMemoryPeriod;
                if (!pair_.compare_memory()) return suspect_memory();
                suspicion_.watch_from = pair_.moves();
            }
            if (done >= next_progress && request_.on_progress) {
                next_progress = done + kProgress;
                request_.on_progress(done);
            }
            if (request_.max_instructions != 0 && done >= request_.max_instructions) {
                if (!pair_.compare_memory()) return suspect_memory();
                return Ending::kLimit;
            }
        }
    }
    const Suspicion& suspicion() const { return suspicion_; }

private:
    Ending suspect_memory() {
        suspicion_.move = pair_.moves();
        suspicion_.words = pair_.suspects();
        return Ending::kDiverged;
    }
    bool interrupted() const { return request_.run.stop != nullptr && request_.run.stop->load(); }

    const Request& request_;
    Leader& leader_;
    Pair& pair_;
    Suspicion suspicion_;
};

/// The second time: the same moves, traps told on the way to the difference.
class CloserLook {
public:
    CloserLook(const Request& request, Machines& machines) : request_(request), leader_(*machines.leader), follower_(*machines.follower),
          pair_(leader_, follower_, request.run.config.ram_bytes), storyteller_(request.run.config) {}

    Divergence at(const Suspicion& suspicion) {
        const std::uint64_t tell_from = suspicion.words.empty() ? suspicion.move - std::min(suspicion.move, kLookBack) : suspicion.watch_from;
        Verdict verdict = Verdict::kAgree;
        while (verdict == Verdict::kAgree && pair_.moves() < suspicion.move) {
            if (pair_.moves() == suspicion.watch_from) pair_.watch(suspicion.words);
            if (pair_.moves() == tell_from) begin_to_tell();
            describe_leader();
            verdict = pair_.advance();
        }
        if (pair_.last_move().kind == Move::Kind::kStopped && telling_) {
            std::vector<Story> told;
            storyteller_.finish(leader_.machine(), pair_.last_move().stop == cpu::Stop::kTripleFault, told);
            keep(told);
            told_in_ = pair_.moves() - 1;
        }
        // It was seen when all of memory was compared: what differed then differs now.
        if (pair_.differences().empty()) pair_.note(suspicion.words);
        return tell(!suspicion.words.empty());
    }

private:
    void begin_to_tell() {
        telling_ = true;
        told_before_ = machine::Moment::of(leader_.machine().cpu()).traps;
        leader_.machine().cpu().watch(kEvents);
        listen();
        leader_.on_crossing([this] { listen(); });
    }

    void listen() {
        std::vector<Story> told;
        storyteller_.listen(leader_.machine(), leader_.machine().cpu().events().events(), told);
        leader_.machine().cpu().events().clear();
        keep(told);
    }

    void keep(std::vector<Story>& told) {
        if (told.empty()) return;
        story_ = std::move(told.back());
        // As `anel run --explain` counts them, from the machine's reset on.
        story_->number += told_before_;
        if (story_->inside) *story_->inside += told_before_;
        told_in_ = pair_.moves();
    }

    void describe_leader() {
        divergence_.real_ring = leader_.machine().cpu().state().ring;
        divergence_.translated = leader_.guest().is_translated();
    }

    CodeLine line_of(const Executed& executed) const {
        CodeLine line{executed.pc, assembler::disassemble(executed.word, executed.pc), {}, executed.ring};
        if (request_.symbols == nullptr) return line;
        const auto read = [this](std::uint32_t address, std::span<std::uint8_t> to) { return follower_.read(address, to); };
        const auto place = request_.symbols->at(executed.pc, follower_.cpu().paging(), read);
        if (place && place->symbol != nullptr)
            line.place = fmt::format("{}:{}{}", place->program->name, place->symbol->name, place->offset == 0 ? "" : fmt::format("+0x{:x}", place->offset));
        return line;
    }

    /// Where the machine lets outsiders execute what only an owner should: what it makes of the last instruction. Empty where it does not.
    std::string hole_text() const {
        if (divergence_.monitor_came || divergence_.translated || divergence_.real_ring <= Ring::k0 || pair_.moves() == 0) return {};
        const Executed& last = follower_.last();
        const cpu::DecodedOp op = cpu::decode(last.word);
        const cpu::Behaviours& behaviours = request_.run.config.behaviours;
        spec::Outside outside = op.id == spec::InsnId::kIllegal ? spec::Outside::kTrap : behaviours.insn[static_cast<std::size_t>(op.id)];
        for (std::size_t row = 0; row < spec::kCsrCount; ++row)
            if ((last.word & 0x7fU) == 0x73U && (last.word >> 12 & 3U) != 0 && spec::kCsrs[row].number == last.word >> 20) outside = behaviours.csr_read[row];
        if (outside == spec::Outside::kTrap || (spec::row(op.id).home == spec::Home::kAny && (last.word & 0x7fU) != 0x73U)) return {};
        return fmt::format("in ring {} this machine (policy {}) does not trap on `{}`: it {}, so that no monitor hears of it", number(divergence_.real_ring),
                           control::policy_name(request_.run.config), assembler::disassemble(last.word, last.pc),
                           outside == spec::Outside::kIgnore ? "ignores it" : "executes it on the real machine's own state");
    }

    Divergence tell(bool in_memory) {
        divergence_.instruction = pair_.counts().instructions;
        divergence_.cycle = leader_.machine().cpu().cycle();
        divergence_.began = pair_.moves() == 0 ? divergence_.cycle : pair_.last_move().began;
        divergence_.at_start = pair_.moves() == 0;
        divergence_.in_memory = in_memory;
        divergence_.differences = pair_.differences();
        divergence_.remarks = pair_.remarks();
        divergence_.monitor_came = pair_.last_move().monitor_came;
        if (const std::string hole = hole_text(); !hole.empty()) divergence_.remarks.push_back(hole);
        const std::vector<Executed> recent = follower_.recent();
        for (const Executed& executed : recent) divergence_.before.push_back(line_of(executed));
        if (!divergence_.before.empty()) {
            divergence_.at = std::move(divergence_.before.back());
            divergence_.before.pop_back();
        }
        if (story_) {
            divergence_.story_is_older = told_in_ + 1 != pair_.moves();
            divergence_.story = std::move(story_);
        }
        return std::move(divergence_);
    }

    const Request& request_;
    Leader& leader_;
    Follower& follower_;
    Pair pair_;
    Storyteller storyteller_;
    bool telling_ = false;
    std::optional<Story> story_;
    std::uint64_t told_before_ = 0;  ///< traps before the first that is told
    std::uint64_t told_in_ = 0;  ///< moves that had been made when it ended
    Divergence divergence_;
};

}  // namespace

Status check_mode(Mode mode) {
    if (mode != Mode::kPara) return {};
    return Error{"mode 'para' has no lockstep: a guest that knows of its monitor goes another way than on the bare machine (it calls the monitor, and its page tables hold other "
                 "frames), so there is no instruction by instruction to compare; anel compare --modes para compares what comes of it", ErrorKind::kUsage};
}

Result<Outcome> run_lockstep(const Request& request) {
    if (Status status = check_mode(request.run.mode); !status) return status.error();
    auto machines = set_up(request);
    if (!machines) return machines.error();
    Outcome outcome;
    outcome.mode = request.run.mode;
    const auto started = std::chrono::steady_clock::now();
    if (!machines->started) {
        const bool stopped = request.run.stop != nullptr && request.run.stop->load();
        const bool limit = request.run.max_cycles != 0 && machines->leader->machine().cpu().cycle() >= request.run.max_cycles;
        outcome.ending = stopped ? Ending::kInterrupted : limit ? Ending::kLimit : Ending::kNoGuest;
        outcome.cycles = machines->leader->machine().cpu().cycle();
        return outcome;
    }
    Pair pair(*machines->leader, *machines->follower, request.run.config.ram_bytes);
    Walk walk(request, *machines, pair);
    outcome.ending = walk.go();
    outcome.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    outcome.counts = pair.counts();
    outcome.cycles = machines->leader->machine().cpu().cycle();
    outcome.guest_exit = machines->leader->machine().devices().state().exit_code;
    if (outcome.ending != Ending::kDiverged) return outcome;
    if (request.on_looking_again) request.on_looking_again();
    const Suspicion suspicion = walk.suspicion();
    auto again = set_up(request);
    if (!again) return again.error();
    invariant(again->started, "a machine repeats itself");
    outcome.divergence = CloserLook(request, *again).at(suspicion);
    return outcome;
}

}  // namespace anel::control::lockstep
