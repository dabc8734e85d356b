// Whatever a worker does or becomes, its parent gets an answer in words, and the next task gets a worker that works.
#include <sys/prctl.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "labs/runtime/sandbox/confine.hpp"
#include "labs/runtime/sandbox/worker.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using namespace anel::labs;
using End = Evidence::End;

namespace {

Worker start(const SandboxPolicy& policy = {}) {
    auto worker = Worker::start(policy);
    INFO((worker ? std::string() : worker.error().message));
    REQUIRE(worker);
    return std::move(*worker);
}

struct Fake {
    tests::TemporaryFolder folder;
    SandboxPolicy policy;
    explicit Fake(const std::string& how) {
        policy.bubblewrap = false;
        policy.wall_seconds = 1;
        policy.program = (folder.path() / how).string();
        std::filesystem::create_symlink(std::filesystem::absolute(tests::built_program("anel_tests_fake_worker")), policy.program);
    }
    Evidence answer() {
        Worker worker = start(policy);
        return worker.run({{"module", "x"}}, {});
    }
};

std::vector<pid_t> children_of(pid_t parent) {
    std::vector<pid_t> all;
    for (const auto& task : std::filesystem::directory_iterator("/proc/" + std::to_string(parent) + "/task")) {
        std::ifstream file(task.path() / "children");
        for (pid_t child; file >> child;) {
            all.push_back(child);
            for (const pid_t below : children_of(child)) all.push_back(below);
        }
    }
    return all;
}

Submission submission(const std::string& text) { return {{{"monitor.lua", text}}}; }
const Value kAsk{{"module", "monitor"}, {"steps", {{{"call", "f"}}}}};
const Submission kGood = submission("return {f = function() return 6 * 7 end}");

void check_good(const Evidence& evidence) {
    INFO(evidence.detail << evidence.value.dump());
    REQUIRE(evidence.end == End::kEvidence);
    CHECK(evidence.value["ended"] == "done");
    CHECK(evidence.value["steps"][0]["returned"] == Value::array({42}));
}

}  // namespace

TEST_CASE("frames that no worker writes are refused, with why") {
    CHECK(Fake("good").answer().end == End::kEvidence);
    CHECK(Fake("last").answer().end == End::kEvidence);
    for (const char* how : {"other_nonce", "too_large", "too_deep", "pieces", "noise"}) {
        const Evidence evidence = Fake(how).answer();
        INFO(how << ": " << evidence.detail);
        CHECK(evidence.end == End::kRefusedFrame);
        CHECK_FALSE(evidence.detail.empty());
    }
}

TEST_CASE("a worker that is gone, in whatever way, is a crash with its last words; one that is silent is timed out") {
    CHECK(Fake("truncated").answer().end == End::kCrashed);
    const Evidence left = Fake("leaves").answer();
    CHECK(left.end == End::kCrashed);
    CHECK(left.detail.find("exit code 3") != std::string::npos);
    const Evidence died = Fake("dies").answer();
    CHECK(died.end == End::kCrashed);
    // A sanitizer takes the signal and says it in words of its own.
    if (!kSanitized) CHECK(died.detail.find("signal 11") != std::string::npos);
    const Evidence complained = Fake("complains").answer();
    CHECK(complained.end == End::kCrashed);
    CHECK(complained.detail.find("!!!") != std::string::npos);
    CHECK(complained.detail.size() < 6000);
    const auto begun = std::chrono::steady_clock::now();
    CHECK(Fake("silent").answer().end == End::kTimedOut);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(5));
}

TEST_CASE("an answer beforehand counts for no task") {
    Fake fake("twice");
    Worker worker = start(fake.policy);
    for (int i = 0; i < 3; ++i) {
        const Evidence evidence = worker.run(kAsk, {});
        REQUIRE(evidence.end == End::kEvidence);
        CHECK(evidence.value["ended"] == "done");
    }
}

TEST_CASE("one worker does many tasks, and another submission gets another worker") {
    Worker worker = start();
    for (int i = 0; i < 5; ++i) check_good(worker.run(kAsk, kGood));
    const auto before = children_of(getpid());
    check_good(worker.run(kAsk, kGood));
    CHECK(children_of(getpid()) == before);
    check_good(worker.run(kAsk, submission("return {f = function() return 42 end}")));
    CHECK(children_of(getpid()) != before);
}

