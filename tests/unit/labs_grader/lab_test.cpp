// A lab's folder, read: what is in it, and one message for whatever is wrong with it.
#include "labs/grader/find_labs.hpp"
#include "labs/grader/lab.hpp"
#include "tests/unit/labs_grader/tiny_lab.hpp"

using namespace anel;
using namespace anel::tests;

TEST_CASE("a lab is what its folder says") {
    const TinyLab tiny;
    const labs::Lab lab = tiny.load();
    CHECK(lab.id == "99-tiny");
    CHECK(lab.title.portuguese == "O contador de programa depois de uma instrução");
    CHECK(lab.hours == 0.5);
    CHECK(lab.points == 100);
    CHECK(lab.files == std::vector<std::string>{"answer.lua"});
    REQUIRE(lab.hints.size() == 2);
    CHECK(lab.hints[0].english == "Look at the last line of the provided file.\n");
    CHECK(lab.hints[1].portuguese == "Ela devolve \"emulate\".\n");
    CHECK(lab.starter.size() == 1);
    CHECK(lab.tests.size() == 3);
    CHECK(lab.mutants.contains("stays.patch"));
    CHECK(lab.cheats.at("leaves").contains("answer.lua"));
    CHECK(lab.has_hidden_tests());
}

TEST_CASE("a hand-out holds nothing of the instructor's") {
    const TinyLab tiny;
    const labs::Files files = labs::hand_out(tiny.load().all);
    CHECK(files.contains("tests/visible.lua"));
    CHECK(files.contains("tests/cases.lua"));
    CHECK(files.contains("starter/answer.lua"));
    for (const auto& [name, text] : files) {
        CHECK_FALSE(holds(name, "hidden"));
        CHECK_FALSE(holds(name, "reference"));
        CHECK_FALSE(holds(name, "mutants"));
        CHECK_FALSE(holds(name, "cheats"));
    }
}

TEST_CASE("whatever is wrong with a lab is told with the file and the line, and what to do") {
    const TinyLab tiny;
    SECTION("a misspelt key") {
        tiny.replace("lab.yaml", "points:", "pionts:");
        CHECK(holds(tiny.error(), "lab.yaml:8:1: this file: unknown key 'pionts'; did you mean 'points'?"));
    }
    SECTION("a key that is missing") {
        tiny.replace("lab.yaml", "lines: 3\n", "");
        CHECK(holds(tiny.error(), "the key 'lines' is missing; add it"));
    }
    SECTION("a title in one language") {
        tiny.replace("lab.yaml", "  pt-BR: O contador de programa depois de uma instrução\n", "");
        CHECK(holds(tiny.error(), "lab.yaml:4:3: title: the key 'pt-BR' is missing"));
    }
    SECTION("a number that is none") {
        tiny.replace("lab.yaml", "points: 100", "points: many");
        CHECK(holds(tiny.error(), "lab.yaml:8:9: points: expected a number from 1 to 1000; found 'many'"));
    }
    SECTION("no YAML") {
        tiny.write("lab.yaml", "number: [1\n");
        CHECK(holds(tiny.error(), "is not YAML"));
    }
    SECTION("a file to hand in that no starter has") {
        tiny.replace("lab.yaml", "[answer.lua]", "[answer.lua, other.lua]");
        CHECK(holds(tiny.error(), "'other.lua' is not in starter/"));
    }
    SECTION("a text that is missing") {
        std::filesystem::remove(tiny.folder() / "text.pt-BR.md");
        CHECK(holds(tiny.error(), "text.pt-BR.md: missing"));
    }
    SECTION("hints of unlike levels") {
        tiny.write("hints.pt-BR.md", "## 1\nUma.\n");
        CHECK(holds(tiny.error(), "has 1 levels of hints, and hints.en.md has 2"));
    }
    SECTION("a level that is left out") {
        tiny.write("hints.en.md", "## 1\nOne.\n## 3\nThree.\n");
        CHECK(holds(tiny.error(), "hints.en.md:3: expected the heading '## 2'"));
    }
    SECTION("a link") {
        std::filesystem::create_symlink("/etc/passwd", tiny.folder() / "starter/passwords");
        CHECK(holds(tiny.error(), "starter/passwords: is a link"));
    }
    SECTION("something shared that is not there") {
        tiny.write("lab.yaml", read_file(tiny.folder() / "lab.yaml") + "shared: [tests/guests.lua]\n");
        CHECK(holds(tiny.error(), "shared/tests/guests.lua"));
    }
    SECTION("something shared from elsewhere") {
        tiny.write("lab.yaml", read_file(tiny.folder() / "lab.yaml") + "shared: [reference/answer.lua]\n");
        CHECK(holds(tiny.error(), "is not under tests/ or provided/"));
    }
}

TEST_CASE("what labs share is in each that asks for it") {
    const TinyLab tiny;
    tiny.write("lab.yaml", read_file(tiny.folder() / "lab.yaml") + "shared: [tests/guests.lua]\n");
    std::filesystem::create_directories(tiny.labs() / "shared/tests");
    std::ofstream(tiny.labs() / "shared/tests/guests.lua") << "return {}\n";
    CHECK(tiny.load().tests.at("guests.lua") == "return {}\n");
    CHECK(tiny.load().all.contains("tests/guests.lua"));
}

TEST_CASE("a lab is found by its number, its name, both, or its folder; and of a slip it is asked whether it was meant") {
    const TinyLab tiny;
    for (const std::string& which : {std::string("99"), std::string("tiny"), std::string("99-tiny"), tiny.folder().string()}) {
        INFO(which);
        const auto lab = labs::find_lab(tiny.labs().string(), which);
        REQUIRE(lab);
        CHECK(lab->id == "99-tiny");
    }
    const auto none = labs::find_lab(tiny.labs().string(), "99-tine");
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == ErrorKind::kUsage);
    CHECK(holds(none.error().message, "no lab '99-tine'; did you mean '99-tiny'?"));
}

TEST_CASE("what a lab provides replaces whatever a student put there") {
    const TinyLab tiny;
    const labs::Submission given = labs::with_provided(tiny.load(), {{{"answer.lua", "x"}, {"provided/words.lua", "return {}"}, {"provided/more.lua", ""}}});
    CHECK(holds(given.files.at("provided/words.lua"), "What a hook answers"));
    CHECK_FALSE(given.files.contains("provided/more.lua"));
    CHECK(given.files.at("answer.lua") == "x");
}
