// A history against a plain list of all moments of a run, on machines where snapshots are close, crossings may take no time, input comes at any
// moment, in the middle of a wait and several times at once, and the disk is at work.
// Not here: whole systems (tests/unit/control/history_test.cpp).
#include <algorithm>
#include <random>

#include "isa/machine/history.hpp"
#include "tests/unit/machine/busy_guest.hpp"

using namespace anel;
using namespace anel::machine;

namespace {

struct Row {
    Moment moment;
    MachineSnapshot snapshot;
    std::uint32_t pc = 0;
    bool waiting = false;
    bool crossed = false;    ///< by a crossing one comes here
    bool executes = false;   ///< what comes next is the instruction here, and not an interrupt
    std::size_t console = 0;
};

class Model {
public:
    explicit Model(unsigned seed) : random_(seed) {
        config_.ram_bytes = 2U << 20;
        config_.timing.timed = random_() % 3 != 0;
        if (random_() % 2 == 0) config_.timing.crossing_flush = config_.timing.crossing_word = 0;
        config_.disk = {1 + pick(400), pick(50), 1 + pick(50)};
        limits_ = {.spacing = 1 + pick(random_() % 2 == 0 ? 40 : 2000), .bytes = std::size_t{1 + pick(8)} << 18, .snapshots = 3 + pick(20)};
        machine_ = tests::busy_machine(config_);
        machine_->cpu().watch(64);
        history_ = std::make_unique<History>(*machine_, limits_);
    }

    /// Steps all the way and remembers everything.
    void first_time() {
        maybe_input();
        note(false);
        while (rows_.size() < 900) {
            const bool was_waiting = rows_.back().waiting;
            if (was_waiting && pick(2) == 0 && first_time_in_wait()) continue;
            machine_->cpu().events().clear();
            const Moment before = history_->now();
            const auto interrupts = machine_->cpu().counters().interrupts;
            history_->step();
            const bool crossed = std::ranges::any_of(machine_->cpu().events().events(), [](const cpu::Event& event) { return is_crossing(event.kind); });
            rows_.back().executes = machine_->cpu().counters().interrupts == interrupts && !was_waiting;
            if (history_->now() == before) break;
            events_.insert(events_.end(), machine_->cpu().events().events().begin(), machine_->cpu().events().events().end());
            maybe_input();
            note(crossed);
            REQUIRE(rows_.size() < 901);
        }
        REQUIRE(rows_.size() > 100);
        here_ = rows_.size() - 1;
    }

    void random_moves() {
        for (int i = 0; i < 60; ++i) {
            const unsigned kind = pick(9);
            INFO("move " << i << " of kind " << kind << " at row " << here_ << ", cycle " << rows_[here_].moment.cycle << "; spacing " << limits_.spacing << ", "
                         << history_->snapshot_count() << " snapshots, timed " << config_.timing.timed << ", flush " << config_.timing.crossing_flush);
            move(kind);
            REQUIRE(history_->now() == rows_[here_].moment);
            REQUIRE((machine_->save() == rows_[here_].snapshot));
            REQUIRE(history_->console().size() == rows_[here_].console);
            REQUIRE(history_->end() == rows_.back().moment);
        }
    }

    /// A run through a fresh machine that only expects the same input ends the same.
    void expected_again() {
        const auto machine = tests::busy_machine(config_);
        History again(*machine, {.spacing = 777, .bytes = 1U << 20, .snapshots = 5});
        again.expect(history_->inputs());
        again.run(rows_.back().moment.cycle);
        while (again.now() < rows_.back().moment) again.step();
        REQUIRE(again.now() == rows_.back().moment);
        REQUIRE((machine->save() == rows_.back().snapshot));
        again.seek(rows_[rows_.size() / 2].moment);
        REQUIRE((machine->save() == rows_[rows_.size() / 2].snapshot));
    }

private:
    unsigned pick(unsigned limit) { return static_cast<unsigned>(random_() % limit); }

    void note(bool crossed) {
        const cpu::CpuState& state = machine_->cpu().state();
        rows_.push_back({history_->now(), machine_->save(rows_.empty() ? nullptr : &rows_.back().snapshot), state.pc, state.waiting, crossed, false,
                         history_->console().size()});
    }
    void maybe_input() {
        while (pick(25) == 0) history_->type(std::string(1 + pick(3), static_cast<char>('a' + pick(26))));
        // Time passes for work done outside; more of it than until the timer's next, sometimes.
        if (pick(60) == 0) history_->declare(1 + pick(400));
        if (pick(60) == 0) {
            cpu::CpuState state = machine_->cpu().state();
            state.x[25] = pick(1000);
            history_->set_state(state);
        }
        if (rows_.size() > 600 && pick(200) == 0) history_->end_input();
    }
    /// A wait has moments in it where something comes. False where the wait is over before.
    bool first_time_in_wait() {
        const Moment start = history_->now();
        history_->run(start.cycle + 1 + pick(80));
        if (!machine_->cpu().state().waiting || history_->now().traps != start.traps) {
            // Too far. What is typed where the wait began makes all of that another future.
            history_->seek(start);
            history_->type("z");
            rows_.back().snapshot = machine_->save(&rows_.back().snapshot);
            return false;
        }
        history_->type("w");
        note(false);
        return true;
    }

