// A fixed piece of work for the engine, so that its host instructions can be counted: a program of `anel bench`, timed and paged, from
// cycle kFrom to cycle kTo. Under callgrind only that piece is counted; making the machine, loading it and the program's first steps are not.
// Prints how many instructions were simulated in it. Not here: counting and judging (count_instructions).
// Usage: guarded_work SUPERVISOR PROGRAM
#include <fmt/format.h>
#include <valgrind/callgrind.h>

#include "isa/machine/machine.hpp"
#include "monitor/control/bench_run.hpp"

namespace {

using namespace anel;

// The first of these: behind the set-up of every short program. The last: before the end of any.
constexpr Cycles kFrom = 300000, kTo = 700000;

int fail(const std::string& why) {
    fmt::print(stderr, "guarded_work: {}\n", why);
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return fail("usage: guarded_work SUPERVISOR PROGRAM");
    const auto supervisor = control::load_kernel(argv[1]);
    if (!supervisor) return fail(supervisor.error().message);
    const auto program = control::load_kernel(argv[2]);
    if (!program) return fail(program.error().message);
    const machine::MachineConfig config;
    machine::Machine machine(config, config.ram_bytes);
    if (Status status = control::load_bench(machine, config, *supervisor, program->elf, true); !status) return fail(status.error().message);
    if (machine.run(kFrom) != cpu::Stop::kCycleReached) return fail("the program ended before what is to be counted");
    const std::uint64_t before = machine.cpu().counters().instructions;
    CALLGRIND_START_INSTRUMENTATION;
    const cpu::Stop stop = machine.run(kTo);
    CALLGRIND_STOP_INSTRUMENTATION;
    if (stop != cpu::Stop::kCycleReached) return fail("the program ended within what is to be counted");
    fmt::print("{}\n", machine.cpu().counters().instructions - before);
    return 0;
}
