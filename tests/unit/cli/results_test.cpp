// What the commands print when all is well: schemas, sums, the same bytes every time.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "monitor/control/modes.hpp"

#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;
using nlohmann::json;

namespace {

json without_host_time(json value) {
    for (json& mode : value["modes"]) mode.erase("wall_s"), mode.erase("mips");
    return value;
}

}  // namespace

TEST_CASE("compare's JSON fits its schema, its ledgers sum, and one hash stands for both modes") {
    const Outcome outcome = run_anel("compare boot --json -");
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const json value = json::parse(outcome.out);
    REQUIRE(misfit(value, "compare.json") == "");
    REQUIRE(value["workload"] == "boot");
    REQUIRE(value["policy"] == "strict");
    REQUIRE(value["modes"].size() == anel::control::built_modes().size());
    for (const json& mode : value["modes"]) {
        std::uint64_t sum = 0;
        for (const auto& [activity, cycles] : mode["ledger"].items()) sum += cycles.get<std::uint64_t>();
        REQUIRE(sum == mode["cycles"]);
        REQUIRE(mode["equivalent"] == true);
        REQUIRE(mode["console_sha256"] == value["modes"][0]["console_sha256"]);
        REQUIRE(mode["guest_exit"] == 0);
        REQUIRE(mode["exits"].is_null() == (mode["mode"] == "native"));
        if (mode["exits"].is_null()) continue;
        std::uint64_t exits = 0;
        for (const auto& [reason, count] : mode["exits"].items()) exits += count.get<std::uint64_t>();
        REQUIRE(exits == mode["exits_total"]);
        REQUIRE(exits > 0);
        REQUIRE(mode["monitor_instructions"] > 0);
        REQUIRE(mode["monitor_instructions"] < mode["instructions"]);
    }
    REQUIRE(value["operations"].is_null());
    REQUIRE(value["modes"][1]["mode"] == "full-trap");
    REQUIRE(value["modes"][1]["slowdown"] > 1.0);
    for (const char* activity : {"user", "kernel", "crossing", "decode", "emulate", "shadow-fill", "inject"})
        REQUIRE(value["modes"][1]["ledger"].contains(activity));
    REQUIRE(value["modes"][2]["mode"] == "full-translate");
    REQUIRE(value["modes"][2]["ledger"].contains("translate"));
    for (const json& mode : value["modes"]) REQUIRE(mode["translator"].is_null() == (mode["mode"] != "full-translate"));
    for (const char* count : {"units", "instructions", "bytes_used", "chains", "callouts"}) REQUIRE(value["modes"][2]["translator"][count] > 0);
    const json translator = value["modes"][2]["translator"];
    REQUIRE(translator["bytes_used"] <= translator["bytes_peak"]);
    REQUIRE(translator["bytes_peak"] <= translator["bytes_capacity"]);
    REQUIRE(translator["cycles"] == value["modes"][2]["ledger"]["translate"]);
    const double each = translator["cycles_per_instruction"];
    REQUIRE(std::abs(each * translator["instructions"].get<double>() - translator["cycles"].get<double>()) <= translator["instructions"].get<double>() / 10000);
    REQUIRE(value["modes"][3]["mode"] == "para");
    for (const char* activity : {"user", "kernel", "crossing", "hypercall", "validate"})
        REQUIRE(value["modes"][3]["ledger"].contains(activity));
}

TEST_CASE("a workload that counts operations says what one takes, in JSON, CSV and table alike, and the numbers are those of the totals") {
    const TemporaryFolder folder;
    const std::string json_file = (folder.path() / "r.json").string(), csv_file = (folder.path() / "r.csv").string();
    const Outcome outcome = run_anel("compare fork --modes assist-nested --json " + json_file + " --csv " + csv_file);
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const json value = json::parse(read_file(json_file));
    REQUIRE(misfit(value, "compare.json") == "");
    const double operations = value["operations"];
    REQUIRE(operations > 0);
    for (const json& mode : value["modes"]) {
        const auto each = [&](const char* total) { return (mode[total].get<double>() - mode["boot"][total].get<double>()) / operations; };
        REQUIRE(std::abs(mode["cycles_per_operation"].get<double>() - each("cycles")) < 0.001);
        REQUIRE(mode["exits_per_operation"].is_null() == (mode["mode"] == "native"));
        if (mode["mode"] == "native") continue;
        REQUIRE(std::abs(mode["exits_per_operation"].get<double>() - each("exits_total")) < 0.001);
        REQUIRE(std::abs(mode["monitor_instructions_per_operation"].get<double>() - each("monitor_instructions")) < 0.001);
        char cycles[32];
        std::snprintf(cycles, sizeof cycles, "%.1f", each("cycles"));
        REQUIRE(outcome.out.find("\nper operation ") != std::string::npos);
        REQUIRE(outcome.out.find(std::string(cycles) + " ", outcome.out.find("\nper operation ")) != std::string::npos);
        std::snprintf(cycles, sizeof cycles, ",%.4f,", each("cycles"));
        REQUIRE(read_file(csv_file).find(cycles) != std::string::npos);
    }
}

