// What `anel run --trace` writes: it keeps to the format, names every crossing of the event stream in its order, and its slices are the ledger.
#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>

#include "monitor/control/modes.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/cli/trace_format.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;
using nlohmann::json;

namespace {

constexpr const char* kCrossings[] = {"trap", "return", "exit", "entry", "inject", "vmon", "vmoff"};

int thread_of(const json& line, const char* ring) { return (line["vm"].get<int>() + 1) * 10 + 1 + line[ring].get<int>(); }

/// Of the slices of one category, those of no cycles too, in the file's order.
std::vector<json> slices(const json& trace, const std::string& category) {
    std::vector<json> found;
    for (const json& item : trace["traceEvents"])
        if (item["ph"] == "X" && item["cat"] == category) found.push_back(item);
    return found;
}

std::string crossing_name(const json& line) {
    const std::string kind = line["kind"];
    return line.contains("cause") ? kind + ": " + line["cause"].get<std::string>() : kind;
}

/// Where the ledger books a crossing: to the ring whose bank moves.
const char* bank_of(const json& line) {
    const std::string kind = line["kind"];
    return kind == "return" || kind == "entry" || kind == "vmoff" ? "from" : "to";
}

}  // namespace

TEST_CASE("the trace of a boot keeps to the format and names every crossing of the event stream, in every mode") {
    for (const anel::control::Mode mode : anel::control::built_modes()) {
        const std::string name(name_of(mode));
        INFO(name);
        const TemporaryFolder folder;
        const std::string json_file = (folder.path() / "r.json").string(), events_file = (folder.path() / "e.jsonl").string(),
                          trace_file = (folder.path() / "t.json").string();
        const Outcome outcome = run_anel("run --mode " + name + " --append run=hello --json " + json_file + " --events " + events_file + " --trace " + trace_file);
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == 0);
        const json trace = json::parse(read_file(trace_file)), result = json::parse(read_file(json_file));
        REQUIRE(offence_against_format(trace) == "");
        REQUIRE(misfit(trace, "trace.json") == "");

        const std::vector<json> crossings = slices(trace, "crossing");
        std::map<std::pair<int, std::uint64_t>, std::string> activity_at;  // by thread and begin
        for (const json& slice : slices(trace, "activity")) activity_at[{slice["tid"].get<int>(), slice["ts"].get<std::uint64_t>()}] = slice["name"];
        std::istringstream lines(read_file(events_file));
        std::size_t crossed = 0, marks = 0;
        for (std::string text; std::getline(lines, text);) {
            const json line = json::parse(text);
            const std::string kind = line["kind"];
            if (std::find(std::begin(kCrossings), std::end(kCrossings), kind) == std::end(kCrossings)) {
                ++marks;
                // What begins with a mark is a slice of that name.
                if (kind == "mark") REQUIRE(activity_at.at({thread_of(line, "from"), line["cycle"].get<std::uint64_t>()}) == line["activity"]);
                continue;
            }
            REQUIRE(crossed < crossings.size());
            const json& slice = crossings[crossed++];
            INFO(text << "\n" << slice.dump());
            REQUIRE(slice["name"] == crossing_name(line));
            REQUIRE(slice["ts"].get<std::uint64_t>() + slice["dur"].get<std::uint64_t>() == line["cycle"]);
            REQUIRE(slice["dur"] == line["took"]);
            REQUIRE(slice["tid"] == thread_of(line, bank_of(line)));
            for (const char* field : {"pc", "from", "to"}) REQUIRE(slice["args"][field] == line[field]);
        }
        REQUIRE(crossed == crossings.size());
        REQUIRE(crossed > 20);
        REQUIRE(marks > 0);
        REQUIRE(trace["otherData"]["crossings"] == crossed);
        REQUIRE(trace["otherData"]["cycles"] == result["cycles"]);
        REQUIRE(trace["otherData"]["lost_events"] == 0);
        REQUIRE(trace["otherData"]["mode"] == name);

        // Every arrow of a crossing begins in the ring that is left and ends in the one that is reached.
        std::map<std::uint64_t, std::pair<int, int>> arrows;
        for (const json& item : trace["traceEvents"])
            if (item["ph"] == "s" || item["ph"] == "f") {
                auto& [from, to] = arrows[item["id"].get<std::uint64_t>()];
                (item["ph"] == "s" ? from : to) = item["tid"].get<int>() % 10 - 1;
            }
        REQUIRE(arrows.size() == crossed);
        for (const auto& [id, ends] : arrows) {
            REQUIRE(ends.first == crossings[id - 1]["args"]["from"]);
            REQUIRE(ends.second == crossings[id - 1]["args"]["to"]);
        }

        std::map<std::string, std::uint64_t> cycles;
        for (const json& slice : slices(trace, "activity")) cycles[slice["name"].get<std::string>()] += slice["dur"].get<std::uint64_t>();
        for (const json& slice : crossings) cycles["crossing"] += slice["dur"].get<std::uint64_t>();
        std::erase_if(cycles, [](const auto& entry) { return entry.second == 0; });
        REQUIRE(json(cycles) == json(result["ledger"].get<std::map<std::string, std::uint64_t>>()));
    }
}

