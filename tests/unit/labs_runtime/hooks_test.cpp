// Trap hooks: what a function does in the hardware's place is as good as the hardware's, is booked as declared, and can be stepped back over.
#include <random>

#include "isa/spec/platform.hpp"
#include "tests/unit/labs_runtime/machine_bench.hpp"

namespace anel::labs {

using tests::causes;
using tests::machine_with;
using tests::Seen;
using tests::trap_of;
using Action = HookAnswer::Action;

namespace {

/// Straight code, some of it privileged, ended by ebreak.
std::string any_code(std::mt19937_64& random) {
    const auto pick = [&](std::uint64_t n) { return random() % n; };
    const char* const registers[] = {"t0", "t1", "t2", "a0", "a1", "s1"};
    const char* const csrs[] = {"vector0", "epc0", "cause0", "value0", "status0", "scratch0", "delegate0"};
    std::string text;
    for (const char* x : registers) text += std::string("li ") + x + ", " + std::to_string(static_cast<std::int32_t>(random())) + "\n";
    for (int i = 0; i < 40; ++i) {
        const std::string a = registers[pick(6)], b = registers[pick(6)], c = registers[pick(6)], csr = csrs[pick(7)];
        switch (pick(8)) {
            case 0: text += "add " + a + ", " + b + ", " + c + "\n"; break;
            case 1: text += "xori " + a + ", " + b + ", " + std::to_string(pick(2000)) + "\n"; break;
            case 2: text += "csrrw " + a + ", " + csr + ", " + b + "\n"; break;
            case 3: text += "csrrs " + a + ", " + csr + ", " + b + "\n"; break;
            case 4: text += "csrrc " + (pick(3) == 0 ? std::string("x0") : a) + ", " + csr + ", " + b + "\n"; break;
            case 5: text += "csrrwi " + a + ", " + csr + ", " + std::to_string(pick(32)) + "\n"; break;
            case 6: text += "csrrsi " + a + ", " + csr + ", " + std::to_string(pick(32)) + "\n"; break;
            default: text += "csrrci " + a + ", " + csr + ", " + std::to_string(pick(32)) + "\n"; break;
        }
    }
    return text + "end: ebreak\n";
}

}  // namespace

TEST_CASE("privileged instructions that a hook emulates leave the registers that the bare machine has") {
    std::mt19937_64 random(7);
    for (int round = 0; round < 60; ++round) {
        const std::string text = any_code(random);
        INFO(text);
        // Bank 0 is the guest's on the bare machine: its own ebreak must not be lost in a vector that the code has made up, so the run ends in front of it.
        const auto native = machine_with(text);
        const auto program = assembled_value(text, "guest.s");
        RunUntil end;
        end.address = (*program)["symbols"]["end"].get<std::uint32_t>();
        end.limit = 100'000;
        REQUIRE(native->run(end) == Ending::kAddress);

        const auto hooked = machine_with(text, Ring::k1);
        const auto emulator = std::make_shared<tests::Emulator>();
        hooked->add_hook({causes({"privileged"}, {Ring::k1}), [emulator](LabMachine& m, const TrapInfo& trap) { return (*emulator)(m, trap); }});
        REQUIRE(hooked->run(end) == Ending::kAddress);
        CHECK(hooked->state().x == native->state().x);
        CHECK(hooked->state().pc == native->state().pc);
        CHECK(hooked->state().ring == Ring::k1);
        CHECK(emulator->bank == native->state().bank[0]);
        CHECK(hooked->guest_instructions() == native->instructions());
        CHECK(hooked->hook_count() > 0);
    }
}

TEST_CASE("what hooks declare passes on the clock and is in the ledger, whose sum is the clock") {
    for (const std::string timing : {"timing: none\n", "timing: exact\n"}) {
        const auto machine = machine_with("li t0, 100\nloop: csrrw a0, scratch0, t0\naddi t0, t0, -1\nbnez t0, loop\nebreak\n", Ring::k1, timing);
        std::uint64_t declared = 0;
        machine->add_hook({causes({"privileged"}), [&](LabMachine&, const TrapInfo&) {
            HookAnswer answer;
            answer.action = Action::kEmulate;
            answer.cycles = 1 + static_cast<std::uint32_t>(declared % 37);
            declared += *answer.cycles;
            return std::optional(answer);
        }});
        CHECK(machine->run(trap_of("breakpoint")) == Ending::kTrap);
        const cpu::Ledger& ledger = machine->machine().cpu().ledger();
        CHECK(machine->hook_count() == 100);
        CHECK(ledger.of_activity(spec::Activity::kDeclared) == declared);
        CHECK(ledger.at(0, Ring::k0, spec::Activity::kDeclared) == declared);
        CHECK(ledger.total() == machine->cycle());
        CHECK(machine->declared());
        CHECK(ledger_value(ledger)["declared"] == declared);
    }
}

TEST_CASE("an answer that says no cycles costs one; one that passes and has changed nothing costs none") {
    const auto cycles_with = [](Action action, bool changes) {
        const auto machine = machine_with("csrr a0, scratch0\nebreak\n", Ring::k1);
        machine->add_hook({causes({"privileged"}), [=](LabMachine& m, const TrapInfo&) {
            if (changes) REQUIRE(m.write_memory(0x8000, std::array<std::uint8_t, 1>{1}));
            HookAnswer answer;
            answer.action = action;
            return std::optional(answer);
        }});
        machine->run(trap_of("privileged"));
        return machine->machine().cpu().ledger().of_activity(spec::Activity::kDeclared);
    };
    CHECK(cycles_with(Action::kEmulate, false) == 1);
    CHECK(cycles_with(Action::kRetry, false) == 1);
    CHECK(cycles_with(Action::kStop, false) == 1);
    CHECK(cycles_with(Action::kPass, false) == 0);
    CHECK(cycles_with(Action::kPass, true) == 1);
}

TEST_CASE("one steps back over hooks, and forward again, through the very same states, and no function is called a second time") {
    const auto machine = machine_with(
        "li s0, 0x8000\nli t0, 6\nloop: csrrw a0, scratch0, t0\nsw a0, 0(s0)\naddi s0, s0, 4\nei\naddi t0, t0, -1\nbnez t0, loop\nebreak\n", Ring::k1, "timing: exact\n", {.hook_records = 100});
    int calls = 0;
    const auto emulator = std::make_shared<tests::Emulator>();
    machine->add_hook({causes({"privileged"}), [&](LabMachine& m, const TrapInfo& trap) {
        ++calls;
        REQUIRE(m.write_memory(0x80f0, std::array<std::uint8_t, 1>{static_cast<std::uint8_t>(calls)}));
        return (*emulator)(m, trap);
    }});
    std::vector<Seen> seen{Seen(*machine)};
    while (machine->hook_count() < 12) {
        REQUIRE_FALSE(machine->step());
        seen.emplace_back(*machine);
    }
    CHECK(calls == 12);
    const Value records = hook_records_value(machine->hook_records());
    REQUIRE(records.size() == 12);
    for (std::size_t i = seen.size() - 1; i > 0; --i) {
        REQUIRE(machine->back());
        REQUIRE(Seen(*machine) == seen[i - 1]);
    }
    CHECK_FALSE(machine->back());
    for (std::size_t i = 1; i < seen.size(); ++i) {
        REQUIRE_FALSE(machine->step());
        REQUIRE(Seen(*machine) == seen[i]);
    }
    CHECK(calls == 12);
    CHECK(hook_records_value(machine->hook_records()) == records);
    // By a jump and a run, too.
    machine->seek(seen[seen.size() / 2].moment.cycle);
    RunUntil until;
    until.cycle = seen.back().moment.cycle;
    machine->run(until);
    CHECK(Seen(*machine) == seen.back());
    CHECK(calls == 12);
    // A new future asks anew.
    machine->seek(0);
    cpu::CpuState state = machine->state();
    state.x[5] = 1;
    machine->set_state(state);
    CHECK(machine->events().empty());
    CHECK(machine->hook_count() == 0);
    CHECK(machine->run(trap_of("privileged")) == Ending::kTrap);
    CHECK(calls == 13);
}

TEST_CASE("a trap that was hooked may be looked at again from anywhere later, and is explained as it was") {
    const auto machine = machine_with("csrr a0, scratch0\nnop\nnop\nebreak\n", Ring::k1);
    std::string in_hook;
    machine->add_hook({causes({"privileged"}), [&](LabMachine& m, const TrapInfo&) {
        in_hook = m.explain(explain::Language::kEnglish);
        cpu::CpuState state = m.state();
        state.grant = 2;
        m.set_state(state);
        HookAnswer answer;
        answer.action = Action::kEmulate;
        return std::optional(answer);
    }});
    CHECK(machine->explain(explain::Language::kEnglish).empty());
    machine->run(trap_of("privileged"));
    CHECK(in_hook.find("scratch0") != std::string::npos);
    CHECK(machine->explain(explain::Language::kEnglish) == in_hook);
    REQUIRE_FALSE(machine->step());
    REQUIRE_FALSE(machine->step());
    const Seen before(*machine);
    CHECK(machine->explain(explain::Language::kEnglish) == in_hook);
    CHECK(machine->explain(explain::Language::kPortuguese).find("anel") != std::string::npos);
    CHECK(Seen(*machine) == before);
}

TEST_CASE("retry executes the instruction again, redirect goes elsewhere, inject delivers as the hardware does, pass and stop do what they say") {
    const auto with = [](HookAnswer answer, std::uint32_t grant = 0) {
        const auto machine = machine_with("nop\ncsrr a0, scratch0\nnop\nebreak\n", Ring::k1);
        cpu::CpuState state = machine->state();
        state.grant = grant;
        state.bank[0].vector = 0x9000;
        state.bank[0].status = spec::kStatusIe;
        state.bank[1].vector = 0xa000;
        state.bank[1].status = spec::kStatusIe;
        machine->set_state(state);
        machine->add_hook({causes({"privileged", "illegal"}), [answer](LabMachine&, const TrapInfo&) { return std::optional(answer); }});
        RunUntil until = trap_of("privileged");
        until.trap = causes({"privileged", "illegal"});
        const Ending ending = machine->run(until);
        return std::pair{ending, machine->state()};
    };
    HookAnswer answer;
    answer.action = Action::kRetry;
    auto [ending, state] = with(answer);
    CHECK(ending == Ending::kTrap);
    CHECK(state.pc == spec::kKernelLoad + 4);
    CHECK(state.ring == Ring::k1);
    CHECK((state.bank[0].status & spec::kStatusIe) != 0);

    answer.action = Action::kRedirect;
    answer.pc = 0x4000;
    answer.ring = Ring::k3;
    std::tie(ending, state) = with(answer);
    CHECK(state.pc == 0x4000);
    CHECK(state.ring == Ring::k3);

    answer = {};
    answer.action = Action::kInject;
    answer.ring = Ring::k1;
    answer.cause = 2;
    answer.value = 77;
    std::tie(ending, state) = with(answer, spec::grant_bit(1));
    CHECK(ending == Ending::kTrap);
    CHECK(state.ring == Ring::k1);
    CHECK(state.pc == 0xa000);
    CHECK(state.bank[1] == cpu::Bank{.vector = 0xa000, .epc = spec::kKernelLoad + 4, .cause = 2, .value = 77, .status = spec::kStatusPie | 1U << spec::kStatusPringShift});
    CHECK((state.bank[0].status & spec::kStatusIe) != 0);

    std::tie(ending, state) = with({});
    CHECK(state.ring == Ring::k0);
    CHECK(state.pc == 0x9000);
    CHECK(state.bank[0].epc == spec::kKernelLoad + 4);

    answer = {};
    answer.action = Action::kStop;
    std::tie(ending, state) = with(answer);
    CHECK(ending == Ending::kStop);
}

TEST_CASE("an answer that cannot be done ends the run, and says why") {
    const auto wrong = [](HookAnswer answer, const std::string& part) {
        const auto machine = machine_with("csrr a0, scratch0\nebreak\n", Ring::k1);
        machine->add_hook({causes({"any"}), [answer](LabMachine&, const TrapInfo&) { return std::optional(answer); }});
        CHECK(machine->run(trap_of("breakpoint")) == Ending::kHookFailed);
        INFO(machine->hook_message());
        CHECK(machine->hook_message().find(part) != std::string::npos);
    };
    HookAnswer answer;
    answer.action = Action::kEmulate;
    answer.cycles = 0;
    wrong(answer, "at least 1");
    answer = {};
    answer.action = Action::kRedirect;
    wrong(answer, "{pc=, ring=}");
    answer.pc = 0x4002;
    answer.ring = Ring::k1;
    wrong(answer, "no multiple of 4");
    answer.pc = 0x4000;
    answer.ring = Ring::kMinus1;
    wrong(answer, "ring -1 is for exits");
    answer = {};
    answer.action = Action::kInject;
    wrong(answer, "{cause=, ring=}");
    answer.ring = Ring::k1;
    wrong(answer, "set bit 1 of cpu.grant first");
    answer.ring = Ring::k3;
    wrong(answer, "ring 3 has no bank");
}

TEST_CASE("interrupts come to hooks, and are gone on from") {
    const auto waiting = machine_with("loop: addi a0, a0, 1\nj loop\n", Ring::k1);
    cpu::CpuState state = waiting->state();
    state.bank[0].imask = 0xffff;
    state.bank[0].pending = 1U << 5;
    waiting->set_state(state);
    std::string told;
    waiting->add_hook({causes({"irq5"}), [&](LabMachine& m, const TrapInfo& trap) {
        told = trap_value(trap).dump();
        cpu::CpuState now = m.state();
        now.bank[0].pending = 0;
        m.set_state(now);
        HookAnswer answer;
        answer.action = Action::kRetry;
        return std::optional(answer);
    }});
    RunUntil until;
    until.limit = 100;
    CHECK(waiting->run(until) == Ending::kLimit);
    CHECK(waiting->hook_count() == 1);
    CHECK(waiting->state().ring == Ring::k1);
    CHECK(waiting->state().x[10] > 20);
    const Value trap = Value::parse(told);
    CHECK(trap["cause"] == "irq5");
    CHECK(trap["interrupt"] == true);
    CHECK(trap["line"] == 5);
    CHECK_FALSE(trap.contains("word"));
}

TEST_CASE("a snapshot comes back with everything that had happened, in a machine that has gone elsewhere since") {
    const auto machine = machine_with("li t0, 20\nloop: csrrw a0, scratch0, t0\nadd a1, a1, a0\naddi t0, t0, -1\nbnez t0, loop\nebreak\n", Ring::k1);
    tests::Emulator emulator;
    machine->add_hook({causes({"privileged"}), [&](LabMachine& m, const TrapInfo& trap) { return emulator(m, trap); }});
    RunUntil until;
    until.cycle = 100;
    machine->run(until);
    const LabSnapshot snapshot = machine->snapshot();
    const tests::Emulator remembered = emulator;
    const Seen then(*machine);
    machine->run(trap_of("breakpoint"));
    const Seen end(*machine);
    machine->restore(snapshot);
    CHECK(Seen(*machine) == then);
    CHECK_FALSE(machine->back());
    emulator = remembered;
    machine->run(trap_of("breakpoint"));
    CHECK(Seen(*machine) == end);
    CHECK(machine->hook_count() == 20);
}

}  // namespace anel::labs
