// A machine's run as something one can move in: forward, to any earlier cycle, back by an instruction or a crossing.
// Going back is going forward from an earlier snapshot, with the same input at the same cycles; so it comes to the same state, byte for byte.
// Not here: what is shown at a moment (isa/debug, gui), a run kept in a file (recording.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "isa/cpu/event.hpp"
#include "isa/machine/input.hpp"
#include "isa/machine/machine.hpp"

namespace anel::machine {

struct HistoryLimits {
    Cycles spacing = 8'000'000;                  ///< between snapshots where the run is; further away from there they are thinned out
    std::size_t bytes = std::size_t{256} << 20;  ///< that snapshots may hold, beside the first and the last one
    std::size_t snapshots = 256;                 ///< at most; 3 or more
};

/// How far a journey is: so many cycles of it are done, of so many or so. False gives it up.
using OnWay = std::function<bool(Cycles done, Cycles of)>;

class History {
public:
    /// `machine` outlives it, is loaded and has not run. From here on only the history runs it, gives it input and takes its output.
    explicit History(Machine& machine, const HistoryLimits& limits = {});
    History(const History&) = delete;
    History& operator=(const History&) = delete;

    Machine& machine() { return machine_; }
    const Machine& machine() const { return machine_; }
    Moment now() const { return Moment::of(machine_.cpu()); }
    /// The last moment that the run has come to.
    const Moment& end() const { return end_; }
    bool in_the_past() const { return now() < end_; }

    // Forward. In the past, what came from outside comes again. Breakpoints of the CPU stop run() and run_to_crossing().
    cpu::Stop run(Cycles until);
    cpu::Stop run_to_crossing(Cycles until);
    cpu::Stop step();

    // Outside input, now. What was known to come after this moment is forgotten: there is a new future.
    void type(std::string_view bytes);
    void end_input();
    void ask_monitor(std::uint32_t command);
    /// What is known to come, in order: it comes when its moment does. It takes the place of what was known before, as something new typed now does.
    void expect(std::vector<Input> inputs);
    // A debugger's hand: it counts as outside input does, and comes again when the run does.
    /// False, with nothing changed, where the bytes do not lie in memory.
    [[nodiscard]] bool write_memory(PhysAddr at, std::span<const std::uint8_t> bytes);
    void set_state(const cpu::CpuState& state);
    void flush_tlb(const cpu::TlbFlush& what);
    /// Work that somebody outside has done, and says took so long.
    void declare(std::uint32_t cycles);

    // Journeys. `on_way`, where there is one, is asked every kBetweenLooks cycles of the way. Where it gives the journey up, the machine is where it was
    // before, at once, and false comes back.
    /// To the first moment at or behind `cycle`, with the input that came there; at most to the end.
    bool seek(Cycles cycle, const OnWay& on_way = {});
    /// To that very moment, which the run has come to.
    bool seek(const Moment& moment, const OnWay& on_way = {});
    /// To the moment before this one: one instruction, trap or interrupt. False at the beginning.
    bool step_back(const OnWay& on_way = {});
    /// Behind the last ring crossing before this moment that `wanted` (empty: any) accepts. False, with the machine where it was, where there is none.
    bool back_to_crossing(const std::function<bool(const cpu::Event&)>& wanted = {}, const OnWay& on_way = {});
    /// To the last moment before this one in front of a breakpoint of the CPU. Likewise.
    bool back_to_breakpoint();
    /// To the last moment before this one at which `wanted` holds of the machine. It is asked at every one, some ten million a second. Likewise.
    bool back_to(const std::function<bool(const Machine&)>& wanted);

    /// Crossings and marks with cycles in (from, to], up to `most` of them, as they happened. The machine is afterwards where it was. Given up, not all of them.
    std::vector<cpu::Event> events(Cycles from, Cycles to, std::size_t most, const OnWay& on_way = {});

    /// A moment of the run, with all that it takes to be there again without a journey.
    struct Kept {
        Moment moment;
        MachineSnapshot snapshot;
        std::size_t inputs = 0;  ///< given before it
        std::size_t console = 0;
        std::size_t log = 0;
        std::size_t bytes = 0;   ///< that it adds to those before it
    };
    Kept here() const { return keep(&last_not_behind(now()).snapshot); }
    /// While the run has had no other future since.
    void return_to(const Kept& kept);

    /// Output up to this moment.
    std::string_view console() const { return std::string_view(console_).substr(0, console_now_); }
    std::string_view log() const { return std::string_view(log_).substr(0, log_now_); }
    const std::vector<Input>& inputs() const { return inputs_; }

    std::size_t snapshot_count() const { return kept_.size(); }
    /// That snapshots hold, about.
    std::size_t snapshot_bytes() const { return bytes_; }
    /// When they were taken, in order. The first is the beginning.
    std::vector<Cycles> snapshot_cycles() const;

    static constexpr Cycles kBetweenLooks = 1'000'000;

private:
    struct Journey {
        const OnWay& on_way;
        Cycles done = 0;
        Cycles of = 0;
        Cycles unseen = 0;  ///< done since `on_way` was asked last
        bool given_up = false;
    };
    /// The pieces of one journey, as `go` says; gives what it gives, but false where the journey was given up.
    template <class Go> bool travel(const OnWay& on_way, Go go);
    bool given_up() const { return journey_ && journey_->given_up; }
    void plan(Cycles further);
    void went(Cycles further);

    enum class Way : std::uint8_t { kRun, kToCrossing, kStep };
    cpu::Stop forward(Way way, Cycles until, const Moment& limit, bool goes_on = false);
    cpu::Stop one_piece(Way way, Cycles until, const Moment& stop_at, bool goes_on);
    void give_due_input();
    void take_output();
    void came_to_here();
    Kept keep(const MachineSnapshot* like) const;
    using KeptMoments = std::map<Moment, Kept>;
    void keep_this_moment();
    void weigh(KeptMoments::iterator kept);
    KeptMoments::iterator least_missed(KeptMoments::const_iterator newest);
    void thin_out(KeptMoments::const_iterator newest);
    void settle_due() { snapshot_due_ = last_kept(now()).moment.cycle + limits_.spacing; }
    void restore(const Kept& kept);
    const Kept& first_kept() const { return kept_.begin()->second; }
    const Kept& last_kept(const Moment& limit) const;
    const Kept& last_not_behind(const Moment& limit) const;
    void start_not_behind(const Moment& limit);
    void come_close_to(Cycles cycle, const Moment& limit);
    void go_to(const Moment& moment);
    void go_to_cycle(Cycles cycle);
    void go_to_step_at(Cycles cycle, const Moment& limit);
    void go_near(const Moment& here);
    template <class Accept> bool search_back(Way way, Accept accept);
    void forget_future();
    void add_input(Input input);

    Machine& machine_;
    HistoryLimits limits_;
    KeptMoments kept_;            ///< the first is the beginning
    Cycles snapshot_due_ = 0;     ///< on the way from here
    std::optional<Kept> near_;    ///< shortly before where one last stepped back: the next step back begins there
    std::size_t bytes_ = 0;
    std::vector<Input> inputs_;
    std::size_t given_ = 0;       ///< of them, up to this moment
    std::string console_;
    std::size_t console_now_ = 0;
    std::string log_;
    std::size_t log_now_ = 0;
    Moment end_;
    std::optional<Journey> journey_;  ///< of which somebody is told
};

}  // namespace anel::machine
