// Two machines with the same guest, hand in hand: the leader moves, the follower does what the guest has done meanwhile, with every interrupt, time
// read, device's answer and transfer forced to be the leader's; then both are compared.
// Not here: where the first difference is looked for again, and told (lockstep.hpp, report.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "monitor/control/lockstep/follower.hpp"
#include "monitor/control/lockstep/leader.hpp"

namespace anel::control::lockstep {

/// How much was compared, and how often the follower was told what it could not know.
struct Counts {
    std::uint64_t instructions = 0;     ///< of the guest, executed or trapped, after which both were compared
    std::uint64_t jumps = 0;            ///< of these: jumps that translated code has no place for, compared with the instruction behind
    std::uint64_t memory_compared = 0;  ///< how often all of guest-physical memory was
    std::uint64_t stores = 0;           ///< compared at once, word by word
    std::uint64_t interrupts = 0;       ///< forced
    std::uint64_t time_reads = 0;       ///< likewise
    std::uint64_t device_reads = 0;     ///< likewise: `in`, and reads of `pending`, which shows the lines
    std::uint64_t device_writes = 0;    ///< compared
    std::uint64_t transfers = 0;        ///< of the disk: forced as to when, compared as to what
    std::uint64_t console_bytes = 0;    ///< compared
};

enum class Verdict : std::uint8_t {
    kAgree,
    kDiffer,
    kEnded,    ///< both have come to the same end
    kGivenUp,  ///< a limit, or a person, came first
};

class Pair {
public:
    /// Both stand at the guest's first instruction.
    Pair(Leader& leader, Follower& follower, std::uint32_t guest_bytes);

    /// One move. After any verdict but kAgree there is none.
    Verdict advance();
    /// All of the guest's memory, and the disk. False: they differ, and suspects() says where.
    bool compare_memory();

    /// Words of guest-physical memory to be compared after every instruction from now on.
    void watch(std::vector<std::uint32_t> words) { watched_ = std::move(words); }
    /// Those of these words that differ join the differences.
    void note(const std::vector<std::uint32_t>& words) {
        for (const std::uint32_t word : words)
            if (words_differ(word)) note_word(word);
    }
    /// Of the last compare_memory(): where words differ, at most a thousand.
    const std::vector<std::uint32_t>& suspects() const { return suspects_; }

    const Counts& counts() const { return counts_; }
    std::uint64_t moves() const { return moves_; }
    const Move& last_move() const { return move_; }
    /// Whether the last move was an instruction of the guest, or several, or an interrupt: not so where the monitor did something of its own.
    bool went_on() const { return went_on_; }
    const std::vector<Difference>& differences() const { return differences_; }
    /// What can be said about them beside both values: sentences.
    const std::vector<std::string>& remarks() const { return remarks_; }
    const GuestState& before() const { return before_; }
    const Leader& leader() const { return leader_; }
    const Follower& follower() const { return follower_; }

private:
    void follow();
    void execute(std::uint32_t lines);
    void force_reads(std::uint32_t pc, std::uint32_t word, std::uint64_t reads_before);
    void follow_jumps(std::uint32_t target);
    bool leads_on(std::uint32_t from, std::uint32_t to) const;
    std::optional<unsigned> interrupt_taken() const;
    void take_interrupt(unsigned line);
    bool may_wake() const;
    void remark();
    Verdict stopped();
    void serve_disk();
    void release_ring();
    void compare_outputs();
    void compare_timer(std::uint32_t value);
    bool words_differ(std::uint32_t address) const;
    void note_word(std::uint32_t address);
    Verdict verdict() const { return differences_.empty() ? Verdict::kAgree : Verdict::kDiffer; }

    Leader& leader_;
    Follower& follower_;
    std::uint32_t guest_bytes_;
    Counts counts_;
    std::uint64_t moves_ = 0;
    Move move_;
    GuestState before_, now_;
    bool translated_ = false;   ///< before or behind the last move
    bool went_on_ = false;
    unsigned traps_in_a_row_ = 0;  ///< that changed nothing
    std::uint32_t lines_ = 0;   ///< of the leader's guest, before the move
    std::uint64_t served_ = 0;  ///< transfers of the leader's disk that the follower's has made, too
    std::string leader_console_, leader_log_;
    std::size_t console_compared_ = 0, log_compared_ = 0;
    std::uint64_t writes_compared_ = 0;
    std::vector<std::uint32_t> watched_, suspects_;
    std::vector<std::uint32_t> early_;  ///< words in which the leader's A was set ahead, when memory was last compared
    std::vector<Difference> differences_;
    std::vector<std::string> remarks_;
};

}  // namespace anel::control::lockstep
