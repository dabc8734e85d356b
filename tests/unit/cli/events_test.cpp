// What `anel run --events` writes: in which ring the guest's kernel runs, and where it goes when it must.
#include <map>
#include <set>
#include <sstream>

#include "monitor/control/modes.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;
using nlohmann::json;

namespace {

struct Watched {
    json result;
    std::vector<json> events;

    std::uint64_t count(const std::string& kind) const {
        std::uint64_t found = 0;
        for (const json& event : events) found += event["kind"] == kind ? 1 : 0;
        return found;
    }
    std::uint64_t count(const std::string& kind, int from, int to) const {
        std::uint64_t found = 0;
        for (const json& event : events) found += event["kind"] == kind && event["from"] == from && event["to"] == to ? 1 : 0;
        return found;
    }
    std::uint64_t sum(const char* field) const {
        std::uint64_t sum = 0;
        if (!result[field].is_null())
            for (const auto& [name, count] : result[field].items()) sum += count.get<std::uint64_t>();
        return sum;
    }
};

/// A program's hello in that mode. What holds of every mode is checked on the way.
Watched watch(const std::string& mode) {
    const TemporaryFolder folder;
    const std::string json_file = (folder.path() / "r.json").string(), events_file = (folder.path() / "e.jsonl").string();
    const Outcome outcome = run_anel("run --mode " + mode + " --append run=hello --json " + json_file + " --events " + events_file);
    INFO(mode << "\n" << outcome.err);
    REQUIRE(outcome.exit_code == 0);
    REQUIRE(outcome.out.ends_with("Hello from ring 3.\n"));
    Watched watched;
    watched.result = json::parse(read_file(json_file));
    REQUIRE(misfit(watched.result, "run.json") == "");
    REQUIRE(watched.result["slowdown"].is_null());
    REQUIRE(watched.result["cycles_per_operation"].is_null());
    std::istringstream lines(read_file(events_file));
    std::uint64_t last = 0;
    for (std::string line; std::getline(lines, line);) {
        const json event = json::parse(line);
        REQUIRE(misfit(event, "event.json") == "");
        REQUIRE(event["cycle"] >= last);
        last = event["cycle"];
        watched.events.push_back(event);
    }
    return watched;
}

/// Rings that programs (ring 3) come to when they ask their kernel, or it comes to them.
std::set<int> rings_entered_by_traps(const Watched& watched) {
    std::set<int> rings;
    for (const json& event : watched.events)
        if (event["kind"] == "trap" || event["kind"] == "exit") rings.insert(event["to"].get<int>());
    return rings;
}

}  // namespace

TEST_CASE("a run's console is standard output in every mode, its JSON one element, and its events are its traps and exits") {
    const std::string native = run_anel("run --append run=hello").out;
    for (const anel::control::Mode mode : anel::control::built_modes()) {
        const std::string name(name_of(mode));
        INFO(name);
        REQUIRE(run_anel("run --append run=hello --mode " + name).out == native);
        const Watched watched = watch(name);
        // A trap that an entry injects is a trap of the machine's, and no counter's.
        REQUIRE(watched.count("trap") + watched.count("exit") - watched.count("inject") == watched.sum("traps") + watched.sum("exits"));
    }
}

TEST_CASE("on the bare machine the kernel runs in ring 0, and nothing goes elsewhere") {
    const Watched watched = watch("native");
    REQUIRE(rings_entered_by_traps(watched) == std::set<int>{0});
    REQUIRE(watched.count("trap", 3, 0) > 10);
    REQUIRE(watched.count("return") == watched.count("return", 0, 3) + watched.count("return", 0, 0));
}

TEST_CASE("under full-trap the guest's kernel runs in ring 1, and its privileged instructions come to ring 0") {
    const Watched watched = watch("full-trap");
    REQUIRE(rings_entered_by_traps(watched) == std::set<int>{0});
    REQUIRE(watched.count("return", 0, 1) > 100);
    REQUIRE(watched.count("trap", 1, 0) > 100);
    REQUIRE(watched.count("vmon") + watched.count("entry") + watched.count("exit") == 0);
    for (const json& event : watched.events)
        if (event["kind"] == "trap" && event["cause"] == "privileged") REQUIRE(event["from"] == 1);
}

TEST_CASE("in para the kernel runs in ring 1 and takes its programs' calls there, without the monitor") {
    const Watched watched = watch("para");
    REQUIRE(watched.count("trap", 3, 1) > 10);
    REQUIRE(watched.count("return", 1, 3) > 10);
    REQUIRE(watched.result["traps"]["ecall"] > 10);
    REQUIRE_FALSE(watched.result["exits"].contains("ecall"));
    REQUIRE(watched.result["exits"]["hcall"] > 1);
}

TEST_CASE("with hardware assist the guest's kernel runs in ring 0 and the monitor in ring -1, entered once and for all") {
    for (const char* mode : {"assist-shadow", "assist-nested"}) {
        INFO(mode);
        const Watched watched = watch(mode);
        REQUIRE(watched.count("vmon") == 1);
        REQUIRE(watched.count("vmon", 0, -1) == 1);
        REQUIRE(watched.count("vmoff") == 0);
        // Calls of programs go straight to the guest's own ring 0.
        REQUIRE(watched.count("trap", 3, 0) > 10);
        REQUIRE(watched.count("return", 0, 3) > 10);
        for (const json& event : watched.events) {
            INFO(event.dump());
            if (event["kind"] == "exit") REQUIRE((event["to"] == -1 && event["from"] >= 0));
            if (event["kind"] == "entry") REQUIRE((event["from"] == -1 && event["to"] >= 0));
            REQUIRE(event["from"] != 1);
            REQUIRE(event["to"] != 1);
        }
        REQUIRE(watched.count("exit") == watched.result["exits_total"]);
        REQUIRE(watched.count("exit", 0, -1) > 10);
        REQUIRE(watched.count("entry") >= watched.count("exit"));
        std::map<std::string, std::uint64_t> reasons;
        for (const json& event : watched.events)
            if (event["kind"] == "exit") ++reasons[event["cause"].get<std::string>()];
        REQUIRE(json(reasons) == watched.result["exits"]);
    }
}