TEST_CASE("what a student is told while his code runs is in the task's language, and English where it says none") {
    Worker worker = start();
    Value ask = kAsk;
    const auto told = [&](const std::string& text, const char* language) {
        if (language != nullptr) ask["language"] = language;
        else ask.erase("language");
        const Evidence evidence = worker.run(ask, submission(text));
        REQUIRE(evidence.end == End::kEvidence);
        CHECK(evidence.value["ended"] != "done");
        return evidence.value["message"].get<std::string>();
    };
    const auto holds = [](const std::string& text, const char* part) { return text.find(part) != std::string::npos; };
    const char* const gap = "return {f = function() to_be_written('f(x)') end}";
    CHECK(holds(told(gap, nullptr), "monitor.lua:1: to be written: f(x). "));
    CHECK(holds(told(gap, "pt-BR"), "monitor.lua:1: por escrever: f(x). "));
    const char* const both = "return {f = function() error(text{en = 'no', ['pt-BR'] = 'não'}) end}";
    CHECK(holds(told(both, "en"), "monitor.lua:1: no"));
    CHECK(holds(told(both, "pt-BR"), "monitor.lua:1: não"));
    CHECK(holds(told("f = 1", "en"), "monitor.lua did not return the table with its functions"));
    CHECK(holds(told("f = 1", "pt-BR"), "monitor.lua não devolveu a tabela com as suas funções"));
    CHECK(holds(told("return {g = 1}", "pt-BR"), "não tem a função `f`"));
    CHECK(holds(told("return {f = function() return print end}", "pt-BR"), "monitor.lua:1: o que f devolveu não pode ser entregue"));
}

TEST_CASE("an error in what a lab provides is placed at the line of the submission that called it, if one did") {
    Worker worker = start();
    Submission files = submission("local lib = require 'lib'\nreturn {f = function()\n  lib.g(nil)\nend}");
    files.files["provided/lib.lua"] = "return {g = function(x)\n  return x.y\nend}";
    const Evidence called = worker.run(kAsk, files);
    CHECK(called.value["message"].get<std::string>().starts_with("provided/lib.lua:2: "));
    CHECK(called.value["file"] == "monitor.lua");
    CHECK(called.value["line"] == 3);
    const Evidence alone = worker.run({{"module", "provided/lib"}, {"steps", {{{"call", "g"}}}}}, files);
    CHECK(alone.value["file"] == "provided/lib.lua");
    CHECK(alone.value["line"] == 2);
}

TEST_CASE("a worker killed in the middle of a task, by any signal, is a crash, and the next task is done") {
    Worker worker = start();
    const Submission endless = submission("return {f = function() while true do end end}");
    Value ask = kAsk;
    ask["budget"]["instructions"] = std::uint64_t{1} << 50;
    for (const int signal : {SIGKILL, SIGABRT, SIGSEGV, SIGTERM}) {
        check_good(worker.run(kAsk, kGood));
        std::thread killer([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            const auto all = children_of(getpid());
            if (!all.empty()) kill(all.back(), signal);
        });
        const Evidence evidence = worker.run(ask, endless);
        killer.join();
        INFO(signal << ": " << evidence.detail);
        CHECK(evidence.end == End::kCrashed);
    }
    check_good(worker.run(kAsk, kGood));
}

TEST_CASE("what takes too long by the clock is timed out, nothing of it is left, and the next task is done") {
    SandboxPolicy policy;
    policy.wall_seconds = 1;
    Worker worker = start(policy);
    Value ask = kAsk;
    ask["budget"]["instructions"] = std::uint64_t{1} << 50;
    CHECK(worker.run(ask, submission("return {f = function() while true do end end}")).end == End::kTimedOut);
    CHECK(children_of(getpid()).empty());
    check_good(worker.run(kAsk, kGood));
}

TEST_CASE("with its worker, everything that it started is gone") {
    {
        Worker worker = start();
        CHECK_FALSE(children_of(getpid()).empty());
    }
    CHECK(children_of(getpid()).empty());
}