TEST_CASE("a mode that fails has no figures per operation") {
    const json value = json::parse(run_anel("compare fork --policy legacy --modes full-trap --json -").out);
    REQUIRE(misfit(value, "compare.json") == "");
    REQUIRE(value["modes"][1]["equivalent"] == false);
    REQUIRE(value["modes"][1]["boot"].is_null());
    REQUIRE(value["modes"][1]["cycles_per_operation"].is_null());
    REQUIRE_FALSE(value["modes"][0]["cycles_per_operation"].is_null());
}

TEST_CASE("the picture goes to its file beside the table, or to standard output in its place") {
    const TemporaryFolder folder;
    const std::string file = (folder.path() / "p.svg").string();
    REQUIRE(run_anel("compare boot --svg " + file).out.starts_with("workload boot"));
    const Outcome outcome = run_anel("compare boot --svg -");
    REQUIRE(outcome.exit_code == 0);
    REQUIRE(outcome.out == read_file(file));
    REQUIRE(outcome.out.starts_with("<?xml"));
    REQUIRE(outcome.out.ends_with("</svg>\n"));
}

TEST_CASE("the table shows shares in the place of cycles when asked, and traps and exits apart") {
    const std::string table = run_anel("compare boot").out, shares = run_anel("compare boot --shares").out;
    REQUIRE(table.find("\ncycles by activity ") != std::string::npos);
    REQUIRE(table.find(" % ") == std::string::npos);
    REQUIRE(shares.find("\ncycles by activity ") == std::string::npos);
    REQUIRE(shares.find("100.00 %") != std::string::npos);
    for (const char* row : {"\necall ", "\nexit: ecall ", "\nexit: privileged ", "\nexit: port ", "\nexit: hcall "}) REQUIRE(table.find(row) != std::string::npos);
}

TEST_CASE("the modes are listed with a line each") {
    const Outcome outcome = run_anel("modes");
    REQUIRE(outcome.exit_code == 0);
    std::istringstream lines(outcome.out);
    for (const anel::control::ModeRow& row : anel::control::mode_rows()) {
        std::string line;
        REQUIRE(std::getline(lines, line));
        REQUIRE(line.starts_with(std::string(row.name) + " "));
        REQUIRE(line.size() <= 120);
    }
}

TEST_CASE("a schema refuses what does not fit it") {
    json value = json::parse(run_anel("compare boot --modes native --json -").out);
    REQUIRE(misfit(value, "compare.json") == "");
    json changed = value;
    changed["modes"][0].erase("cycles");
    REQUIRE(misfit(changed, "compare.json") == ".modes[0]: cycles is missing");
    changed = value;
    changed["modes"][0]["console_sha256"] = "abc";
    REQUIRE_FALSE(misfit(changed, "compare.json").empty());
    changed = value;
    changed["modes"][0]["ledger"]["user"] = "many";
    REQUIRE_FALSE(misfit(changed, "compare.json").empty());
    changed = value;
    changed["more"] = 1;
    REQUIRE_FALSE(misfit(changed, "compare.json").empty());
}

TEST_CASE("two comparisons are the same but for the host's time, and the table entirely") {
    const json first = json::parse(run_anel("compare boot --json -").out), second = json::parse(run_anel("compare boot --json -").out);
    REQUIRE(without_host_time(first).dump() == without_host_time(second).dump());
    const Outcome table = run_anel("compare boot");
    REQUIRE(table.out == run_anel("compare boot").out);
    REQUIRE(table.out.find("All modes printed the same bytes") != std::string::npos);
    REQUIRE(table.out.find('\033') == std::string::npos);
}