TEST_CASE("the check of the format sees what is wrong") {
    const auto trace_of = [](const std::string& items) { return json::parse("{\"traceEvents\":[" + items + "]}"); };
    const std::string named = R"({"ph":"M","pid":1,"tid":10,"name":"process_name","args":{"name":"p"}},{"ph":"M","pid":1,"tid":10,"name":"thread_name","args":{"name":"t"}},)";
    const std::string slice = R"({"ph":"X","pid":1,"tid":10,"ts":5,"dur":10,"name":"a","cat":"c"})";
    const std::string start = R"({"ph":"s","id":1,"pid":1,"tid":10,"ts":14,"name":"x","cat":"c"})", finish = R"({"ph":"f","bp":"e","id":1,"pid":1,"tid":10,"ts":15,"name":"x","cat":"c"})";
    CHECK(offence_against_format(trace_of(named + slice + "," + start + "," + finish)) == "");
    const auto offends = [&](const std::string& items, const std::string& part) {
        const std::string said = offence_against_format(trace_of(items));
        INFO(said);
        CHECK(said.find(part) != std::string::npos);
    };
    offends(slice, "has no name");
    offends(named + slice + "," + slice, "begins before the one before it");
    offends(named + slice + "," + start, "has but one end");
    offends(named + slice + "," + finish, "has but one end");
    offends(named + slice + "," + start + "," + start, "two such ends");
    offends(named + start + "," + slice + "," + finish, "lies in no slice");
    offends(named + slice + R"(,{"ph":"s","id":1,"pid":1,"tid":10,"ts":16,"name":"x","cat":"c"})", "lies in no slice");
    offends(named + slice + "," + start + R"(,{"ph":"f","id":1,"pid":1,"tid":10,"ts":15,"name":"x","cat":"c"})", "does not belong");
    offends(named + slice + "," + start + R"(,{"ph":"f","bp":"e","id":1,"pid":1,"tid":10,"ts":12,"name":"x","cat":"c"})", "into the past");
    offends(named + slice + "," + start + R"(,{"ph":"f","bp":"e","id":1,"pid":1,"tid":10,"ts":15,"name":"y","cat":"c"})", "two names");
    offends(named + R"({"ph":"X","pid":1,"tid":10,"ts":5,"name":"a","cat":"c"})", "without a duration");
    offends(named + R"({"ph":"B","pid":1,"tid":10,"ts":5,"name":"a","cat":"c"})", "unknown phase");
    offends(named + R"({"ph":"X","pid":1,"tid":10,"dur":5,"name":"a","cat":"c"})", "ts is missing");
    offends(named + R"({"ph":"M","pid":1,"tid":10,"name":"process_name","args":{"name":"q"}})", "named twice");
}

TEST_CASE("a trace that cannot be written leaves nothing behind, and one that is stopped by a limit is whole") {
    const TemporaryFolder folder;
    const std::string file = (folder.path() / "t.json").string();
    refuses("run --append run=hello --trace " + (folder.path() / "no" / "t.json").string(), 3, "cannot be written");
    refuses("run --trace x --events x", 2, "--events and --trace name the same file");
    refuses("run --kernel /dev/null --trace " + file, 3, "/dev/null");
    REQUIRE(std::filesystem::is_empty(folder.path()));
    REQUIRE(run_anel("run --mode para --max-cycles 700001 --append run=hello --trace " + file).exit_code == 4);
    const json trace = json::parse(read_file(file));
    REQUIRE(offence_against_format(trace) == "");
    std::uint64_t cycles = 0;
    for (const json& item : trace["traceEvents"])
        if (item["ph"] == "X") cycles += item["dur"].get<std::uint64_t>();
    REQUIRE(cycles == trace["otherData"]["cycles"]);
}
