// Runs a program on a model of the CPU in every way there is: instruction by instruction, in one run and in short ones (so that a model that
// decodes ahead has to stop within what it decoded), each without paging and with an identity map, on a machine with time and on one without.
// All must give what the program says; and step by step, in one run and in short ones, the machine must come to the same state, counters,
// caches and cycle.
// Not here: the programs. A further model is one more type in `Models`.
#pragma once

#include <cstring>
#include <tuple>

#include "isa/cpu/engine/cpu.hpp"
#include "isa/cpu/reference/reference.hpp"
#include "tests/conformance/program.hpp"
#include "tests/unit/catch.hpp"

namespace anel::tests::conformance {

using Models = std::tuple<cpu::Cpu, cpu::Reference>;

enum class Pace : std::uint8_t { kSteps, kOneRun, kShortRuns };
struct Kind {
    bool paged = false, timed = true;
};
inline constexpr Pace kPaces[] = {Pace::kSteps, Pace::kOneRun, Pace::kShortRuns};
inline constexpr Kind kKinds[] = {{false, true}, {true, true}, {false, false}, {true, false}};
inline std::string name_of(Kind kind, Pace pace) {
    const std::string text = pace == Pace::kSteps ? "step by step" : pace == Pace::kOneRun ? "in one run" : "in short runs";
    return text + (kind.paged ? ", paged" : ", without paging") + (kind.timed ? "" : ", without time");
}

/// No devices; whatever is written to a port switches the machine off.
class SwitchBus final : public cpu::DeviceBus {
public:
    std::uint32_t read_port(std::uint16_t, Cycles) override { return 0; }
    void write_port(std::uint16_t, std::uint32_t, Cycles) override { off_ = true; }
    Cycles next_due() const override { return cpu::kNever; }
    void run_due(Cycles) override {}
    std::uint32_t lines() const override { return 0; }
    bool powered_off() const override { return off_; }

private:
    bool off_ = false;
};

inline constexpr std::size_t kRamBytes = std::size_t{4} << 20;
inline constexpr Word kHandler = 0x00008000, kTop = 0x003fe000, kLower = 0x003ff000;

template <class Model>
class Machine {
public:
    explicit Machine(Kind kind) : ram_(kRamBytes), cpu_(timing(kind), cpu::Behaviours::of(spec::Policy::kStrict), ram_, bus_, 0) {
        put_handler();
        cpu::CpuState state;
        state.pc = kCode;
        state.bank[0].vector = kHandler;
        state.x[29] = kTrapLog;
        state.x[kResultAt] = kResults;
        if (kind.paged) {
            namespace pte = spec::pte;
            put(kTop, kLower | pte::kValid);
            for (Word page = 0; page < kRamBytes; page += 4096)
                put(kLower + page / 1024, page | pte::kValid | pte::kRead | pte::kWrite | pte::kExecute | pte::kAccessed | pte::kDirty);
            state.root = kTop | spec::kRootOn;
        }
        cpu_.set_state(state);
    }
    void load(const Program& program) {
        for (const auto& [address, word] : program.image()) put(address, word);
    }
    /// Until it is switched off; false where that does not happen.
    bool go(Pace pace) {
        constexpr Cycles kLimit = 100000000;
        if (pace == Pace::kOneRun) return cpu_.run(kLimit) == cpu::Stop::kPoweredOff;
        for (Cycles length = 1; cpu_.cycle() < kLimit; length = length % 29 + 1) {
            const cpu::Stop stop = pace == Pace::kSteps ? cpu_.step() : cpu_.run(cpu_.cycle() + length);
            if (stop != cpu::Stop::kCycleReached) return stop == cpu::Stop::kPoweredOff;
        }
        return false;
    }
    Word word(Word address) const {
        Word value = 0;
        std::memcpy(&value, &ram_[address], sizeof value);
        return value;
    }
    const Model& cpu() const { return cpu_; }

private:
    static cpu::TimingParams timing(Kind kind) {
        cpu::TimingParams timing;
        timing.timed = kind.timed;
        return timing;
    }
    void put(Word address, Word word) { std::memcpy(&ram_[address], &word, sizeof word); }
    /// Writes cause, value and pc to the list; switches off after an ecall, and else goes on where x30 says.
    void put_handler() {
        Program handler;
        handler.org(kHandler);
        handler.put(csr(InsnId::kCsrrs, 26, "cause0", 0));
        handler.put(csr(InsnId::kCsrrs, 27, "value0", 0));
        handler.put(csr(InsnId::kCsrrs, 28, "epc0", 0));
        for (unsigned i = 0; i < 3; ++i) handler.put(s_type(InsnId::kSw, 26 + i, 29, static_cast<int>(4 * i)));
        handler.put(addi(29, 29, 12));
        handler.put(addi(27, 0, 8));
        handler.put(b_type(InsnId::kBeq, 26, 27, 12));
        handler.put(csr(InsnId::kCsrrw, 0, "epc0", kResume));
        handler.put(plain(InsnId::kTret));
        handler.put(s_type(InsnId::kOut, 0, 0, 0));
        load(handler);
    }

