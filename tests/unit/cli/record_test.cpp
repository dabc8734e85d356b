// `anel run --record` and `anel replay` as a person uses them: a session comes again in every mode and however it ended, and whatever is no recording
// is refused.
#include <fstream>

#include "isa/machine/recording_file.hpp"
#include "monitor/control/modes.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/elf_maker.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using namespace anel::tests;
using nlohmann::json;

namespace {

class Files {
public:
    std::string operator()(const std::string& name) const { return (folder_.path() / name).string(); }
    bool exists(const std::string& name) const { return std::filesystem::exists(folder_.path() / name); }
    std::size_t count() const { return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder_.path()), {})); }
    std::string write(const std::string& name, const std::string& bytes) const {
        std::ofstream((*this)(name), std::ios::binary) << bytes;
        return (*this)(name);
    }

private:
    TemporaryFolder folder_;
};

/// What must be the same of two results; seconds are not.
json without_seconds(const std::string& file) {
    json result = json::parse(read_file(file));
    for (const char* const key : {"wall_s", "mips"}) result.erase(key);
    return result;
}

/// Records a run and plays it: the same console, the same result, the same events.
void same_again(const std::string& arguments, const std::string& before, int exit_code) {
    const Files files;
    const Outcome run = run_anel("run " + arguments + " --record " + files("r") + " --json " + files("run.json"), before);
    INFO("run " << arguments << "\n" << run.err);
    REQUIRE(run.exit_code == exit_code);
    const Outcome replay = run_anel("replay " + files("r") + " --json " + files("replay.json"));
    INFO(replay.err);
    REQUIRE(replay.exit_code == kDone);
    REQUIRE(replay.out == run.out);
    REQUIRE(replay.err.find("replay: the same as recorded, in every part\n") != std::string::npos);
    REQUIRE(without_seconds(files("replay.json")) == without_seconds(files("run.json")));
    REQUIRE(misfit(json::parse(read_file(files("replay.json"))), "run.json") == "");
}

machine::Recording recording_of_kernel(const Files& files, const std::vector<std::uint32_t>& words, const std::string& arguments = "") {
    const std::string kernel = files.write("k.elf", make_elf(words));
    run_anel("run --disk none --kernel " + kernel + " --record " + files("k.rec") + " " + arguments);
    auto recording = machine::load_recording(files("k.rec"));
    REQUIRE(recording);
    return *recording;
}

std::string replay_of(const Files& files, const machine::Recording& recording) { return "replay " + files.write("changed.rec", *machine::to_file(recording)); }

}  // namespace

TEST_CASE("a session at the shell, with lines from a pipe, comes again in every mode") {
    for (const control::Mode mode : control::built_modes())
        same_again("--mode " + std::string(name_of(mode)), "printf 'echo one\\nhello\\nwrite note x\\ncat note\\nforkwait 2\\n' | ", kDone);
}

TEST_CASE("a run comes again whatever it was given to do, and on another machine than the usual") {
    const Files files;
    const std::string machine = files.write("m.yaml", "name: \"odd \\\"one\\\"\"\ntiming: none\nmemory: {ram_mib: 4}\npolicy: {base: popf, overrides: {ei: trap}}\ntlb: {entries: 4}\n");
    same_again("--machine " + machine + " --append 'tick=20000 run=hello;forkwait 2;files 1'", "", kDone);
    same_again("--input 'hello\\nprimes 100\\n'", "", kDone);
    same_again("--mode para --append 'nobatch reboots=2 run=hello' --disk none", "", kDone);
}

TEST_CASE("a run comes again however it ended") {
    same_again("--max-cycles 300000 --mode full-trap --append run=hello", "", kLimit);
    same_again("--max-cycles 3000 --mode assist-nested", "", kLimit);
    const Files files;
    same_again("--kernel " + files.write("nowhere.elf", make_elf(kernels::kToNowhere)), "", kJudgedWrong);
    same_again("--kernel " + files.write("sleep.elf", make_elf(kernels::kSleep)), "", kJudgedWrong);
    same_again("--kernel " + files.write("exit.elf", make_elf(kernels::kExit7)), "", kDone);
    // li t0, 0x80000000; out t0, 0xf0(x0): gives up.
    same_again("--kernel " + files.write("up.elf", make_elf({0x800002b7, 0x0e53880b})), "", kJudgedWrong);
}