    void move(unsigned kind) {
        switch (kind) {
            case 0:
                here_ = pick(static_cast<unsigned>(rows_.size()));
                history_->seek(rows_[here_].moment);
                return;
            case 1: {
                const Row& wanted = rows_[pick(static_cast<unsigned>(rows_.size()))];
                here_ = static_cast<std::size_t>(std::ranges::find_if(rows_, [&](const Row& row) { return row.moment.cycle >= wanted.moment.cycle; }) - rows_.begin());
                history_->seek(wanted.moment.cycle);
                // At the very end of a wait there is a moment in which nothing has been done about it.
                if (here_ != 0 && rows_[here_ - 1].waiting && history_->now() < rows_[here_].moment) history_->step();
                return;
            }
            case 2:
                if (here_ + 1 == rows_.size()) return;
                ++here_;
                history_->step();
                return;
            case 3:
                CHECK(history_->step_back() == (here_ != 0));
                if (here_ != 0) --here_;
                return;
            case 4: return search_back([](const Row& row) { return row.crossed; }, [&] { return history_->back_to_crossing(); });
            case 5: {
                const std::uint32_t pc = rows_[pick(static_cast<unsigned>(rows_.size()))].pc;
                return search_back([&](const Row& row) { return row.pc == pc; },
                                   [&] { return history_->back_to([&](const Machine& machine) { return machine.cpu().state().pc == pc; }); });
            }
            case 6: {
                const std::uint32_t pc = rows_[pick(static_cast<unsigned>(rows_.size()))].pc;
                machine_->cpu().set_breakpoints({pc});
                search_back([&](const Row& row) { return row.pc == pc && row.executes; }, [&] { return history_->back_to_breakpoint(); });
                // Forward to the next one, or to the end.
                std::size_t next = here_ + 1;
                while (next < rows_.size() && !(rows_[next].pc == pc && rows_[next].executes)) ++next;
                if (next < rows_.size() && rows_[next].moment.cycle < rows_.back().moment.cycle) {
                    CHECK(history_->run(rows_.back().moment.cycle) == cpu::Stop::kBreakpoint);
                    here_ = next;
                }
                machine_->cpu().set_breakpoints({});
                return;
            }
            case 7: {
                std::size_t next = here_ + 1;
                while (next < rows_.size() && !rows_[next].crossed) ++next;
                if (next >= rows_.size()) return;
                CHECK(history_->run_to_crossing(rows_[next].moment.cycle + 1) == cpu::Stop::kCrossed);
                here_ = next;
                return;
            }
            default: {
                const Cycles last = rows_.back().moment.cycle;
                const Cycles from = random_() % (last + 1), to = from + random_() % 500;
                std::vector<cpu::Event> wanted;
                for (const cpu::Event& event : events_)
                    if (event.cycle > from && event.cycle <= to) wanted.push_back(event);
                CHECK((history_->events(from, to, 100000) == wanted));
                return;
            }
        }
    }
    template <class Wanted, class Search>
    void search_back(Wanted wanted, Search search) {
        std::size_t found = here_;
        while (found > 0 && !wanted(rows_[found - 1])) --found;
        CHECK(search() == (found > 0));
        if (found > 0) here_ = found - 1;
    }

    std::mt19937 random_;
    MachineConfig config_;
    HistoryLimits limits_;
    std::unique_ptr<Machine> machine_;
    std::unique_ptr<History> history_;
    std::vector<Row> rows_;
    std::vector<cpu::Event> events_;
    std::size_t here_ = 0;
};

}  // namespace

TEST_CASE("wherever one moves to in a run, and by whatever way, is what was there the first time") {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        INFO("seed " << seed);
        Model model(seed);
        model.first_time();
        model.random_moves();
        model.expected_again();
    }
}

TEST_CASE("a hand that changes registers changes the run alike, whether code is forgotten with it or stays known") {
    for (unsigned seed = 0; seed < 8; ++seed) {
        INFO("seed " << seed);
        MachineConfig config;
        config.ram_bytes = 2U << 20;
        const auto forgets = tests::busy_machine(config), keeps = tests::busy_machine(config);
        std::mt19937 random(seed);
        for (int i = 0; i < 400; ++i) {
            const Cycles until = forgets->cpu().cycle() + random() % 300;
            REQUIRE(forgets->run(until) == keeps->run(until));
            cpu::CpuState state = forgets->cpu().state();
            state.x[25] = static_cast<std::uint32_t>(random());
            // Now and then another way through the code: the loop once more, or the handler's ring changed for the interrupted one.
            if (random() % 8 == 0) state.bank[0].epc = state.pc;
            if (random() % 8 == 0) state.bank[0].status ^= spec::kStatusPie;
            forgets->cpu().set_state(state);
            keeps->cpu().set_registers(state);
        }
        REQUIRE((forgets->save() == keeps->save()));
    }
}
