// Runs of a machine for labs: why they come back, what is remembered of them, and how causes are called.
#include "isa/spec/causes.hpp"
#include "tests/unit/labs_runtime/machine_bench.hpp"

namespace anel::labs {

using tests::causes;
using tests::machine_with;
using tests::Seen;
using tests::trap_of;
using Action = HookAnswer::Action;

TEST_CASE("where more has come from outside than is remembered, the past is forgotten and nothing else") {
    const auto run_with = [](std::size_t inputs) {
        auto machine = machine_with("li t0, 500\nloop: csrrw a0, scratch0, t0\nout a0, 0x00(x0)\nadd a1, a1, a0\naddi t0, t0, -1\nbnez t0, loop\nebreak\n", Ring::k1, "timing: exact\n", {.inputs = inputs});
        const auto emulator = std::make_shared<tests::Emulator>();
        machine->add_hook({causes({"privileged"}), [emulator](LabMachine& m, const TrapInfo& trap) {
            if (cpu::decode(*trap.word).id != spec::InsnId::kOut) return (*emulator)(m, trap);
            m.type("x");
            HookAnswer answer;
            answer.action = Action::kEmulate;
            return std::optional(answer);
        }});
        machine->run(trap_of("breakpoint"));
        return machine;
    };
    const auto all = run_with(1'000'000);
    const auto few = run_with(37);
    CHECK(Seen(*few) == Seen(*all));
    CHECK(few->hook_count() == 1000);
    CHECK(few->explain(explain::Language::kEnglish) == all->explain(explain::Language::kEnglish));
    int gone = 0;
    while (few->back()) {
        REQUIRE(all->back());
        REQUIRE(Seen(*few) == Seen(*all));
        ++gone;
    }
    CHECK(gone > 5);
    CHECK(gone < 500);
    CHECK_FALSE(few->explain(explain::Language::kEnglish).empty());
    CHECK(few->explain(explain::Language::kEnglish) == all->explain(explain::Language::kEnglish));
}

TEST_CASE("the last trap is explained though there was no room to keep it, behind a restored snapshot, too") {
    const auto machine = machine_with("ecall\nnop\nebreak\nnop\n.word 0\nlw a0, 1(x0)\n", Ring::k1, "", {.events = 2});
    machine->add_hook({causes({"any"}), [](LabMachine&, const TrapInfo&) {
        HookAnswer answer;
        answer.action = Action::kEmulate;
        return std::optional(answer);
    }});
    const auto next = [&](const char* cause) {
        REQUIRE(machine->run(trap_of(cause)) == Ending::kTrap);
        return machine->explain(explain::Language::kEnglish);
    };
    const auto holds = [](const std::string& text, const char* part) { return text.find(part) != std::string::npos; };
    CHECK(holds(next("ecall"), "ecall"));
    CHECK(holds(next("breakpoint"), "ebreak"));
    CHECK(machine->events_lost() == 0);
    CHECK(holds(next("illegal"), "no instruction"));
    CHECK(machine->events_lost() == 1);
    const LabSnapshot snapshot = machine->snapshot();
    CHECK(holds(next("load-misaligned"), "multiple of 4"));
    REQUIRE(machine->back());
    // Which was the last one there, nobody knows any more.
    CHECK(machine->explain(explain::Language::kEnglish).empty());
    machine->restore(snapshot);
    CHECK(machine->events_lost() == 1);
    CHECK(holds(machine->explain(explain::Language::kEnglish), "no instruction"));
    CHECK(holds(next("load-misaligned"), "multiple of 4"));
}

TEST_CASE("causes by name, and the nearest one to a name that is none") {
    CHECK(*find_cause("privileged") == 10);
    CHECK(*find_cause("irq3") == (spec::kInterruptBit | 3));
    CHECK(*find_cause("nested-fault") == 16);
    CHECK(*find_cause("10") == 10);
    for (std::uint32_t cause = 0; cause < 24; ++cause) CHECK(*find_cause(cause_text(cause, true)) == cause);
    CHECK(find_cause("priviledged").error().message.find("did you mean 'privileged'") != std::string::npos);
    CHECK_FALSE(find_cause("irq16"));
    CHECK_FALSE(find_cause("any"));
}

TEST_CASE("a run stops where it was told to, for the reason that came first") {
    const std::string text = "li t0, 5\nloop: addi t0, t0, -1\nhere: bnez t0, loop\necall\nli a0, 3\nout a0, 0xf0(x0)\n";
    const auto program = assembled_value(text, "guest.s");
    const std::uint32_t here = (*program)["symbols"]["here"].get<std::uint32_t>();
    const auto machine = machine_with(text);
    cpu::CpuState state = machine->state();
    state.bank[0].vector = here + 8;  // the trap goes on behind the ecall
    machine->set_state(state);
    RunUntil at;
    at.address = here;
    for (unsigned left = 4; left < 5; --left) {
        CHECK(machine->run(at) == Ending::kAddress);
        CHECK(machine->state().pc == here);
        CHECK(machine->state().x[5] == left);
    }
    machine->seek(0);
    RunUntil when;
    when.when = [](LabMachine& m) { return std::optional(m.state().x[5] == 2); };
    CHECK(machine->run(when) == Ending::kWhen);
    CHECK(machine->state().x[5] == 2);
    // The address in the first instruction behind a trap.
    RunUntil behind;
    behind.address = here + 8;
    CHECK(machine->run(behind) == Ending::kAddress);
    CHECK(machine->events().size() == 1);
    RunUntil cycles;
    cycles.cycle = machine->cycle();
    CHECK(machine->run(cycles) == Ending::kCycle);
    CHECK(machine->run({}) == Ending::kOff);
    CHECK(machine->run({}) == Ending::kOff);
    CHECK(events_value(machine->events())[0]["cause"] == "ecall");
}

}  // namespace anel::labs