TEST_CASE("a run that a person stopped is kept, and comes again up to where it was stopped") {
    const Files files;
    const std::string kernel = files.write("spin.elf", make_elf(kernels::kSpin));
    // The signal comes when the run is under way, and the file appears at its end. In the background, timeout signals its
    // whole group as well: twice, and the second Ctrl-C is meant to kill.
    const Outcome run = run_anel("run --quiet --max-cycles 4611686018427387904 --kernel " + kernel + " --record " + files("r"), "timeout --foreground -s INT 2 ");
    // timeout's own exit code for what it had to end.
    REQUIRE(run.exit_code == 124);
    const auto recording = machine::load_recording(files("r"));
    REQUIRE(recording);
    REQUIRE(recording->end.ending == "interrupted");
    REQUIRE(recording->end.at.cycle > 1000);
    const Outcome replay = run_anel("replay " + files("r"));
    INFO(replay.err);
    REQUIRE(replay.exit_code == kDone);
    REQUIRE(replay.err.find("interrupted at cycle " + std::to_string(recording->end.at.cycle)) != std::string::npos);
}

TEST_CASE("a replay's events are the run's, and it stops where it is told to") {
    const Files files;
    REQUIRE(run_anel("run --mode assist-shadow --append run=hello --record " + files("r") + " --events " + files("run.jsonl")).exit_code == kDone);
    REQUIRE(run_anel("replay " + files("r") + " --quiet --events " + files("replay.jsonl")).exit_code == kDone);
    const std::string events = read_file(files("run.jsonl"));
    REQUIRE(events.size() > 10000);
    REQUIRE(read_file(files("replay.jsonl")) == events);
    const Outcome part = run_anel("replay " + files("r") + " --until 400000 --json " + files("part.json"));
    REQUIRE(part.exit_code == kDone);
    REQUIRE(part.err.find("replay: as far as was asked for before the end of the recording, at cycle ") != std::string::npos);
    const json result = json::parse(read_file(files("part.json")));
    REQUIRE(result["cycles"] >= 400000);
    REQUIRE(result["cycles"] < 400500);
    // What comes behind the end is not asked for.
    REQUIRE(run_anel("replay " + files("r") + " --until 4000000000").err.find("the same as recorded") != std::string::npos);
    REQUIRE(run_anel("replay --quiet " + files("r")).err.empty());
    REQUIRE(run_anel("replay --quiet -", "cat " + quoted(files("r")) + " | ").exit_code == kDone);
}

TEST_CASE("a run that does not come as it was recorded is judged wrong, with the first thing that differs") {
    const Files files;
    const machine::Recording recording = recording_of_kernel(files, kernels::kSayAndExit);
    REQUIRE(run_anel(replay_of(files, recording)).exit_code == kDone);
    const auto wrong = [&](machine::Recording changed, const std::string& why) {
        const Outcome outcome = run_anel(replay_of(files, changed) + " --quiet");
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == kJudgedWrong);
        REQUIRE(outcome.err.find("not the same as recorded: " + why) != std::string::npos);
    };
    machine::Recording changed = recording;
    ++changed.end.at.cycle;
    wrong(changed, "it ended at cycle " + std::to_string(recording.end.at.cycle) + ", after 3 instructions and 0 traps; the recorded run, at cycle " +
                       std::to_string(recording.end.at.cycle + 1));
    changed.end.at = {1, 1, 0};
    wrong(changed, "it ended at cycle ");
    changed = recording;
    changed.end.ending = "stuck";
    wrong(changed, "it powered off with exit code 0, at cycle ");
    for (std::size_t part = 0; part < recording.end.state.size(); ++part) {
        changed = recording;
        changed.end.state[part].digest[31] ^= 1;
        wrong(changed, recording.end.state[part].part + ": not as at the end of the recorded run");
    }
    changed = recording;
    changed.end.state.pop_back();
    wrong(changed, "the recording does not say what was in 'log' at its end");
    changed = recording;
    changed.inputs.push_back({{1000, 1000, 0}, machine::Input::Kind::kTyped, "x", 0});
    wrong(changed, "input 1 of 1 never came");
    // Somebody else's Anel is named.
    changed.recorded_by = "anel 77";
    wrong(changed, "input 1 of 1 never came (recorded by anel 77, played by anel ");
}

