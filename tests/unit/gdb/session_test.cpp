// Stock gdb-multiarch drives the machine by scripts: in the guest's kernel on the bare machine and under the monitor, forward and backward.
// What it is to say is written down by hand; addresses are the machine's own and are compared with each other.
#include <fstream>
#include <regex>

#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;

namespace {

/// What gdb prints at this script, behind what makes it quiet, with Anelix in `mode`.
std::string session(const std::string& mode, const std::string& script, const std::string& more = "--append run=hello") {
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "script").string(), out = (folder.path() / "out").string();
    std::ofstream(path) << "set pagination off\nset confirm off\nset width 0\nset debuginfod enabled off\n"
                        << "file " << bundled_file("anelix.elf").string() << "\nadd-symbol-file " << bundled_file("monitor.elf").string() << " -o 0xffc00000\n"
                        << "target remote | " << built_program("anel").string() << " gdb --stdio --quiet --mode " << mode << " " << more << "\n"
                        << script;
    const int status = std::system(("timeout 300 gdb-multiarch -nx -q -batch -x " + quoted(path) + " >" + quoted(out) + " 2>&1 </dev/null").c_str());
    const std::string said = read_file(out);
    INFO(said);
    REQUIRE(status == 0);
    REQUIRE(said.find("Error in sourced command file") == std::string::npos);
    return said;
}

bool says(const std::string& said, const std::string& pattern) { return std::regex_search(said, std::regex(pattern)); }

/// The values that `print/x` gave to a name behind `echo name=`.
std::vector<std::string> values(const std::string& said, const std::string& name) {
    std::vector<std::string> found;
    const std::regex pattern("(?:^|\n)" + name + "=\\$[0-9]+ = (\\S+)");
    for (std::sregex_iterator match(said.begin(), said.end(), pattern), none; match != none; ++match) found.push_back((*match)[1]);
    return found;
}
std::string show(const std::string& name, const std::string& expression) { return "echo " + name + "=\nprint/x " + expression + "\n"; }

}  // namespace

TEST_CASE("stock gdb breaks in the guest's kernel, sees who called, and watches a page-table entry change, forward and backward, in every mode") {
    for (const std::string mode : {"native", "full-trap", "para", "assist-shadow", "assist-nested"}) {
        const std::string said = session(mode,
                                         "break anelix::AddressSpace::add_page\ncontinue\nbacktrace\n" + show("ring", "$ring") +
                                             // The entry for the page's 4 MiB, in the level-1 table, through the kernel's map of all memory.
                                             "set $entry = 0x80000000 + *(unsigned *) $a0 + ($a1 >> 22) * 4\n" + show("before", "*(unsigned *) $entry") +
                                             "eval \"watch *(unsigned *) 0x%x\", $entry\ncontinue\n" + show("after", "*(unsigned *) $entry") +
                                             "reverse-continue\n" + show("again", "*(unsigned *) $entry"));
        INFO(mode << "\n" << said);
        CHECK(says(said, "Breakpoint 1, add_page \\(\\) at .*address_space\\.cpp:\\d+"));
        CHECK(says(said, "#0  add_page \\(\\)"));
        CHECK(says(said, "#\\d+ .* load_program \\(\\) at .*program\\.cpp"));
        CHECK(says(said, "#\\d+ .* kernel_main \\(\\) at .*main\\.cpp"));
        CHECK(says(said, "#\\d+ .* in high \\(\\) at .*boot\\.S"));
        // Only with hardware assist, or without a monitor, is the kernel in ring 0.
        CHECK(values(said, "ring") == std::vector<std::string>{mode == "full-trap" || mode == "para" ? "0x1" : "0x0"});
        CHECK(values(said, "before") == std::vector<std::string>{"0x0"});
        REQUIRE(values(said, "after").size() == 1);
        CHECK((std::stoul(values(said, "after")[0], nullptr, 16) & 0xf) == 1);  // valid, and pointing to a table
        CHECK(values(said, "again") == std::vector<std::string>{"0x0"});
        CHECK(says(said, "Hardware watchpoint 2: [^\n]*\n\nOld value = 0\nNew value = [1-9]"));
        CHECK(says(said, "Hardware watchpoint 2: [^\n]*\n\nOld value = [1-9][0-9]*\nNew value = 0\n"));
    }
}

