// `anel lua` as a person uses it: scripts with arguments, a pipe of lines, the reference, exit codes.
#include <fstream>

#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;

namespace {

std::string script_of(const TemporaryFolder& folder, const std::string& text) {
    const std::string path = (folder.path() / "s.lua").string();
    std::ofstream(path) << text;
    return path;
}

}  // namespace

TEST_CASE("a script gets its arguments, prints, and its exit code says whether it failed, and by what") {
    const TemporaryFolder folder;
    const Outcome done = run_anel("lua " + script_of(folder, "#!/usr/bin/env anel\nlocal a, b = ...\nprint(a, b)\nlog(disassemble(0x73))\nreturn print") + " one 2");
    CHECK(done.exit_code == kDone);
    CHECK(done.out == "one\t2\necall\n");
    CHECK(done.err.empty());

    const Outcome failed = run_anel("lua " + script_of(folder, "print('before')\nlocal function f() error('no') end\nf()\n"));
    CHECK(failed.exit_code == kBadInput);
    CHECK(failed.out == "before\n");
    CHECK(failed.err.find("s.lua:2: no") != std::string::npos);
    CHECK(failed.err.find("s.lua:3: in main chunk") != std::string::npos);

    const Outcome judged = run_anel("lua --lang pt-BR " + script_of(folder, "expect.equal(1, 2, text{en='one', ['pt-BR']='um'})"));
    CHECK(judged.exit_code == kJudgedWrong);
    CHECK(judged.err.find("s.lua:1: um: encontrado 1; esperado 2") != std::string::npos);
    refuses("lua nowhere.lua", kBadInput, "nowhere.lua");
    refuses("lua --lang de", kUsage, "no such language");
}

TEST_CASE("lines from a pipe are answered one by one, and a failed one is told by the exit code") {
    const Outcome good = run_anel("lua", "printf 'x = 2\\nfunction f()\\n return x end\\nf() * 21\\n' | ");
    CHECK(good.exit_code == kDone);
    CHECK(good.out == "42 (0x2a)\n");
    CHECK(good.err.empty());
    const Outcome bad = run_anel("lua", "printf 'y.z = 1\\n7\\n' | ");
    CHECK(bad.exit_code == kBadInput);
    CHECK(bad.out == "7\n");
    CHECK(bad.err.starts_with("line:1: attempt to index a nil value"));
    const Outcome open = run_anel("lua", "printf 'if true then\\n' | ");
    CHECK(open.exit_code == kBadInput);
    CHECK(open.err.find("<eof>") != std::string::npos);
}

TEST_CASE("the reference is printed") {
    const Outcome page = run_anel("lua --reference");
    CHECK(page.exit_code == kDone);
    CHECK(page.out == read_file(source_file("course-notes/en/lua-reference.md")));
}
