// The event stream tells the whole story of time: read as spans, it gives the ledger again, of every VM, ring and activity.
// Not here: that both models record the same events (random_test.cpp).
#include "isa/machine/spans.hpp"
#include "tests/differential/compare.hpp"
#include "tests/differential/generate.hpp"
#include "tests/differential/models.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::differential;

namespace {

bool gives_the_ledger(const Scenario& scenario, std::uint64_t& marks) {
    Rig<Engine> rig(scenario);
    rig.cpu.watch(1U << 16);
    machine::SpanReader reader(scenario.state);
    cpu::Ledger ledger;
    const auto book = [&ledger](const machine::Span& span) { ledger.book(span.vm, span.ring, span.activity, span.end - span.begin); };
    Cycles until = 0;
    for (const Quantum& quantum : scenario.quanta) {
        until += quantum.cycles;
        const cpu::Stop stop = run_in_parts(rig.cpu, until, quantum.parts);
        for (const cpu::Event& event : rig.cpu.events().events()) {
            book(reader.before(event));
            if (cpu::is_crossing(event.kind)) book(machine::SpanReader::of_crossing(event));
            else ++marks;
        }
        rig.cpu.events().clear();
        book(reader.until(rig.cpu.cycle()));
        if (rig.cpu.events().lost() != 0 || !(ledger == rig.cpu.ledger())) return false;
        if (stop != cpu::Stop::kCycleReached) break;
    }
    return true;
}

}  // namespace

TEST_CASE("over random programs the events' spans sum to the ledger, cell by cell") {
    std::uint64_t marks = 0;
    for (std::uint64_t seed = 1; seed <= 700; ++seed) {
        INFO("seed " << seed);
        REQUIRE(gives_the_ledger(scenario_of_seed(seed), marks));
    }
    CHECK(marks > 1000);
}
