// A function that changes page tables has the TLB forget what it knew of them, and so it is again when one has stepped back.
#include "isa/spec/platform.hpp"
#include "tests/unit/labs_runtime/machine_bench.hpp"

namespace anel::labs {

namespace {

namespace pte = spec::pte;

constexpr std::uint32_t kRoot = 0x10000, kCodeTable = 0x11000, kTable = 0x12000, kFirst = 0x20000, kSecond = 0x21000, kPage = 0x400000;
constexpr std::uint32_t kOpen = pte::kValid | pte::kRead | pte::kExecute | pte::kRing;

void put(LabMachine& machine, std::uint32_t at, std::uint32_t word) {
    const std::uint8_t bytes[] = {static_cast<std::uint8_t>(word), static_cast<std::uint8_t>(word >> 8), static_cast<std::uint8_t>(word >> 16), static_cast<std::uint8_t>(word >> 24)};
    REQUIRE(machine.write_memory(at, bytes));
}

}  // namespace

TEST_CASE("a hook changes an entry: it counts at once where the TLB was told to forget, and comes again so behind a step back") {
    for (const bool tells : {false, true}) {
        const auto machine = tests::machine_with("li t0, 0x400000\nlw a0, 0(t0)\necall\nlw a1, 0(t0)\nebreak\n", Ring::k1);
        put(*machine, kRoot, kCodeTable | pte::kValid);
        put(*machine, kRoot + 4, kTable | pte::kValid);
        put(*machine, kCodeTable + 0x100 * 4, 0x100000 | kOpen);
        put(*machine, kTable, kFirst | kOpen);
        put(*machine, kFirst, 111);
        put(*machine, kSecond, 222);
        cpu::CpuState state = machine->state();
        state.root = kRoot | spec::kRootOn;
        machine->set_state(state);
        machine->add_hook({tests::causes({"ecall"}), [tells](LabMachine& on, const TrapInfo&) {
                               put(on, kTable, kSecond | kOpen);
                               if (tells) on.flush_tlb({.guests = false, .address = kPage, .space = {}});
                               HookAnswer answer;
                               answer.action = HookAnswer::Action::kEmulate;
                               return std::optional(answer);
                           }});
        RunUntil until;
        until.trap = tests::causes({"breakpoint"});
        until.limit = 1000;
        const auto check = [&] {
            REQUIRE(machine->run(until) == Ending::kTrap);
            CHECK(machine->state().x[10] == 111);
            CHECK(machine->state().x[11] == (tells ? 222U : 111U));
        };
        check();
        for (int i = 0; i < 4; ++i) REQUIRE(machine->back());
        CHECK(machine->state().x[11] == 0);
        check();
        CHECK(machine->hook_count() == 1);
    }
}

}  // namespace anel::labs
