// `anel run --counters` and `anel compare --counters`: their JSON fits its schema and sums to the run, and the table is where people look.
#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;
using nlohmann::json;

namespace {

/// By VM and ring: the sum of what `part` has.
std::uint64_t sum_of(const json& counters, const char* part) {
    std::uint64_t sum = 0;
    for (const json& element : counters)
        for (const auto& [name, count] : element[part].items()) sum += count.get<std::uint64_t>();
    return sum;
}

json without_host_time(json run) {
    for (const char* field : {"wall_s", "mips", "counters"}) run.erase(field);
    return run;
}

}  // namespace

TEST_CASE("a run's counters sum to its cycles and instructions, and the run is otherwise the same") {
    for (const std::string mode : {"native", "full-trap", "assist-nested"}) {
        INFO(mode);
        const Outcome counted = run_anel("run --counters --append run=hello --json - --mode " + mode);
        INFO(counted.err);
        REQUIRE(counted.exit_code == 0);
        const json with = json::parse(counted.out.substr(counted.out.find('{')));
        REQUIRE(misfit(with, "run.json") == "");
        REQUIRE(sum_of(with["counters"], "cycles") == with["cycles"]);
        REQUIRE(sum_of(with["counters"], "instructions") == with["instructions"]);
        REQUIRE(counted.err.find("\ncycles per instruction, a letter for each ") != std::string::npos);
        const Outcome usual = run_anel("run --append run=hello --json - --mode " + mode);
        const json without = json::parse(usual.out.substr(usual.out.find('{')));
        REQUIRE(without["counters"].is_null());
        REQUIRE(usual.err.find("cycles per instruction") == std::string::npos);
        REQUIRE(without_host_time(with) == without_host_time(without));
    }
    REQUIRE(run_anel("run --quiet --counters --append run=hello").err.empty());
}

TEST_CASE("compare has the stack of each mode in its table, and everything in its JSON") {
    const TemporaryFolder folder;
    const std::string file = (folder.path() / "c.json").string();
    const Outcome outcome = run_anel("compare boot --counters --modes para --json " + file);
    REQUIRE(outcome.exit_code == 0);
    const std::size_t table = outcome.out.find("\ncycles by reason ");
    REQUIRE(table != std::string::npos);
    REQUIRE(outcome.out.find("\nicache ", table) != std::string::npos);
    const json value = json::parse(read_file(file));
    REQUIRE(misfit(value, "compare.json") == "");
    for (const json& mode : value["modes"]) REQUIRE(sum_of(mode["counters"], "cycles") == mode["cycles"]);
    REQUIRE(run_anel("compare boot --modes para").out.find("cycles by reason") == std::string::npos);
}
