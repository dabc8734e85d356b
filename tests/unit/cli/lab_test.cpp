// `anel lab`, as a student uses it, on the tiny lab of the grader's tests.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;

namespace {

const std::string& labs() {
    static const std::string option = " --labs " + quoted(source_file("tests/unit/labs_grader").string());
    return option;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A folder for the tiny lab, with an answer of the lab's.
class Mine {
public:
    explicit Mine(const std::string& answer = "starter", const std::string& options = "") {
        const Outcome made = run_anel("lab new tiny " + path() + " --student ana" + options + labs());
        REQUIRE(made.exit_code == kDone);
        said_ = made.out;
        write(read_file(source_file("tests/unit/labs_grader/99-tiny/" + answer + "/answer.lua")));
    }
    std::string path() const { return quoted((home_.path() / "mine").string()); }
    void write(const std::string& text) const { std::ofstream(home_.path() / "mine/answer.lua") << text; }
    const std::string& said() const { return said_; }

private:
    TemporaryFolder home_;
    std::string said_;
};

std::string changed(const std::string& old, const std::string& now) {
    std::string text = read_file(source_file("tests/unit/labs_grader/99-tiny/reference/answer.lua"));
    return text.replace(text.find(old), old.size(), now);
}

}  // namespace

TEST_CASE("labs are listed, in either language") {
    CHECK(holds(run_anel("lab list" + labs()).out, "99-tiny"));
    const std::string portuguese = run_anel("lab list --lang pt-BR" + labs()).out;
    CHECK(holds(portuguese, "O contador de programa"));
    CHECK(holds(portuguese, "linhas  título\n"));
    // What stands below a heading begins where it does.
    for (const char* const options : {"", " --lang pt-BR"}) {
        const std::string list = run_anel(std::string("lab list") + options + labs()).out;
        const std::string title = *options == '\0' ? "title\n" : "título\n";
        const std::size_t second = list.find('\n') + 1;
        INFO(list);
        CHECK(list.substr(second + list.find(title), 2) == (*options == '\0' ? "Th" : "O "));
    }
}

TEST_CASE("a new folder is handed over in its language, with commands that work as they stand") {
    const std::string english = Mine().said(), portuguese = Mine("starter", " --lang pt-BR").said();
    INFO(english << portuguese);
    for (const char* const part : {"99-tiny: The program counter ", "\nRead:   ", "/text.en.md\n", "\nWrite:  ", "/answer.lua\n", "\nTry it: anel lab check "}) CHECK(holds(english, part));
    for (const char* const part : {"99-tiny: O contador de programa ", "\nLeia:    ", "/text.pt-BR.md\n", "\nEscreva: ", "/answer.lua\n", "\nTeste:   anel lab check "}) CHECK(holds(portuguese, part));
    for (const char* const part : {"\nRead", "\nWrite", "\nTry"}) CHECK_FALSE(holds(portuguese, part));
    const Mine mine;
    const std::string command = mine.said().substr(mine.said().find("anel lab check ") + 5);
    CHECK(holds(run_anel(command.substr(0, command.find('\n'))).out, "0 of 40 points"));
}

TEST_CASE("from a new folder to full points") {
    const Mine mine;
    CHECK(holds(mine.said(), "anel lab check "));
    const Outcome starter = run_anel("lab check " + mine.path() + labs());
    INFO(starter.out);
    CHECK(starter.exit_code == kJudgedWrong);
    CHECK(holds(starter.out, "0 of 40 points; 60 more come from hidden tests"));
    CHECK(holds(starter.out, "to be written: what happens after a privileged instruction"));
    CHECK(holds(starter.out, "    3 | error(\"to be written: what happens after a privileged instruction\")"));
    mine.write(changed("words.done", "words.done"));
    const Outcome done = run_anel("lab check " + mine.path() + labs());
    INFO(done.out);
    CHECK(done.exit_code == kDone);
    CHECK(holds(done.out, "40 of 40 points; 60 more"));
    const Outcome everything = run_anel("lab check --hidden --key k " + mine.path() + labs());
    CHECK(everything.exit_code == kDone);
    CHECK(holds(everything.out, "100 of 100 points\n"));
    CHECK(run_anel("lab check " + mine.path() + labs()).out == done.out);
}

TEST_CASE("the same in JSON fits its schema, and is the same each time") {
    const Mine mine("cheats/leaves");
    const Outcome first = run_anel("lab check --json - --hidden " + mine.path() + labs());
    CHECK(first.exit_code == kJudgedWrong);
    const auto judged = nlohmann::json::parse(first.out);
    CHECK(misfit(judged, "lab.json").empty());
    CHECK(judged.at("score") == 0);
    CHECK(run_anel("lab check --json - --hidden " + mine.path() + labs()).out == first.out);
}

TEST_CASE("a step that went another way is told with its instruction and what differs, in the folder's language") {
    const Mine mine("starter", " --lang pt-BR");
    mine.write(changed("a0 + 1", "a0 + 2"));
    const Outcome said = run_anel("lab check " + mine.path() + labs());
    INFO(said.out);
    CHECK(holds(said.out, "a0 não conta as instruções"));
    CHECK(holds(said.out, "passo 1 de "));
    CHECK(holds(said.out, "privileged a partir do anel 1 em 0x00100000: di"));
    CHECK(holds(said.out, "por que ocorreu: "));
    CHECK(holds(said.out, "a0 é 0x00000002 e deveria ser 0x00000001"));
    CHECK(holds(run_anel("lab check --lang en " + mine.path() + labs()).out, "a0 is 0x00000002 and should be 0x00000001"));
}

TEST_CASE("debug stands in front of that step, with the machine, the trap and the student's functions; and at an error, where that left it") {
    const Mine mine;
    mine.write(changed("m.cpu.a0 + 1", "m.cpu.a0 + (trap.pc == 0x100004 and 2 or 1)"));
    const std::string lines = "printf '%s\\n' 'trap.cause, trap.pc == 0x100004, m.cpu.a0' 'type(submission.after)' 'm:back(), m.cpu.ring' | ";
    const Outcome there = run_anel("lab debug --only counts " + mine.path() + labs(), lines);
    INFO(there.out);
    INFO(there.err);
    CHECK(there.exit_code == kDone);
    CHECK(holds(there.out, "in front of step 2"));
    CHECK(holds(there.out, "\"privileged\"\ntrue\n1\n"));
    CHECK(holds(there.out, "\"function\"\n"));
    mine.write(changed("m.cpu.a0 + 1", "m.cpu.nothing"));
    const Outcome error = run_anel("lab debug " + mine.path() + labs(), "printf '%s\\n' 'm.cpu.epc0 == 0x100000' | ");
    INFO(error.out);
    CHECK(holds(error.out, "answer.lua:4: "));
    CHECK(holds(error.out, "true\n"));
    mine.write(changed("words.done", "words.done"));
    CHECK(holds(run_anel("lab debug " + mine.path() + labs()).out, "Nothing to debug"));
}

TEST_CASE("debug of a hidden failure stands in front of its step, too") {
    const Mine mine;
    mine.write(changed("m.cpu.a0 + 1", "m.cpu.a0 + (trap.pc == 0x100004 and 2 or 1)"));
    for (const char* only : {"--only counts", "--only counts-many --hidden"}) {
        const Outcome there = run_anel(std::string("lab debug ") + only + " " + mine.path() + labs(), "echo 'trap.pc == 0x100004' | ");
        INFO(only << ": " << there.out);
        CHECK(holds(there.out, "in front of step 2"));
        CHECK(holds(there.out, "\ntrue\n"));
    }
}

TEST_CASE("what is debugged finds files shut, and no way to another program") {
    const Mine mine;
    const TemporaryFolder folder;
    const std::string file = (folder.path() / "written").string();
    // In the sandbox there is no `io` at all, so the answer is wrong in both places.
    mine.write("if io then\n print('opened', io.open('/etc/passwd'), io.open('" + file + "', 'w'))\n print('executed', os.execute('touch " + file + "'))\n print('piped', pcall(io.popen, 'id'))\nend\nerror('seen')\n");
    const Outcome said = run_anel("lab debug --only counts " + mine.path() + labs(), "echo '6 * 7' | ");
    INFO(said.out << said.err);
    CHECK(holds(said.out, "\n42 ("));
    if (said.err.empty()) {
        CHECK(holds(said.out, "opened\tnil\tnil\t" + file + ": Operation not permitted\t1\n"));
        CHECK(holds(said.out, "executed\tnil\t"));
        CHECK(holds(said.out, "piped\ttrue\tnil\t"));
        CHECK_FALSE(std::filesystem::exists(file));
    } else {
        CHECK(holds(said.err, "WARNING: "));
    }
}

TEST_CASE("where the outer wall cannot be made, check and grade warn, and judge as they always do; asked for the whole sandbox, they refuse") {
    const std::string walled = "unshare --user --keep-caps sh -c 'echo 0 >/proc/sys/user/max_user_namespaces && exec \"$@\"' x ";
    if (std::system((walled + "true 2>/dev/null").c_str()) != 0) {
        WARN("namespaces of users cannot be made here, so nor can they be forbidden");
        return;
    }
    const Mine mine;
    for (const std::string& command : {"lab check --json - " + mine.path() + labs(), "grade tiny --format json --visible " + mine.path() + labs()}) {
        const Outcome usual = run_anel(command), open = run_anel(command, walled);
        INFO(command << ": " << open.err);
        CHECK(open.out == usual.out);
        CHECK(open.exit_code == usual.exit_code);
        CHECK(holds(open.err, "WARNING: the sandbox is not whole on this computer; missing: bubblewrap ("));
        CHECK(holds(run_anel(command + " --lang pt-BR", walled).err, "AVISO: a sandbox não está inteira neste computador; falta: bubblewrap ("));
        const Outcome refused = run_anel(command + " --require-sandbox", walled);
        CHECK(refused.exit_code == kInternal);
        CHECK(refused.out.empty());
        CHECK(holds(refused.err, "missing: bubblewrap ("));
    }
}

TEST_CASE("a loop that does not end is stopped, by check and by debug") {
    const Mine mine;
    mine.write(changed("m.cpu.a0 = ", "while true do end m.cpu.a0 = "));
    const Outcome said = run_anel("lab check --only counts " + mine.path() + labs());
    INFO(said.out);
    CHECK(said.exit_code == kJudgedWrong);
    CHECK(holds(said.out, "executed 100000 instructions and was stopped at answer.lua:4"));
    CHECK(holds(run_anel("lab debug --only counts " + mine.path() + labs(), "echo 1 | ").out, "does a loop not end?"));
}

TEST_CASE("hints come level by level, and the text in the folder's language") {
    const Mine mine;
    CHECK(run_anel("lab hint " + mine.path() + labs()).out == "Look at the last line of the provided file.\n");
    CHECK(run_anel("lab hint " + mine.path() + " 2" + labs()).out == "It returns \"emulate\".\n");
    CHECK(run_anel("lab hint --lab tiny 2" + labs()).out == "It returns \"emulate\".\n");
    refuses("lab hint " + mine.path() + " 3" + labs(), kUsage, "hints of levels 1 to 2");
    CHECK(holds(run_anel("lab text --lang pt-BR " + mine.path() + labs()).out, "# O contador de programa"));
}

TEST_CASE("packs are files, the same bytes each time, and the instructor's is another") {
    const TemporaryFolder folder;
    const auto pack = [&](const std::string& name, const std::string& options) {
        const std::string file = (folder.path() / name).string();
        CHECK(run_anel("lab pack tiny " + quoted(file) + options + labs()).exit_code == kDone);
        return read_file(file);
    };
    const std::string first = pack("a.tar.gz", "");
    CHECK(pack("b.tar.gz", "") == first);
    CHECK(pack("c.tar.gz", " --instructor").size() > first.size());
}

TEST_CASE("what is asked wrongly is refused in one line that says what to do") {
    const Mine mine;
    refuses("lab new tiny " + mine.path() + " --student ana" + labs(), kBadInput, "is there already; nothing was written");
    refuses("lab new tinny x --student ana" + labs(), kUsage, "no lab 'tinny'");
    refuses("lab chek", kUsage, "unknown command 'chek'; did you mean 'check'?");
    refuses("lab", kUsage, "a command is missing. Commands: list, new, check");
    refuses("lab check --only cuonts " + mine.path() + labs(), kUsage, "did you mean 'counts'?");
    refuses("lab check /nowhere" + labs(), kBadInput, "anel lab new");
    refuses("lab check --student bia " + mine.path() + labs(), kUsage, "says itself whose it is");
    CHECK(holds(run_anel("lab check --help").out, "--only"));
}
