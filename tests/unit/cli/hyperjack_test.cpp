// The example of course-notes/en/hyperjacking.md, assembled and run by the command: what its page says that one sees is what one sees.
#include <algorithm>
#include <map>
#include <sstream>

#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;
using nlohmann::json;

namespace {

struct Shown {
    std::string console, log;
    std::map<std::string, int> events;  ///< how many of each kind
    std::map<std::string, int> exits;   ///< by cause
};

Shown run_example(const std::string& more) {
    const TemporaryFolder folder;
    const std::string elf = quoted((folder.path() / "hyperjack.elf").string()), events = (folder.path() / "e.jsonl").string();
    const Outcome assembled = run_anel("asm " + quoted(source_file("course-notes/examples/hyperjack.s").string()) + " -o " + elf);
    INFO(assembled.err);
    REQUIRE(assembled.exit_code == 0);
    const Outcome run = run_anel("run --guest-exit --input '' --kernel " + elf + " --events " + quoted(events) + " " + more);
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    Shown shown{run.out, run.err, {}, {}};
    std::istringstream lines(read_file(events));
    for (std::string line; std::getline(lines, line);) {
        const json event = json::parse(line);
        ++shown.events[event["kind"].get<std::string>()];
        if (event["kind"] == "exit") ++shown.exits[event["cause"].get<std::string>()];
    }
    return shown;
}

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

int times(const std::string& text, const std::string& part) {
    int count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

/// The number in front of `after`.
long number_before(const std::string& text, const std::string& after) {
    const std::size_t end = text.find(after);
    REQUIRE(end != std::string::npos);
    const std::size_t begin = text.find_last_not_of("0123456789", end - 1) + 1;
    return std::stol(text.substr(begin, end - begin));
}
long number_after(const std::string& text, const std::string& before) {
    const std::size_t at = text.find(before);
    REQUIRE(at != std::string::npos);
    return std::stol(text.substr(at + before.size()));
}

const std::string kAllIsWell = "victim: ring 0, assist register 1, vector off by 0\n";
const std::string kProgram = "victim: starting the program\nprogram: my PIN is 4711\nprogram: nobody reads this but me\nprogram: bye\nvictim: the program has ended\n";
std::string locked() { return "--machine " + quoted(source_file("course-notes/examples/locked.yaml").string()); }

}  // namespace

TEST_CASE("a driver goes beneath a running system and reads all that it says, and the system's own checks see nothing") {
    const Shown honest = run_example("--append h");
    CHECK(times(honest.console, kAllIsWell) == 1);
    CHECK(says(honest.console, kProgram));
    CHECK_FALSE(honest.events.contains("vmon"));
    CHECK_FALSE(says(honest.log, "PIN"));

    const Shown jacked = run_example("");
    CHECK(times(jacked.console, kAllIsWell) == 2);
    CHECK(says(jacked.console, kProgram));
    CHECK(says(jacked.log, "program: my PIN is 4711\n"));
    CHECK(says(jacked.log, "rootkit: 4 system calls, " + std::to_string(jacked.exits.at("port") - 1) + " bytes of console\n"));
    CHECK(jacked.events.at("vmon") == 1);
    CHECK(jacked.exits.at("ecall") == 4);
    CHECK(jacked.exits.at("csr") == 1);
    CHECK(jacked.events.at("inject") == 4);
    CHECK_FALSE(jacked.events.contains("vmoff"));
}

TEST_CASE("where ring -1 is locked the driver's way in is an illegal instruction, which the system tells") {
    const Shown shown = run_example(locked());
    CHECK(says(shown.console, "victim: cause 2: this machine does not allow what the driver did\nvictim: back from the driver\n"));
    CHECK(times(shown.console, "assist register 3") == 2);
    CHECK(says(shown.console, kProgram));
    CHECK_FALSE(shown.events.contains("vmon"));
    CHECK_FALSE(shown.events.contains("exit"));
    CHECK_FALSE(says(shown.log, "PIN"));
    CHECK_FALSE(says(shown.log, "rootkit"));
}

TEST_CASE("where somebody honest is in ring -1 already, or beneath in ring 0, the driver does not get in") {
    const std::string mode = GENERATE("full-trap", "full-translate", "para", "assist-shadow", "assist-nested");
    const Shown shown = run_example("--mode " + mode);
    INFO(mode);
    CHECK(says(shown.console, "victim: cause 2: this machine does not allow what the driver did\n"));
    CHECK(says(shown.console, kProgram));
    CHECK_FALSE(says(shown.log, "PIN"));
    CHECK((shown.events.contains("vmon") ? shown.events.at("vmon") : 0) == (mode.starts_with("assist") ? 1 : 0));
}

TEST_CASE("the rootkit's time shows on the clock; it can be hidden there, and the timer still tells") {
    const Shown honest = run_example("--append h"), jacked = run_example(""), hidden = run_example("--append t");
    const auto clock = [](const Shown& shown) { return number_before(shown.console, " by the clock"); };
    const auto timer = [](const Shown& shown) { return number_after(shown.console, "by the timer "); };
    CHECK(clock(jacked) > 20 * clock(honest));
    CHECK(clock(hidden) < 2 * clock(honest));
    CHECK(timer(honest) < 2 * clock(honest));
    CHECK(timer(hidden) > 20 * clock(hidden));
}
