// `anel lockstep` as a person uses it: agreement, divergence, limits, JSON, and what is refused.
#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;
using nlohmann::json;

TEST_CASE("lockstep says how much agreed, and its JSON fits the schema, whichever of both modes is named first") {
    for (const char* const modes : {"native full-trap", "full-trap native"}) {
        const Outcome outcome = run_anel(std::string("lockstep ") + modes + " boot --json -");
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == 0);
        const json value = json::parse(outcome.out);
        REQUIRE(misfit(value, "lockstep.json") == "");
        REQUIRE(value.size() == 1);
        CHECK(value[0]["leader"] == "full-trap");
        CHECK(value[0]["ending"] == "ended");
        CHECK(value[0]["guest_exit"] == 0);
        CHECK(value[0]["instructions"] > 400000);
        CHECK(value[0]["divergence"].is_null());
    }
}

TEST_CASE("where neither mode is native, each is held against native") {
    const Outcome outcome = run_anel("lockstep full assist boot --json - --max-instructions 5000");
    CHECK(outcome.exit_code == 4);
    CHECK(outcome.err.find("Neither mode is native") != std::string::npos);
    const json value = json::parse(outcome.out);
    REQUIRE(misfit(value, "lockstep.json") == "");
    REQUIRE(value.size() == 2);
    CHECK(value[0]["leader"] == "full-translate");
    CHECK(value[1]["leader"] == "assist-nested");
    for (const json& one : value) CHECK(one["ending"] == "limit");
}

TEST_CASE("a divergence is named with its instruction and both states, tells why no monitor heard of it, and exits with 1") {
    const Outcome outcome = run_anel("lockstep native full-trap boot --policy popf");
    REQUIRE(outcome.exit_code == 1);
    for (const char* const part : {"DIVERGENCE at instruction ", "kernel:anelix::interrupts_on, ring 0\n   => 0x", "  ei\n", "   status0\n      full-trap  0x00000000 (interrupts off",
                                   "      native     0x00000001 (interrupts on", "in ring 1 this machine (policy popf) does not trap on `ei`: it ignores it",
                                   "The monitor was not asked", "The last trap before that:\n   trap ", "anel debug --mode full-trap --policy popf --append 'run=echo booted'"}) {
        INFO(part << "\n" << outcome.out);
        CHECK(outcome.out.find(part) != std::string::npos);
    }
    const Outcome in_portuguese = run_anel("lockstep native full-trap boot --policy legacy --lang pt-BR --quiet");
    CHECK(in_portuguese.exit_code == 1);
    CHECK(in_portuguese.err.empty());
    CHECK(in_portuguese.out.find("csrrs a0, ring, zero") != std::string::npos);
    CHECK(in_portuguese.out.find("executes it on the real machine's own state") != std::string::npos);
    CHECK(in_portuguese.out.find("por quê: ") != std::string::npos);
    const Outcome as_json = run_anel("lockstep native full-trap boot --policy legacy --json -");
    const json value = json::parse(as_json.out);
    REQUIRE(misfit(value, "lockstep.json") == "");
    CHECK(value[0]["divergence"]["at"]["text"] == "csrrs a0, ring, zero");
    CHECK(value[0]["divergence"]["monitor_came"] == false);
}

TEST_CASE("what a report suggests can be run: the debugger stands where they diverged") {
    const Outcome outcome = run_anel("lockstep native full-trap boot --policy popf --quiet");
    const std::string hint = "   anel ";
    const std::size_t begin = outcome.out.find(hint + "debug");
    REQUIRE(begin != std::string::npos);
    const std::string line = outcome.out.substr(begin + hint.size(), outcome.out.find('\n', begin) - begin - hint.size());
    const Outcome debugged = run_anel(line);
    INFO(line << "\n" << debugged.err);
    CHECK(debugged.exit_code == 0);
    CHECK(debugged.out.find("<kernel:anelix::interrupts_on>") != std::string::npos);
}

TEST_CASE("lockstep takes any command line with its input, and says nothing when it is to be quiet") {
    const Outcome outcome = run_anel("lockstep native assist --append '' --input 'hello\\n' --disk none --json -");
    REQUIRE(outcome.exit_code == 0);
    const json value = json::parse(outcome.out);
    REQUIRE(misfit(value, "lockstep.json") == "");
    CHECK(value[0]["workload"].is_null());
    CHECK(value[0]["forced"]["device_reads"] > 6);
    const Outcome quiet = run_anel("lockstep native full boot --translate all --quiet");
    CHECK(quiet.exit_code == 0);
    CHECK(quiet.out.empty());
    CHECK(quiet.err.empty());
    const Outcome limited = run_anel("lockstep native full-trap boot --max-cycles 900000");
    CHECK(limited.exit_code == 4);
    CHECK(limited.out.find("then a limit was reached (cycle 900,0") != std::string::npos);
    const Outcome no_guest = run_anel("lockstep native full-trap boot --max-cycles 1000");
    CHECK(no_guest.exit_code == 4);
}

TEST_CASE("lockstep refuses what cannot be held against the bare machine, and options that do not go together") {
    constexpr int kUsage = 2, kBadInput = 3;
    refuses("lockstep native para", kUsage, "mode 'para' has no lockstep");
    refuses("lockstep native", kUsage, "mode_b");
    refuses("lockstep native ful", kUsage, "unknown mode 'ful'; did you mean 'full'?");
    refuses("lockstep native full bot", kUsage, "unknown workload 'bot'; did you mean 'boot'?");
    refuses("lockstep native full boot --append run=ls", kUsage, "workload excludes --append");
    refuses("lockstep native full boot --input x", kUsage, "--input goes with --append");
    refuses("lockstep native full --lang fr", kUsage, "--lang fr");
    refuses("lockstep native full --kernel /nowhere.elf", kBadInput, "/nowhere.elf");
}
