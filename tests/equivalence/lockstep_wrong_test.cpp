// A lockstep finds what is wrong where it goes wrong: the leading machine, or its monitor's memory, is changed by hand in the middle of a run, as a
// wrong monitor would change it, and the difference is told with the very instruction.
#include <algorithm>
#include <cstring>
#include <functional>

#include "isa/cpu/decode.hpp"
#include "isa/spec/control_block.hpp"
#include "isa/spec/platform.hpp"
#include "monitor/control/debug_setup.hpp"
#include "tests/equivalence/lockstep_bench.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::tests;
using control::lockstep::Verdict;
using Hands = LockstepBench::Hands;

namespace {

constexpr std::uint64_t kSomeMoves = 210'000;  ///< Anelix is up, and its first program runs

/// Goes on until `moves` have been made and `there` holds; everything agrees on the way.
void go(Hands& hands, std::uint64_t moves, const std::function<bool()>& there = [] { return true; }) {
    while (hands.pair->moves() < moves || !there())
        if (hands.pair->advance() != Verdict::kAgree) FAIL("they differ before anything was changed");
}

Verdict go_on(Hands& hands, std::uint64_t moves) {
    Verdict verdict = Verdict::kAgree;
    for (std::uint64_t i = 0; i < moves && verdict == Verdict::kAgree; ++i) verdict = hands.pair->advance();
    return verdict;
}

std::vector<std::string> what_differs(const Hands& hands) {
    std::vector<std::string> names;
    for (const auto& difference : hands.pair->differences()) names.push_back(difference.what);
    return names;
}

void put(Hands& hands, std::uint32_t physical, std::uint32_t word) {
    REQUIRE(hands.leader->machine().write_memory({physical}, {reinterpret_cast<const std::uint8_t*>(&word), sizeof word}));
}

}  // namespace

TEST_CASE("a register that a monitor restores wrongly is found at the next instruction") {
    const std::string mode = GENERATE(as<std::string>{}, "native", "full-trap", "assist-nested");
    const LockstepBench bench(mode, "run=echo booted");
    Hands hands = bench.join();
    go(hands, kSomeMoves);
    cpu::CpuState state = hands.leader->machine().cpu().state();
    state.x[4] ^= 4;  // tp, which nobody here uses
    hands.leader->machine().cpu().set_state(state);
    const std::uint64_t before = hands.pair->counts().instructions;
    REQUIRE(go_on(hands, 10) == Verdict::kDiffer);
    CHECK(what_differs(hands) == std::vector<std::string>{"tp"});
    CHECK(hands.pair->counts().instructions - before <= 2);
}

TEST_CASE("what is wrong in the virtual CPU's trap bank is found at the next instruction") {
    const LockstepBench bench("full-trap", "run=echo booted");
    Hands hands = bench.join();
    go(hands, kSomeMoves);
    const auto vcpu = control::monitor_state_at(bench.request().run.config, bench.monitor());
    REQUIRE(vcpu);
    struct Row {
        std::uint32_t offset;
        std::string name;
    };
    const Row row = GENERATE(values<Row>({{spec::block::kBank0 + 0, "vector0"}, {spec::block::kBank0 + 20, "scratch0"}, {spec::block::kBank0 + 28, "imask0"},
                                          {spec::block::kBank1 + 4, "epc1"}, {spec::block::kBank2 + 8, "cause2"}, {spec::block::kRoot, "root"}, {spec::block::kGrant, "grant"}}));
    put(hands, *vcpu + row.offset, hands.leader->guest().word(*vcpu + row.offset) ^ 0x100U);
    REQUIRE(go_on(hands, 3) == Verdict::kDiffer);
    CHECK(what_differs(hands) == std::vector<std::string>{row.name});
}

TEST_CASE("guest memory that changes behind the guest's back is found when all of memory is compared, to the word") {
    const LockstepBench bench("assist-nested", "run=echo booted");
    Hands hands = bench.join();
    go(hands, kSomeMoves);
    REQUIRE(hands.pair->compare_memory());
    const std::uint32_t last_word = bench.request().run.config.ram_bytes - 4;
    put(hands, last_word, 1);
    CHECK(go_on(hands, 100) == Verdict::kAgree);
    CHECK_FALSE(hands.pair->compare_memory());
    CHECK(hands.pair->suspects() == std::vector<std::uint32_t>{last_word});
    hands.pair->watch({last_word});
    REQUIRE(go_on(hands, 3) == Verdict::kDiffer);
    CHECK(what_differs(hands) == std::vector<std::string>{"memory 0x00fffffc"});
}

TEST_CASE("a store that goes elsewhere is found at the store") {
    const LockstepBench bench("native", "run=echo booted");
    Hands hands = bench.join();
    const auto stores = [&hands] { return (hands.leader->guest().word(hands.follower->physical(hands.follower->cpu().pc).value_or(0)) & 0x707fU) == 0x2023U; };
    go(hands, kSomeMoves, stores);
    // The bare machine that leads, too, is changed: it stores what the other one does not.
    const std::uint32_t word = hands.follower->next_word();
    const unsigned source = word >> 20 & 31U;
    REQUIRE(source != 0);
    const std::uint32_t right = hands.follower->cpu().x[source];
    hands.follower->force(source, right + 1);
    REQUIRE(hands.pair->advance() == Verdict::kDiffer);
    const auto names = what_differs(hands);
    CHECK(std::ranges::any_of(names, [](const std::string& name) { return name.starts_with("memory 0x"); }));
}

