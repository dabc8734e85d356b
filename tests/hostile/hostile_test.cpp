// Each submission of tests/hostile/submissions ends as its first lines say: within its budget, twice with the same evidence to the byte, in two processes, of which
// one is without the outer wall (as all are where bubblewrap does not work); the parent lives, and a good submission that runs between them has what it always has.
#include <chrono>
#include <map>
#include <sstream>
#include <vector>

#include "labs/runtime/sandbox/confine.hpp"
#include "labs/runtime/sandbox/worker.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using namespace anel::labs;

namespace {

constexpr double kSecondsMost = kSanitized ? 50 : 20;  ///< for one run of one: far above all of them, and below the worker's last resort

constexpr unsigned kNeighbourEvery = 4;  ///< behind so many of them, the good submission runs again

const char* const kGuest = R"(
_start: li s0, 3
loop:   ei
        addi s0, s0, -1
        bnez s0, loop
done:   j done
)";

struct Hostile {
    std::string name;
    Submission files;
    bool assembly = false;
    std::map<std::string, std::string> wanted;  ///< from the lines in front: ended, says, like-good, no-log, log-lines, instructions, cycles, world
};

// {{TEXT*COUNT}}: so many times. What is long is not kept long.
std::string expanded(std::string text) {
    for (std::size_t at; (at = text.find("{{")) != std::string::npos;) {
        const std::size_t end = text.find("}}", at), star = text.rfind('*', end);
        std::string piece = text.substr(at + 2, star - at - 2), all;
        if (piece.ends_with("\\n")) piece.replace(piece.size() - 2, 2, "\n");
        for (long count = std::stol(text.substr(star + 1)); count > 0; --count) all += piece;
        text.replace(at, end + 2 - at, all);
    }
    return text;
}

Hostile read(const std::filesystem::path& path) {
    Hostile hostile;
    hostile.name = path.stem();
    hostile.assembly = path.extension() == ".s";
    std::istringstream lines(tests::read_file(path));
    const std::string mark = hostile.assembly ? "# " : "-- ";
    for (std::string line; std::getline(lines, line) && line.starts_with(mark);) {
        const std::size_t colon = line.find(": ");
        const std::string key = line.substr(mark.size(), colon == std::string::npos ? colon : colon - mark.size());
        hostile.wanted[key] = colon == std::string::npos ? "" : line.substr(colon + 2);
    }
    hostile.files.files["good.lua"] = tests::read_file(tests::source_file("tests/hostile/good.lua"));
    hostile.files.files[hostile.assembly ? "hello.s" : "monitor.lua"] = expanded(tests::read_file(path));
    if (hostile.assembly) hostile.files.files["monitor.lua"] = "return require 'good'";
    return hostile;
}

