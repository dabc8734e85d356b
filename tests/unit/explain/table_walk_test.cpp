// Who is let in by page tables, and who is not: as the hardware decides, through random tables.
// Not here: tables made by hand, and the sentences about them (memory_cases.cpp).
#include "isa/explain/table_walk.hpp"

#include <random>

#include "isa/spec/platform.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/random_tables.hpp"

using namespace anel;
using explain::Obstacle;

namespace {

struct Kind {
    explain::Access asked;
    cpu::Access done;
};
constexpr Kind kKinds[] = {{explain::Access::kLoad, cpu::Access::kRead}, {explain::Access::kStore, cpu::Access::kWrite}, {explain::Access::kFetch, cpu::Access::kFetch}};

}  // namespace

TEST_CASE("an access gets through exactly where the hardware lets it, and to the same place, for every ring and right") {
    std::mt19937 generator(20262);
    // What A and D would be written for, the nested tables must allow too; with both set nothing is written.
    constexpr std::uint32_t kMarked = spec::pte::kAccessed | spec::pte::kDirty;
    unsigned through = 0, through_nested = 0, refused_on_the_way = 0;
    for (int round = 0; round < 6000; ++round) {
        const bool nested = round % 2 != 0;
        const RandomTables random(generator, nested, kMarked);
        const Kind& kind = kKinds[round / 2 % 3];
        const Ring ring = ring_from(static_cast<unsigned>(round) / 6 % 4);
        const cpu::Translation real = random.by_hardware(kind.done, ring);
        const explain::TableWalk own = explain::walk(random.bytes, random.tables, random.address, kind.asked, ring);
        const auto whole = [&] {
            if (own.obstacle != Obstacle::kNone || !nested) return own;
            return explain::walk_nested(random.bytes, random.tables, own.address, kind.asked);
        }();
        INFO("round " << round);
        REQUIRE((whole.obstacle == Obstacle::kNone) == !real.fault);
        // The way to an entry is the nested tables' matter, and what an entry says its own tables'.
        if (real.nested_fault) CHECK((own.obstacle == Obstacle::kNested) == real.nested_fault->on_the_way);
        if (real.fault) {
            refused_on_the_way += own.obstacle == Obstacle::kNested ? 1 : 0;
            continue;
        }
        CHECK(whole.address == real.physical);
        through += 1;
        through_nested += nested ? 1 : 0;
    }
    CHECK(through > 300);
    CHECK(through_nested > 20);
    CHECK(refused_on_the_way > 300);
}