TEST_CASE("a port that is given something else is found at the `out`, whatever the port") {
    struct Row {
        std::uint32_t port;
        std::uint32_t change;
        std::string what;
    };
    // Of the timer nobody knows in which of the monitor's cycles it was armed.
    const Row row = GENERATE(values<Row>({{spec::kPortTimer, 0x10000, "timer"}, {spec::kPortConsoleData, 1, "console"}, {spec::kPortConsoleIrq, 1, "console's interrupt"}}));
    const LockstepBench bench("full-trap", "run=sh");
    Hands hands = bench.join();
    const auto writes_port = [&] {
        const cpu::DecodedOp op = cpu::decode(hands.follower->next_word());
        return op.id == spec::InsnId::kOut && ((hands.follower->cpu().x[op.rs1] + op.imm) & 0xffffU) == row.port;
    };
    go(hands, 0, writes_port);
    const unsigned source = cpu::decode(hands.follower->next_word()).rs2;
    hands.follower->force(source, hands.follower->cpu().x[source] ^ row.change);
    REQUIRE(hands.pair->advance() == Verdict::kDiffer);
    const auto names = what_differs(hands);
    INFO(names.back());
    CHECK(std::ranges::find(names, row.what) != names.end());
}

TEST_CASE("a disk that is not the same is found when it is read, and at the end") {
    const LockstepBench bench(GENERATE(as<std::string>{}, "full-trap", "assist-nested"), "run=echo booted");
    Hands hands = bench.join();
    std::vector<std::uint8_t> content = hands.leader->machine().devices().disk().content();
    SECTION("the first sector, which Anelix reads at boot") {
        content[7] ^= 1U;
        hands.leader->machine().devices().insert_disk(content);
        REQUIRE(go_on(hands, 1'000'000) == Verdict::kDiffer);
        CHECK(what_differs(hands).front().starts_with("memory 0x"));
        CHECK(hands.pair->counts().transfers == 1);
    }
    SECTION("the last one, which nobody reads") {
        content.back() ^= 1U;
        hands.leader->machine().devices().insert_disk(content);
        REQUIRE(go_on(hands, 1'000'000) == Verdict::kDiffer);
        CHECK(what_differs(hands) == std::vector<std::string>{"disk"});
        CHECK(hands.leader->machine().devices().state().exit_code == 0);
    }
}

TEST_CASE("a monitor that answers a trap with nothing, for ever, is found to get nowhere") {
    const LockstepBench bench("full-trap", "run=echo booted");
    Hands hands = bench.join();
    go(hands, kSomeMoves);
    // The trap entry calls handle_trap by an auipc and a jump; in their place nothing is done.
    constexpr std::uint32_t kAuipcRa = 0x97, kNop = 0x13;
    const auto entry = std::ranges::find(bench.monitor().symbols, "trap_entry", &machine::ElfSymbol::name);
    REQUIRE(entry != bench.monitor().symbols.end());
    std::uint32_t at = bench.request().run.config.ram_bytes + entry->value;
    while ((hands.leader->guest().word(at) & 0xfffU) != kAuipcRa) at += 4;
    put(hands, at, kNop);
    put(hands, at + 4, kNop);
    REQUIRE(go_on(hands, 100'000) == Verdict::kDiffer);
    CHECK(what_differs(hands) == std::vector<std::string>{"progress"});
}

TEST_CASE("the bare machine takes an interrupt where its own rules say so, and not elsewhere") {
    const LockstepBench bench("full-trap", "run=echo booted");
    Hands hands = bench.join();
    const auto vcpu = control::monitor_state_at(bench.request().run.config, bench.monitor());
    REQUIRE(vcpu);
    const auto in_program = [&hands] { return hands.follower->cpu().ring == Ring::k3; };
    go(hands, kSomeMoves, in_program);
    SECTION("a line that is up and that the monitor does not see is one that the bare machine takes") {
        put(hands, *vcpu + spec::kBlockBytes + 4, 1U << spec::kLineTimer);
        REQUIRE(go_on(hands, 5) == Verdict::kDiffer);
        CHECK(what_differs(hands).front() == "pc");
        REQUIRE(hands.pair->remarks().size() == 1);
        CHECK(hands.pair->remarks().front().find("a line is up that the guest listens to (timer)") != std::string::npos);
    }
    SECTION("the bare machine refuses one without a line") {
        CHECK_FALSE(hands.follower->interrupt(spec::kLineTimer, 0));
    }
    SECTION("and takes one with it, and not another one") {
        CHECK_FALSE(hands.follower->interrupt(spec::kLineDisk, 1U << spec::kLineTimer));
        CHECK(hands.follower->cpu().bank[0].cause == (spec::kInterruptBit | spec::kLineTimer));
    }
}