TEST_CASE("a run that would go on for ever where the recorded one ended is not waited for") {
    const Files files;
    machine::Recording recording = recording_of_kernel(files, kernels::kSpin, "--max-cycles 5000");
    recording.end.ending = "powered-off";
    const Outcome outcome = run_anel(replay_of(files, recording) + " --quiet");
    REQUIRE(outcome.exit_code == kJudgedWrong);
    INFO(outcome.err);
    REQUIRE(outcome.err.find("it stopped at the limit of " + std::to_string(recording.end.at.cycle + 1'000'000) + " cycles") != std::string::npos);
}

TEST_CASE("what is no recording, or a damaged one, is refused with the reason, and nothing runs") {
    const Files files;
    REQUIRE(run_anel("run --append run=hello --record " + files("r")).exit_code == kDone);
    const std::string good = read_file(files("r"));
    refuses("replay " + files.write("empty", ""), kBadInput, "empty: empty, and not a recording; record one with anel run --record FILE");
    refuses("replay /bin/sh", kBadInput, "/bin/sh: not a recording of Anel");
    refuses("replay " + quoted(source_file("isa/profiles/default.yaml").string()), kBadInput, "not a recording of Anel");
    refuses("replay " + files.write("short", good.substr(0, good.size() / 2)), kBadInput, "short: truncated: ");
    refuses("replay " + files.write("long", good + "and more"), kBadInput, "8 bytes stand behind its end");
    std::string damaged = good;
    damaged[good.size() / 2] = static_cast<char>(damaged[good.size() / 2] ^ 4);
    refuses("replay " + files.write("damaged", damaged), kBadInput, "damaged: its checksum is not that of its content");
    std::string newer = good;
    newer[8] = 9;
    refuses("replay " + files.write("newer", newer), kBadInput, "recorded by format 9, and this Anel reads format 1");
    refuses("replay " + files("nowhere"), kBadInput, "nowhere: cannot be read: No such file or directory");
    refuses("replay", kUsage, "recording");
    refuses("replay " + files("r") + " --events " + files("r"), kUsage, "--events and the recording name the same file");
}

TEST_CASE("a recording whose notes make no sense is refused, although its checksum is right") {
    const Files files;
    const machine::Recording recording = recording_of_kernel(files, kernels::kExit7);
    const auto refused = [&](const char* note, const std::string& content, const std::string& why) {
        machine::Recording changed = recording;
        changed.notes[note] = content;
        refuses(replay_of(files, changed), kBadInput, why);
    };
    refused("mode", "sideways", "not a recording that can be played: unknown mode 'sideways'");
    refused("mode", "full-trap", "its memory of 16777216 bytes is not what mode 'full-trap' has");
    refused("kernel", "no ELF", "changed.rec, its kernel: ");
    refused("most-cycles", "many", "its part 'most-cycles' is not a number");
    machine::Recording changed = recording;
    changed.notes.erase("kernel");
    refuses(replay_of(files, changed), kBadInput, "its part 'kernel' is missing");
    changed = recording;
    changed.end.ending = "somehow";
    refuses(replay_of(files, changed), kBadInput, "how it ended is not known here");
}

TEST_CASE("a recording that cannot be written is refused before anything runs, and a run that is refused leaves none") {
    const Files files;
    refuses("run --record /nowhere/r", kBadInput, "/nowhere/r: cannot be written");
    refuses("run --record -", kUsage, "--record: a recording cannot go to standard output");
    refuses("run --record " + files("r") + " --json " + files("r"), kUsage, "--json and --record name the same file");
    refuses("run --record " + files("r") + " --kernel /bin/sh", kBadInput, "/bin/sh");
    refuses("run --record " + files("r") + " --append " + std::string(5000, 'x'), kUsage, "the kernel's command line has 5000 bytes");
    REQUIRE(files.count() == 0);
}

TEST_CASE("the disk that a recorded run began with is in the recording, whatever becomes of the file") {
    const Files files;
    std::filesystem::copy_file(bundled_file("anelix.disk"), files("my.disk"));
    const std::string line = "printf 'write note x\\ncat note\\n' | ";
    const Outcome run = run_anel("run --disk " + files("my.disk") + " --record " + files("r"), line);
    REQUIRE(run.exit_code == kDone);
    REQUIRE(run.err.find("written to") != std::string::npos);
    const std::string written = read_file(files("my.disk"));
    const Outcome replay = run_anel("replay " + files("r"));
    REQUIRE(replay.exit_code == kDone);
    REQUIRE(replay.out == run.out);
    REQUIRE(read_file(files("my.disk")) == written);
    std::filesystem::remove(files("my.disk"));
    REQUIRE(run_anel("replay " + files("r")).out == run.out);
}