TEST_CASE("input comes as a text, from a file and from a pipe, and a pipe repeats cycle for cycle") {
    const TemporaryFolder folder;
    const Outcome text = run_anel("run --input 'echo a b\\nhello\\n'");
    REQUIRE(text.exit_code == 0);
    REQUIRE(text.out.find("a b\n") != std::string::npos);
    REQUIRE(text.out.find("Hello from ring 3.\n") != std::string::npos);
    REQUIRE(run_anel("run --input -", "printf 'echo a b\\nhello\\n' | ").out == text.out);
    const std::string json_file = (folder.path() / "r.json").string();
    const auto piped = [&](const std::string& before) {
        REQUIRE(run_anel("run --quiet --json " + json_file, before + " | ").exit_code == 0);
        return json::parse(read_file(json_file));
    };
    const json quick = piped("printf 'echo a b\\nhello\\n'");
    const json slow = piped("(printf 'echo a'; sleep 0.3; printf ' b\\nhello\\n')");
    REQUIRE(quick["cycles"] == slow["cycles"]);
    REQUIRE(quick["console_sha256"] == slow["console_sha256"]);
}

TEST_CASE("a machine that lies is caught, and --require-equivalent makes that the exit code") {
    for (const char* policy : {"popf", "legacy"}) {
        const Outcome outcome = run_anel(std::string("compare boot --policy ") + policy);
        REQUIRE(outcome.exit_code == 0);
        REQUIRE(outcome.out.find("full-trap: NOT equivalent: ") != std::string::npos);
        REQUIRE(run_anel(std::string("compare boot --require-equivalent --policy ") + policy).exit_code == 1);
    }
    REQUIRE(run_anel("compare boot --require-equivalent").exit_code == 0);
}

TEST_CASE("CSV has one heading and one line for each mode, all with as many fields") {
    const Outcome outcome = run_anel("compare boot --csv -");
    REQUIRE(outcome.exit_code == 0);
    std::istringstream lines(outcome.out);
    std::size_t count = 0, commas = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const auto here = static_cast<std::size_t>(std::ranges::count(line, ','));
        if (count == 0) commas = here;
        REQUIRE(here == commas);
    }
    REQUIRE(count == anel::control::built_modes().size() + 1);
}

TEST_CASE("a shorter crossing lowers the crossing row of the ledger and leaves the guest as it was") {
    const TemporaryFolder folder;
    const std::string machine = (folder.path() / "m.yaml").string();
    REQUIRE(run_anel("workloads").out.starts_with("mix "));
    std::ofstream(machine) << "name: free\ncrossing: {flush: 0, word: 0}\n";
    const json usual = json::parse(run_anel("compare boot --json -").out), free = json::parse(run_anel("compare boot --json - --machine " + machine).out);
    REQUIRE(free["machine"] == "free");
    REQUIRE(usual["modes"][1]["ledger"]["crossing"] > 0);
    REQUIRE_FALSE(free["modes"][1]["ledger"].contains("crossing"));
    REQUIRE(free["modes"][1]["console_sha256"] == usual["modes"][1]["console_sha256"]);
}

TEST_CASE("a link that is written to stays a link") {
    const TemporaryFolder folder;
    const auto link = folder.path() / "link", target = folder.path() / "target";
    std::filesystem::create_symlink(target, link);
    REQUIRE(run_anel("compare boot --modes native --json " + link.string()).exit_code == 0);
    REQUIRE(std::filesystem::is_symlink(link));
    REQUIRE(json::parse(read_file(target))["workload"] == "boot");
}

TEST_CASE("every command has help with examples, and the version is the build's") {
    for (const char* command : {"", "run ", "compare ", "bench ", "workloads ", "modes ", "asm ", "dis ", "spec "}) {
        const Outcome outcome = run_anel(std::string(command) + "--help");
        INFO(command);
        REQUIRE(outcome.exit_code == 0);
        REQUIRE(outcome.out.find("Example") != std::string::npos);
    }
    REQUIRE(run_anel("--version").out.starts_with("anel 0."));
}
