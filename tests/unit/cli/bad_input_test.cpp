// Everything that a person can hand in wrong: one message on standard error, nothing on standard output, the right exit code.
#include <fstream>

#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/elf_maker.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;

namespace {

class Files {
public:
    std::string write(const std::string& name, const std::string& content) const {
        const auto path = folder_.path() / name;
        std::ofstream(path, std::ios::binary) << content;
        return path.string();
    }
    std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

private:
    TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("a wrong command line is refused with exit code 2 and a way on") {
    refuses("", kUsage, "a command is missing. Commands: run, replay, compare, lockstep, classify, debug, gdb");
    refuses("rnu", kUsage, "unknown command 'rnu'; did you mean 'run'?");
    refuses("run --polic strict", kUsage, "See anel run --help");
    refuses("run --policy loose", kUsage, "unknown policy 'loose'; expected one of strict, popf, legacy");
    refuses("run --mode full --translate some", kUsage, "--translate: some not in {kernel,all}");
    refuses("run --mode nativ", kUsage, "unknown mode 'nativ'; did you mean 'native'?");
    refuses("run --max-cycles many", kUsage, "--max-cycles");
    refuses("run --max-cycles 0", kUsage, "--max-cycles");
    refuses("run --input 'a\\qb'", kUsage, "--input: unknown escape '\\q' at character 2");
    refuses("run --json x --events x", kUsage, "--json and --events name the same file");
    refuses("run --mode silly", kUsage, "unknown mode 'silly'. Modes: native, full-trap, full-translate, full, para, assist-shadow, assist-nested, assist");
    for (const std::string pair : {"--json x --csv x", "--json x --svg x", "--csv x --svg x", "--svg - --json -"})
        refuses("compare boot " + pair, kUsage, "name the same file; give each its own");
    refuses("compare sycall", kUsage, "unknown workload 'sycall'; did you mean 'syscall'?");
    refuses("compare --modes native,ful", kUsage, "unknown mode 'ful'; did you mean 'full'?");
    refuses("compare boot twice", kUsage, "See anel compare --help");
}

TEST_CASE("a mode that the machine cannot run is refused where it is asked for by name, and left out of all the others") {
    const Files files;
    const std::string locked = files.write("locked.yaml", "name: old\nassist: {locked: true}\n");
    const std::string absent = files.write("absent.yaml", "name: older\nassist: {present: false}\n");
    refuses("run --mode assist-nested --machine " + absent, kBadInput, "mode 'assist-nested' needs hardware assist, and that of machine 'older' is absent; change 'assist' in its profile");
    refuses("compare boot --modes native,assist-shadow --machine " + locked, kBadInput, "mode 'assist-shadow' needs hardware assist, and that of machine 'old' is locked");
    const Outcome outcome = run_anel("compare boot --json - --machine " + locked);
    CHECK(outcome.exit_code == 0);
    CHECK(outcome.err.find("left out: mode 'assist-nested' needs hardware assist") != std::string::npos);
    CHECK(outcome.out.find("\"para\"") != std::string::npos);
    CHECK(outcome.out.find("\"assist-nested\"") == std::string::npos);
}

TEST_CASE("a wrong file is refused with exit code 3 and its name") {
    const Files files;
    refuses("run --machine " + files.path("none.yaml"), kBadInput, "none.yaml: cannot be read: No such file or directory");
    refuses("compare --machine " + files.write("m.yaml", "memory:\n  rum_mib: 3\n"), kBadInput, "m.yaml:2:3: unknown key 'memory.rum_mib'; did you mean 'ram_mib'?");
    refuses("run --kernel " + files.path("none.elf"), kBadInput, "none.elf: cannot be read: No such file or directory");
    refuses("run --kernel " + files.write("text", "hello, I am a text\n"), kBadInput, "text: is not an ELF file");
    refuses("run --kernel " + files.write("empty", ""), kBadInput, "empty: is not an ELF file");
    refuses("run --kernel /tmp", kBadInput, "/tmp: cannot be read: Is a directory");
    refuses("run --kernel /bin/sh", kBadInput, "/bin/sh: is a 64-bit ELF file");
    ElfParts parts;
    parts.machine = 40;
    refuses("run --kernel " + files.write("arm", make_elf({0}, parts)), kBadInput, "arm: is an ELF file for ARM");
    const std::string whole = make_elf(kernels::kExit7);
    refuses("run --kernel " + files.write("cut", whole.substr(0, whole.size() - 1)), kBadInput, "cut: is truncated");
    parts = {};
    parts.paddr = parts.entry = 0x40000000;
    for (const std::string mode : {"native", "full-trap", "para"})
        refuses("run --mode " + mode + " --kernel " + files.write("far", make_elf({0x6f}, parts)), kBadInput, "far: segment at physical 0x40000000");
    refuses("run --input @" + files.path("none.txt"), kBadInput, "none.txt: cannot be read");
    refuses("run --append run=hello --input '' --events " + files.path("no/such/folder/e"), kBadInput, "cannot be written: No such file or directory");
}

TEST_CASE("a guest that goes wrong is told apart by the exit code") {
    const Files files;
    const auto run = [&](const std::vector<std::uint32_t>& words, const std::string& more) {
        return run_anel("run --kernel " + files.write("k.elf", make_elf(words)) + " " + more);
    };
    Outcome outcome = run(kernels::kToNowhere, "");
    REQUIRE(outcome.exit_code == 1);
    REQUIRE(outcome.err.find("triple fault: ") != std::string::npos);
    REQUIRE(outcome.err.find("fetch-access (value 0xf0000000)") != std::string::npos);
    outcome = run(kernels::kSleep, "");
    REQUIRE(outcome.exit_code == 1);
    REQUIRE(outcome.err.find("waits for an interrupt, and none can come") != std::string::npos);
    outcome = run(kernels::kSpin, "--max-cycles 5000");
    REQUIRE(outcome.exit_code == 4);
    REQUIRE(outcome.err.find("stopped at the limit of 5000 cycles") != std::string::npos);
    REQUIRE(run(kernels::kToNowhere, "--mode full-trap").exit_code != 0);
}

TEST_CASE("the guest's exit code is the command's only when asked for") {
    const Files files;
    const std::string kernel = files.write("k.elf", make_elf(kernels::kExit7));
    REQUIRE(run_anel("run --kernel " + kernel).exit_code == 0);
    REQUIRE(run_anel("run --guest-exit --kernel " + kernel).exit_code == 7);
    REQUIRE(run_anel("run --guest-exit --mode full-trap --kernel " + kernel).exit_code == 7);
}

TEST_CASE("Ctrl-C stops a run with a summary") {
    const Files files;
    const std::string kernel = files.write("k.elf", make_elf(kernels::kSpin));
    // In the background, timeout signals its whole group as well: twice, and the second Ctrl-C is meant to kill.
    const Outcome outcome = run_anel("run --kernel " + kernel, "timeout --foreground --preserve-status -s INT 0.5 ");
    REQUIRE(outcome.exit_code == 4);
    REQUIRE(outcome.err.find("interrupted at cycle ") != std::string::npos);
    REQUIRE(outcome.err.find("cycles: other 100.00 %") != std::string::npos);
}

TEST_CASE("nothing half-written is left where a run is refused") {
    const Files files;
    const std::string kept = files.write("kept.json", "old");
    REQUIRE(run_anel("run --kernel /bin/sh --json " + kept + " --events " + files.path("e.jsonl")).exit_code == kBadInput);
    REQUIRE(read_file(kept) == "old");
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(kept).parent_path())) ++count;
    REQUIRE(count == 1);
}