TEST_CASE("what a worker's process has started goes with it, in whatever way it ends") {
    // Orphans become ours, so that we can see whether there are any.
    REQUIRE(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0);
    for (const char* how : {"forks", "forks_and_leaves"}) {
        Fake(how).answer();
        pid_t gone = 0;
        for (int waited = 0; waited < 2000 && gone >= 0; ++waited) {
            gone = waitpid(-1, nullptr, WNOHANG);
            if (gone == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        INFO(how);
        CHECK(gone == -1);
        for (const pid_t left : children_of(getpid())) kill(left, SIGKILL), waitpid(left, nullptr, 0);
    }
    prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0);
}

TEST_CASE("where no worker starts any more, that is nothing that a submission has done") {
    Fake fake("good");
    Worker worker = start(fake.policy);
    CHECK(worker.run(kAsk, kGood).end == End::kEvidence);
    std::filesystem::remove(fake.policy.program);
    const Evidence evidence = worker.run(kAsk, submission("return {}"));
    CHECK(evidence.end == End::kNoWorker);
    CHECK_FALSE(evidence.detail.empty());
    CHECK_FALSE(worker.unpack("an archive"));
}

TEST_CASE("an archive that is opened too slowly was not opened; one that ends its worker twice, or is answered with noise, is refused") {
    const auto unpacked = [](const char* how) {
        Fake fake(how);
        return start(fake.policy).unpack("an archive");
    };
    const auto slow = unpacked("silent");
    REQUIRE_FALSE(slow);
    CHECK(slow.error().message.find("wall clock") != std::string::npos);
    for (const char* how : {"leaves", "noise", "good"}) {
        const auto refused = unpacked(how);
        INFO(how);
        REQUIRE(refused);
        CHECK_FALSE(refused->refused.empty());
        CHECK(refused->submission.files.empty());
    }
}

TEST_CASE("where bubblewrap fails, a worker runs without it and says so; where the whole sandbox is asked for, none does") {
    const tests::TemporaryFolder folder;
    SandboxPolicy policy;
    policy.bubblewrap_program = (folder.path() / "bwrap").string();
    std::ofstream(policy.bubblewrap_program) << "#!/bin/sh\necho 'No permissions to create a new namespace' >&2\nexit 1\n";
    std::filesystem::permissions(policy.bubblewrap_program, std::filesystem::perms::owner_all);
    {
        Worker worker = start(policy);
        CHECK(worker.missing().find("bubblewrap (it does not work here: ") != std::string::npos);
        CHECK(worker.missing().find("No permissions to create a new namespace") != std::string::npos);
        check_good(worker.run(kAsk, kGood));
        check_good(worker.run(kAsk, submission("return {f = function() return 42 end}")));
    }
    const auto missing = missing_layers(policy);
    REQUIRE(missing);
    CHECK(missing->starts_with("bubblewrap ("));
    policy.require = true;
    const auto refused = Worker::start(policy);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("missing: bubblewrap (it does not work here: ") != std::string::npos);
    CHECK(refused.error().message.find("No permissions to create a new namespace") != std::string::npos);
    CHECK(children_of(getpid()).empty());
}

TEST_CASE("a layer that is missing is not laid at bubblewrap's door") {
    Fake fake("without_a_layer");
    CHECK(start(fake.policy).missing() == "bubblewrap (it was not asked for), a layer (of its reasons)");
    // It does what it is asked to run, and nothing else.
    const tests::TemporaryFolder folder;
    fake.policy.bubblewrap = true;
    fake.policy.bubblewrap_program = (folder.path() / "bwrap").string();
    std::ofstream(fake.policy.bubblewrap_program) << "#!/bin/sh\nexec '" << fake.policy.program << "'\n";
    std::filesystem::permissions(fake.policy.bubblewrap_program, std::filesystem::perms::owner_all);
    CHECK(start(fake.policy).missing() == "a layer (of its reasons)");
    fake.policy.require = true;
    const auto refused = Worker::start(fake.policy);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.ends_with("missing: a layer (of its reasons)"));
}

TEST_CASE("each layer of the sandbox is named, and where one is missing the whole sandbox is refused with its name") {
    Worker worker = start();
    for (const char* layer : {"bubblewrap", "user", "limits", "no new privileges", "not to be traced", "seccomp"}) CHECK((worker.layers() + worker.missing()).find(layer) != std::string::npos);
    SandboxPolicy policy;
    policy.require = true;
    policy.bubblewrap = false;
    const auto refused = Worker::start(policy);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("bubblewrap") != std::string::npos);
    policy.program = "/nowhere/anel-worker";
    policy.require = false;
    const auto missing = Worker::start(policy);
    REQUIRE_FALSE(missing);
    CHECK_FALSE(missing.error().message.empty());
}
