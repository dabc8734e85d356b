// `anel debug` from scripts, from standard input and with commands on the line: what it prints, and how it ends.
#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/support.hpp"

#include <fstream>

using anel::tests::Outcome;
using anel::tests::quoted;
using anel::tests::refuses;
using anel::tests::run_anel;

namespace {
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
}  // namespace

TEST_CASE("commands on the line are done in order, and the guest's words stand apart") {
    const Outcome run = run_anel("debug --mode full-trap --append run=hello --command 'break hello:main; c; finish; c'");
    INFO(run.out << run.err);
    CHECK(run.exit_code == 0);
    CHECK(run.err.empty());
    CHECK(has(run.out, "breakpoint 1: hello:main\n"));
    CHECK(has(run.out, "\n| Hello from ring 3.\n"));
    CHECK(has(run.out, "<hello:main> guest-os/user/hello.cpp:"));
    CHECK(has(run.out, "the machine is off, exit code 0\n"));
    CHECK_FALSE(has(run.out, "(anel)"));
}

TEST_CASE("commands come from standard input, without echo or prompt") {
    const Outcome run = run_anel("debug --append run=hello", "printf 'trap ecall\\nback\\ndis pc 1\\n' | ");
    INFO(run.out << run.err);
    CHECK(run.exit_code == 0);
    CHECK(has(run.out, "ecall\n"));
    CHECK_FALSE(has(run.out, "(anel)"));
    CHECK_FALSE(has(run.out, "dis pc"));
}

TEST_CASE("a script ends at its first command that fails, with its line and exit code 1") {
    const anel::tests::TemporaryFolder folder;
    const std::string script = (folder.path() / "session").string();
    std::ofstream(script) << "# a remark\nstep\nbreak nowhere\nregs\n";
    const Outcome run = run_anel("debug " + quoted(script));
    CHECK(run.exit_code == 1);
    CHECK(has(run.err, "session:3: there is no symbol 'nowhere'"));
    CHECK_FALSE(has(run.out, "zero"));
    const Outcome line = run_anel("debug --command 'step; frob; regs'");
    CHECK(line.exit_code == 1);
    CHECK(line.err == "anel: --command:2: there is no command 'frob'; `help` lists them\n");
}

TEST_CASE("quit ends a script where it stands") {
    const Outcome run = run_anel("debug --command 'quit; frob'");
    CHECK(run.exit_code == 0);
    CHECK(run.err.empty());
}

TEST_CASE("input that is given is there from the first cycle") {
    const Outcome run = run_anel("debug --input 'echo typed\\n' --command continue");
    INFO(run.out << run.err);
    CHECK(run.exit_code == 0);
    CHECK(has(run.out, "| $ typed\n"));
    CHECK(has(run.out, "the machine is off"));
}

TEST_CASE("a program of one's own is read by its path") {
    const Outcome run = run_anel("debug --command 'symbols /no/such.elf'");
    CHECK(run.exit_code == 1);
    CHECK(has(run.err, "/no/such.elf"));
}

TEST_CASE("what is wrong on the line is refused before anything runs") {
    refuses("debug --mode half --command regs", 2, "mode");
    refuses("debug --kernel /no/kernel.elf --command regs", 3, "/no/kernel.elf");
    refuses("debug --kernel - </dev/null", 2, "--kernel cannot come from standard input");
    refuses("debug --input 'a\\q' --command regs", 2, "unknown escape");
    refuses("debug /no/script", 3, "/no/script");
    refuses("debug --frob", 2, "--frob");
}

TEST_CASE("a stop at a trap says why it was raised, in the language asked for") {
    const std::string to_the_hcall = "debug --command 'trap illegal; why'";
    const Outcome english = run_anel(to_the_hcall);
    INFO(english.out << english.err);
    CHECK(english.exit_code == 0);
    const std::string because = "  because: hcall in ring 0: ";
    CHECK(english.out.find(because) != english.out.rfind(because));
    const Outcome portuguese = run_anel(to_the_hcall + " --lang pt-BR");
    CHECK(portuguese.exit_code == 0);
    CHECK(has(portuguese.out, "  because: hcall no anel 0: "));
    refuses("debug --lang pt --command regs", 2, "--lang pt: no such language; there are en and pt-BR");
}