Value task_for(const Hostile& hostile) {
    const auto budget = [&](const char* name, std::uint64_t otherwise) {
        const auto found = hostile.wanted.find(name);
        return found == hostile.wanted.end() ? otherwise : std::stoull(found->second);
    };
    const std::uint64_t cycles = budget("cycles", 200'000);
    Value task{{"machine", {{"policy", "strict"}, {"memory", {{"ram_mib", 2}}}}},
               {"load", {{{"assembly", kGuest}, {"name", "guest.s"}}}},
               {"cpu", {{"ring", 1}, {"vector0", 4096}}},
               {"module", "monitor"},
               {"hooks", {{{"cause", {"privileged"}}, {"from", {1}}, {"call", "emulate"}}}},
               {"steps", {{{"call", "boot"}}, {{"run", {{"cycles", 2 * cycles}, {"address", 0x100010}}}}, {{"call", "finish"}}}},
               {"budget", {{"instructions", budget("instructions", 4'000'000)}, {"cycles", cycles}}},
               {"report", {{"memory", {{{"at", 0x100000}, {"bytes", 64}}, {{"at", 0}, {"bytes", 4096}}}}}}};
    if (hostile.wanted.contains("world"))
        return {{"machine", task["machine"]}, {"world", true}, {"module", "monitor"}, {"steps", {{{"call", "finish"}}}}, {"budget", task["budget"]}};
    if (hostile.assembly) task["load"] = Value::array({{{"submission", "hello.s"}}});
    return task;
}

Worker start(bool bubblewrap) {
    SandboxPolicy policy;
    policy.bubblewrap = bubblewrap;
    auto worker = Worker::start(policy);
    REQUIRE(worker);
    return std::move(*worker);
}

std::string shown(const Value& value) { return value.dump(-1, ' ', false, Value::error_handler_t::replace).substr(0, 3000); }

class Bench {
public:
    Bench() : good_{"good", {{{"good.lua", tests::read_file(tests::source_file("tests/hostile/good.lua"))}, {"monitor.lua", "return require 'good'"}}}, false, {}} {
        usual_ = first_.run(task_for(good_), good_.files);
        INFO(usual_.detail << shown(usual_.value));
        REQUIRE(usual_.end == Evidence::End::kEvidence);
        REQUIRE(usual_.value["ended"] == "done");
        REQUIRE(usual_.value["steps"][2]["returned"] == Value::array({3}));
        REQUIRE(usual_.value["cpu"]["x"][10] == 43);
    }

    void check(const Hostile& hostile) {
        const auto begun = std::chrono::steady_clock::now();
        const Evidence one = first_.run(task_for(hostile), hostile.files);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
        const bool neighbour = checked_++ % kNeighbourEvery == 0;
        const Evidence good = neighbour ? first_.run(task_for(good_), good_.files) : usual_;
        const Evidence other = second_.run(task_for(hostile), hostile.files);
        INFO(hostile.name << ": " << one.detail << shown(one.value));
        REQUIRE(one.end == Evidence::End::kEvidence);
        verdict(hostile, one.value);
        CHECK(took.count() < kSecondsMost);
        CHECK(other.end == one.end);
        INFO("again, what differs: " << shown(Value::diff(one.value, other.value)));
        INFO("the good one, what differs: " << shown(Value::diff(usual_.value, good.value)));
        CHECK(Value::to_cbor(other.value) == Value::to_cbor(one.value));
        CHECK(good.end == Evidence::End::kEvidence);
        CHECK(Value::to_cbor(good.value) == Value::to_cbor(usual_.value));
        if (took.count() > 2) UNSCOPED_INFO(hostile.name << " took " << took.count() << " s");
    }

private:
    void verdict(const Hostile& hostile, const Value& evidence) {
        const auto wanted = [&](const char* name) -> const std::string* {
            const auto found = hostile.wanted.find(name);
            return found == hostile.wanted.end() ? nullptr : &found->second;
        };
        REQUIRE(wanted("ended") != nullptr);
        CHECK(evidence.value("ended", "") == *wanted("ended"));
        const std::string message = evidence.value("message", "");
        CHECK(message.size() < 10'000);
        if (*wanted("ended") != "done") CHECK_FALSE(message.empty());
        if (const auto* says = wanted("says")) CHECK(message.find(*says) != std::string::npos);
        if (wanted("like-good") != nullptr)
            for (const char* part : {"steps", "cpu", "memory", "hooks", "events", "cycles", "console"}) CHECK(evidence.value(part, Value()) == usual_.value[part]);
        if (!evidence.contains("log")) return;
        std::size_t bytes = 0;
        for (const Value& line : evidence["log"]) {
            bytes += line.get_ref<const std::string&>().size();
            if (const auto* not_there = wanted("no-log")) CHECK(line.get_ref<const std::string&>().find(*not_there) == std::string::npos);
        }
        CHECK(bytes < 200'000);
        if (const auto* count = wanted("log-lines")) CHECK(evidence["log"].size() == std::stoul(*count));
    }

    Hostile good_;
    Worker first_ = start(true), second_ = start(false);
    Evidence usual_;
    unsigned checked_ = 0;
};

}  // namespace

TEST_CASE("every hostile submission gets its verdict, always the same, and nobody else is hurt") {
    std::vector<Hostile> all;
    for (const auto& entry : std::filesystem::directory_iterator(tests::source_file("tests/hostile/submissions"))) all.push_back(read(entry.path()));
    std::sort(all.begin(), all.end(), [](const Hostile& a, const Hostile& b) { return a.name < b.name; });
    CHECK(all.size() >= 40);
    Bench bench;
    const char* const only = std::getenv("ANEL_HOSTILE");
    for (const Hostile& hostile : all)
        if (only == nullptr || hostile.name.starts_with(only)) bench.check(hostile);
}
