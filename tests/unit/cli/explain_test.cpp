// `anel run --explain`: where stories go, in which language, and what is refused.
#include <fstream>

#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

}  // namespace

TEST_CASE("stories go to a file or to standard output, in English or in Portuguese, and change nothing else") {
    const TemporaryFolder folder;
    const std::string file = (folder.path() / "traps.txt").string(), events = (folder.path() / "e.jsonl").string(), again = (folder.path() / "a.jsonl").string();
    const Outcome plain = run_anel("run --append run=hello --events " + events);
    const Outcome told = run_anel("run --append run=hello --explain " + file + " --events " + again);
    REQUIRE(plain.exit_code == 0);
    REQUIRE(told.exit_code == 0);
    CHECK(told.out == plain.out);
    CHECK(read_file(again) == read_file(events));
    const std::string english = read_file(file);
    CHECK(english.starts_with("trap 1, cycle "));
    CHECK(english.find("\n  why: ecall from ring 3 calls the kernel; a7 holds 64\n") != std::string::npos);
    CHECK(count(english, "\n  why: ") == count(read_file(events), "\"kind\":\"trap\""));

    const Outcome portuguese = run_anel("run --append run=hello --explain - --lang pt-BR --explain-most 2");
    REQUIRE(portuguese.exit_code == 0);
    CHECK(count(portuguese.out, "  por quê: ") == 2);
    CHECK(portuguese.out.find("\n  destino: para o anel 0: o banco 0 não o delega\n") != std::string::npos);
}

TEST_CASE("a language that nobody speaks, a number that is none, and a file named twice are refused") {
    refuses("run --explain - --lang pt", kUsage, "--lang pt: no such language; there are en and pt-BR");
    refuses("run --lang xx", kUsage, "--lang xx: no such language; there are en and pt-BR");
    refuses("run --explain x --events x", kUsage, "--events and --explain name the same file; give each its own");
    refuses("run --explain x --json x", kUsage, "--json and --explain name the same file");
    refuses("run --explain - --explain-most 0", kUsage, "--explain-most");
    refuses("run --explain /nowhere/traps.txt", 3, "/nowhere/traps.txt: cannot be written");
}
