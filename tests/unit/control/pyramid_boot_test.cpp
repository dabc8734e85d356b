// The pyramid fed with a whole run's events: its totals are the ledger and the events, in every mode.
// Not here: bins and levels (tests/unit/machine/pyramid_test.cpp).
#include "isa/machine/pyramid.hpp"
#include "monitor/control/modes.hpp"
#include "monitor/control/run.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using namespace anel::control;
using machine::Pyramid;
using machine::Series;

TEST_CASE("from a run's events alone the pyramid knows every cycle as the ledger does, and every crossing once") {
    const auto kernel = load_kernel(tests::bundled_file("anelix.elf").string());
    const auto monitor = load_monitor(tests::bundled_file("monitor.elf").string());
    REQUIRE(kernel);
    REQUIRE(monitor);
    for (const Mode mode : built_modes()) {
        INFO(name_of(mode));
        Pyramid pyramid;
        std::uint64_t events = 0, crossings = 0;
        RunRequest request;
        request.mode = mode;
        request.kernel = &*kernel;
        request.monitor = &*monitor;
        request.cmdline = "run=hello";
        request.on_event = [&](const cpu::Event& event) {
            pyramid.add({&event, 1});
            ++events;
            crossings += cpu::is_crossing(event.kind) ? 1 : 0;
        };
        const auto result = run(request);
        REQUIRE(result);
        REQUIRE(result->lost_events == 0);
        pyramid.advance(result->cycles);
        cpu::Ledger ledger;
        std::uint64_t counted = 0;
        for (const auto& [series, amount] : pyramid.totals()) {
            if (series.what == Series::What::kCycles) ledger.book(series.vm, series.ring, static_cast<spec::Activity>(series.number), amount);
            else if (series.what == Series::What::kCrossings) counted += amount;
            else FAIL("a run has fewer series than there is room for");
        }
        CHECK((ledger == result->ledger));
        CHECK(counted == crossings);
        CHECK(crossings > 20);
        CHECK(events > crossings);
        // And so does its highest level.
        const Pyramid::Window all = pyramid.level(pyramid.level_count() - 1);
        for (const auto& [series, amount] : pyramid.totals()) {
            std::uint64_t sum = 0;
            for (const std::uint64_t count : all.series.at(series)) sum += count;
            CHECK(sum == amount);
        }
        CHECK(pyramid.bytes() < 16U << 20);
    }
}
