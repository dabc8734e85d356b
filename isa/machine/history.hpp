// A machine's run as something one can move in: forward, to any earlier cycle, back by an instruction or a crossing.
// Going back is going forward from an earlier snapshot, with the same input at the same cycles; so it comes to the same state, byte for byte.
// Not here: what is shown at a moment (isa/debug, gui), a run kept in a file (recording.hpp).
#pragma once

#include <cstdint>
#include <functional>
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
    Cycles spacing = 8'000'000;                  ///< between snapshots, to begin with; it doubles when they come to be too many
    std::size_t bytes = std::size_t{256} << 20;  ///< that snapshots may hold, beside the first and the last one
    std::size_t snapshots = 256;            ///< at most; 3 or more
};

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
    /// Work that somebody outside has done, and says took so long.
    void declare(std::uint32_t cycles);

    /// To the first moment at or behind `cycle`, with the input that came there; at most to the end.
    void seek(Cycles cycle);
    /// To that very moment, which the run has come to.
    void seek(const Moment& moment);
    /// To the moment before this one: one instruction, trap or interrupt. False at the beginning.
    bool step_back();
    /// Behind the last ring crossing before this moment that `wanted` (empty: any) accepts. False, with the machine where it was, where there is none.
    bool back_to_crossing(const std::function<bool(const cpu::Event&)>& wanted = {});
    /// To the last moment before this one in front of a breakpoint of the CPU. Likewise.
    bool back_to_breakpoint();
    /// To the last moment before this one at which `wanted` holds of the machine. It is asked at every one, some ten million a second. Likewise.
    bool back_to(const std::function<bool(const Machine&)>& wanted);

    /// Crossings and marks with cycles in (from, to], up to `most` of them, as they happened. The machine is afterwards where it was.
    std::vector<cpu::Event> events(Cycles from, Cycles to, std::size_t most);

    /// Output up to this moment.
    std::string_view console() const { return std::string_view(console_).substr(0, console_now_); }
    std::string_view log() const { return std::string_view(log_).substr(0, log_now_); }
    const std::vector<Input>& inputs() const { return inputs_; }

    std::size_t snapshot_count() const { return kept_.size(); }
    /// That snapshots hold, about.
    std::size_t snapshot_bytes() const { return bytes_; }
    /// The longest way between two snapshots.
    Cycles widest_gap() const;

private:
    struct Kept {
        Moment moment;
        MachineSnapshot snapshot;
        std::size_t inputs = 0;  ///< given before it
        std::size_t console = 0;
        std::size_t log = 0;
        std::size_t bytes = 0;   ///< that it adds to those before it
    };

    enum class Way : std::uint8_t { kRun, kToCrossing, kStep };
    cpu::Stop forward(Way way, Cycles until, const Moment& limit, bool goes_on = false);
    cpu::Stop one_piece(Way way, Cycles until, const Moment& stop_at, bool goes_on);
    void give_due_input();
    void take_output();
    void came_to_here();
    Kept keep(const MachineSnapshot* like) const;
    void keep_this_moment();
    void thin_out();
    void restore(const Kept& kept);
    const Kept& last_not_behind(const Moment& limit) const;
    void start_not_behind(const Moment& limit);
    void go_to(const Moment& moment);
    void go_to_cycle(Cycles cycle);
    void go_to_step_at(Cycles cycle, const Moment& limit);
    void go_near(const Moment& here);
    template <class Accept> bool search_back(Way way, Accept accept);
    void forget_future();
    void add_input(Input input);

    Machine& machine_;
    HistoryLimits limits_;
    Cycles spacing_;
    std::vector<Kept> kept_;      ///< by moment; the first is the beginning
    std::optional<Kept> near_;    ///< shortly before where one last stepped back: the next step back begins there
    std::size_t bytes_ = 0;
    std::vector<Input> inputs_;
    std::size_t given_ = 0;       ///< of them, up to this moment
    std::string console_;
    std::size_t console_now_ = 0;
    std::string log_;
    std::size_t log_now_ = 0;
    Moment end_;
};

}  // namespace anel::machine
