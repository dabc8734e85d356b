// `anel bench` as a person uses it, on the short programs: what it prints and writes, not how fast it is.
#include <set>

#include "monitor/control/modes.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;
using nlohmann::json;

TEST_CASE("bench's JSON fits its schema and has a row for each program and each mode") {
    const Outcome outcome = run_anel("bench --short --repeat 1 --json -");
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const json value = json::parse(outcome.out);
    REQUIRE(misfit(value, "bench.json") == "");
    REQUIRE(value["differences"].empty());
    REQUIRE(value["interrupted"] == false);
    REQUIRE(value["short"] == true);
    REQUIRE(value["warning"].get<std::string>().find("SHORT PROGRAMS") != std::string::npos);
    std::set<std::string> names;
    for (const json& program : value["programs"]) {
        names.insert(program["name"]);
        for (const char* key : {"mips", "mips_unpaged", "mips_untimed", "mips_untimed_unpaged", "mips_watched"}) REQUIRE(program[key] > 0);
        REQUIRE(program["cpi"] > 1.0);
        REQUIRE(program["qemu_mips"].is_null() == program["qemu_ratio"].is_null());
    }
    REQUIRE(names == std::set<std::string>{"integer", "sieve", "copy", "quicksort", "alu"});
    REQUIRE(value["boots"].size() == anel::control::built_modes().size());
    REQUIRE(value["boots"][0]["mode"] == "native");
    REQUIRE(value["boots"][0]["ratio_to_native"] == 1.0);
    REQUIRE(value["geometric_mean"]["mips"] > 0);
    REQUIRE(value["seek"].size() == 2);
    for (const json& seek : value["seek"]) {
        REQUIRE(seek["cycles"] >= 10'000'000);
        REQUIRE(seek["seeks"] == 50);
        REQUIRE(seek["longest_ms"] >= seek["median_ms"]);
        REQUIRE(seek["cost_ratio"] > 0.0);
    }
}

TEST_CASE("without qemu its columns are empty, and why is said, in table and JSON alike") {
    const std::string arguments = "bench --short --repeat 1 --programs alu --no-boots --no-seek";
    for (const auto& [before, more, why] : {std::tuple{"PATH=/nowhere ", "", "qemu-riscv32 is not in PATH"}, std::tuple{"", " --no-qemu", "not asked for"}}) {
        const TemporaryFolder folder;
        const std::string file = (folder.path() / "b.json").string();
        const Outcome outcome = run_anel(arguments + more + " --json " + file, before);
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == 0);
        REQUIRE(outcome.out.find(std::string("(no qemu: ") + why) != std::string::npos);
        const json value = json::parse(read_file(file));
        REQUIRE(misfit(value, "bench.json") == "");
        REQUIRE(value["without_qemu"].get<std::string>().starts_with(why));
        REQUIRE(value["programs"].size() == 1);
        REQUIRE(value["programs"][0]["qemu_mips"].is_null());
        REQUIRE(value["programs"][0]["qemu_ratio"].is_null());
        REQUIRE(value["geometric_mean"]["qemu_ratio"].is_null());
        REQUIRE(value["workload"].is_null());
        REQUIRE(value["boots"].empty());
        REQUIRE(value["seek"].empty());
    }
}

TEST_CASE("a program that there is not is refused with the list, and a round there must be") {
    refuses("bench --programs siev", kUsage, "unknown program 'siev'; did you mean 'sieve'? Programs: integer, sieve, copy, quicksort, alu");
    refuses("bench --programs alu,,sieve", kUsage, "unknown program ''. Programs: integer,");
    refuses("bench --programs alu,alu", kUsage, "program 'alu' is named twice");
    refuses("bench --repeat 0", kUsage, "--repeat");
    refuses("bench --machine /nowhere.yaml", kBadInput, "/nowhere.yaml: cannot be read");
    refuses("bench --repeat many", kUsage, "See anel bench --help");
}
