// That the rules for labs are held: each spoiled lab is found out.
#include <cstdio>

#include "tests/unit/catch.hpp"
#include "tests/unit/labs_grader/tiny_lab.hpp"

using namespace anel::tests;

namespace {

std::string found_in(const TinyLab& tiny, const std::string& numbers = "2") {
    const std::string command = built_program("anel_tests_hold_lab").string() + " " + tiny.folder().string() + " " + numbers + " 2>&1";
    std::FILE* const pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string said;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) said += static_cast<char>(c);
    const bool held = ::pclose(pipe) == 0;
    CHECK(held == holds(said, " 0 things wrong"));
    return said;
}

}  // namespace

TEST_CASE("a lab that is as it should be is held to be so") {
    const TinyLab tiny;
    CHECK(holds(found_in(tiny), " 0 things wrong"));
}

TEST_CASE("whatever is not as a lab must be is named") {
    const TinyLab tiny;
    SECTION("a starter that is worth something") {
        tiny.write("starter/answer.lua", read_file(tiny.folder() / "reference/answer.lua"));
        CHECK(holds(found_in(tiny), "the starter scores 100 points"));
    }
    SECTION("a reference that fails") {
        tiny.replace("reference/answer.lua", "a0 + 1", "a0 + 3");
        CHECK(holds(found_in(tiny), "the reference scores 20 points for 'author'"));
    }
    SECTION("a mutant that lives") {
        tiny.replace("mutants/counts_twice.patch", "dies by: counts", "dies by: goes-on");
        CHECK(holds(found_in(tiny), "the mutant counts_twice.patch lives"));
    }
    SECTION("a mutant that lives for some students") {
        // Whoever is asked about 2 to 5 instructions cannot see it; with more students there is one.
        tiny.replace("tests/visible.lua", "judge = cases.counts", "judge = function(evidence, memo) if memo.count > 5 then cases.counts(evidence, memo) end end");
        CHECK(holds(found_in(tiny, "12 12"), "the mutant counts_twice.patch lives: the test 'counts' that it names passes for 'student "));
    }
    SECTION("a mutant that does not apply") {
        tiny.replace("mutants/stays.patch", " local answer = {}", " local answers = {}");
        CHECK(holds(found_in(tiny), "the mutant stays.patch does not apply"));
    }
    SECTION("a mutant without a test") {
        tiny.replace("mutants/stays.patch", "goes-on", "goes-off");
        CHECK(holds(found_in(tiny), "names the test 'goes-off', and there is none"));
    }
    SECTION("a cheat that pays") {
        tiny.write("cheats/prints/answer.lua", read_file(tiny.folder() / "reference/answer.lua"));
        CHECK(holds(found_in(tiny), "the cheat 'prints' scores 100 points"));
    }
    SECTION("points that do not sum up") {
        tiny.replace("tests/hidden.lua", "points = 60", "points = 50");
        CHECK(holds(found_in(tiny), "its tests give 90 points together"));
    }
    SECTION("a text that was not translated") {
        tiny.write("text.pt-BR.md", read_file(tiny.folder() / "text.en.md"));
        CHECK(holds(found_in(tiny), "its text is empty or the same in both languages"));
    }
    SECTION("a test that says something else each time") {
        tiny.replace("tests/visible.lua", "{en = \"how the run stopped\"", "{en = tostring({})");
        tiny.replace("tests/visible.lua", "evidence.steps[1].stop, \"address\"", "evidence.ended, \"never\"");
        tiny.replace("tests/visible.lua", "name = \"goes-on\",", "name = \"goes-on\", ends = true,");
        CHECK(holds(found_in(tiny), "two runs of the starter give different reports"));
    }
}