    SwitchBus bus_;
    std::vector<std::uint8_t> ram_;
    Model cpu_;
};

/// Where there is no memory, the identity map has no page either.
inline Word in_pages(Word cause, bool paged) {
    using spec::TrapCause;
    if (!paged) return cause;
    switch (static_cast<TrapCause>(cause)) {
        case TrapCause::kFetchAccess: return static_cast<Word>(TrapCause::kFetchPage);
        case TrapCause::kLoadAccess: return static_cast<Word>(TrapCause::kLoadPage);
        case TrapCause::kStoreAccess: return static_cast<Word>(TrapCause::kStorePage);
        default: return cause;
    }
}

/// Compares quietly: a message for each number that is wrong, none for the thousands that are right.
template <class Model>
void compare(const Program& program, const Machine<Model>& machine, bool paged, const std::string& way) {
    const auto check = [&](Word found, Word wanted, const std::string& what) {
        if (found == wanted) return;
        INFO(std::hex << "found 0x" << found << ", wanted 0x" << wanted);
        FAIL_CHECK(way << ": " << what);
    };
    const auto& x = machine.cpu().state().x;
    check(x[0], 0, "x0");
    check(x[kResultAt], kResults + 4 * static_cast<Word>(program.results().size()), "end of the list of results");
    check(x[29], kTrapLog + 12 * static_cast<Word>(program.traps().size()), "end of the list of traps");
    Word at = kResults;
    for (const Wanted& result : program.results()) {
        check(machine.word(at), result.value, result.what);
        at += 4;
    }
    at = kTrapLog;
    for (const WantedTrap& trap : program.traps()) {
        check(machine.word(at), in_pages(trap.cause, paged), trap.what + ": cause");
        check(machine.word(at + 4), trap.value, trap.what + ": value");
        check(machine.word(at + 8), trap.pc, trap.what + ": pc");
        at += 12;
    }
    for (const WantedMemory& memory : program.memory()) check(machine.word(memory.address), memory.value, memory.what);
}

template <class Model>
void verify(const Program& program) {
    REQUIRE(program.results().size() * 4 <= kTrapLog - kResults);
    REQUIRE(program.traps().size() * 12 <= kData - kTrapLog);
    Cycles without_time[2] = {};
    for (const Kind kind : kKinds) {
        Machine<Model> stepped(kind);
        for (const Pace pace : kPaces) {
            Machine<Model> other(kind);
            Machine<Model>& machine = pace == Pace::kSteps ? stepped : other;
            machine.load(program);
            const std::string way = name_of(kind, pace);
            INFO(way);
            REQUIRE(machine.go(pace));
            compare(program, machine, kind.paged, way);
            CHECK(machine.cpu().cycle() == stepped.cpu().cycle());
            CHECK((machine.cpu().state() == stepped.cpu().state()));
            CHECK((machine.cpu().counters() == stepped.cpu().counters()));
            CHECK((machine.cpu().time_state() == stepped.cpu().time_state()));
        }
        if (!kind.timed) without_time[kind.paged ? 1 : 0] = stepped.cpu().cycle();
    }
    CHECK(without_time[0] == without_time[1]);
}

}  // namespace anel::tests::conformance