TEST_CASE("stock gdb steps from the guest's kernel into the monitor by a trap, and back over it: pc, ring and clock are what they were") {
    const std::string state = show("pc", "$pc") + show("ring", "$ring") + show("clock", "$clock");
    const std::string said = session("full-trap", "break anelix::AddressSpace::add_page\ncontinue\ndelete\nbreak trap_entry\ncontinue\n" + state + show("epc", "$epc0") +
                                                      "delete\nreverse-stepi\n" + state + "stepi\n" + state + "monitor why\nmonitor ring\nreverse-stepi\n" + state);
    INFO(said);
    const auto pc = values(said, "pc"), ring = values(said, "ring"), clock = values(said, "clock"), epc = values(said, "epc");
    REQUIRE((pc.size() == 4 && ring.size() == 4 && clock.size() == 4 && epc.size() == 1));
    CHECK(pc[0].starts_with("0xffc0"));
    CHECK(ring == std::vector<std::string>{"0x0", "0x1", "0x0", "0x1"});
    CHECK(pc[1] == epc[0]);
    CHECK(pc[1].starts_with("0x801"));
    CHECK(pc[2] == pc[0]);
    CHECK(pc[3] == pc[1]);
    CHECK(clock[2] == clock[0]);
    CHECK(clock[3] == clock[1]);
    CHECK(std::stoul(clock[1], nullptr, 16) < std::stoul(clock[0], nullptr, 16));
    CHECK(said.find("into ring 0: ") != std::string::npos);
    CHECK(said.find("ring 0, VM ") != std::string::npos);
}

TEST_CASE("on the bare machine stock gdb steps back from the kernel's trap handler into the program that called") {
    const std::string state = show("pc", "$pc") + show("ring", "$ring");
    const std::string said =
        session("native", "break trap_entry0\ncontinue\n" + state + show("cause", "$cause0") + "reverse-stepi\n" + state + "x/i $pc\nstepi\n" + state);
    INFO(said);
    const auto pc = values(said, "pc"), ring = values(said, "ring");
    REQUIRE((pc.size() == 3 && ring.size() == 3));
    CHECK(ring == std::vector<std::string>{"0x0", "0x3", "0x0"});
    CHECK(pc[1].size() < pc[0].size());  // a user address lies low
    CHECK(pc[2] == pc[0]);
}

TEST_CASE("stock gdb shows CSRs by name with their fields, refuses to set the ring, and is shown what the machine prints and how it ends") {
    const std::string said = session("native", "info registers csr\nbreak kernel_main\ncontinue\ninfo registers status0 root ring\nset $scratch2 = 0x1234\ninfo registers scratch2\n"
                                               "delete\ncontinue\n");
    INFO(said);
    for (const char* name : {"vector0", "cause1", "delegate2", "root", "grant", "vectorm", "rootm"}) CHECK(says(said, "\n" + std::string(name) + " +0x"));
    CHECK(says(said, "status0 +0x[0-9a-f]+\\s+\\[ "));
    CHECK(says(said, "root +0x[0-9a-f]+\\s+\\[ ON ASID=0 TABLE=[1-9]"));
    CHECK(says(said, "scratch2 +0x1234"));
    CHECK(said.find("Hello from ring 3.") != std::string::npos);
    CHECK(said.find("exited normally") != std::string::npos);
    const std::string crash = session("native", "continue\n", "--append run=panic");
    INFO(crash);
    CHECK(says(crash, "exited with code [0-9]+"));
    const std::string stopped = session("native", "monitor at-exit stop\ncontinue\nreverse-stepi\n" + show("ring", "$ring"));
    INFO(stopped);
    CHECK(stopped.find("One can still go back.") != std::string::npos);
    CHECK(values(stopped, "ring") == std::vector<std::string>{"0x0"});
}

TEST_CASE("wrong command lines of anel gdb are refused with one message") {
    refuses("gdb --listen nowhere", 2, "'nowhere' is no address to listen at");
    refuses("gdb --stdio --port 1", 2, "--stdio");
    refuses("gdb --mode hyper", 2, "hyper");
    refuses("gdb --stdio --kernel /dev/null", 3, "is not an ELF file");
    refuses("gdb --stdio --symbols /nonexistent", 3, "/nonexistent");
    refuses("gdb --port 70000", 2, "port");
}
