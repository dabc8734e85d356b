// A report in words: on terminals, in JSON, and of whatever bytes somebody has put into it.
#include "labs/grader/report_text.hpp"
#include "tests/unit/labs_grader/tiny_lab.hpp"

using namespace anel;
using namespace anel::tests;
using Verdict = labs::TestResult::Verdict;

namespace {

labs::Report some_report() {
    labs::Report report;
    report.lab = "99-tiny";
    report.student = "ana";
    report.language = "en";
    report.most = 100;
    report.score = 20;
    labs::TestResult passed;
    passed.name = "goes-on";
    passed.title = "the run gets to its end";
    passed.verdict = Verdict::kPassed;
    passed.points = passed.most = 20;
    labs::TestResult failed;
    failed.name = "counts";
    failed.title = "a0 counts";
    failed.most = 20;
    failed.message = "a0 is 2\x1b[31m and should be 1";
    failed.case_number = 3;
    failed.divergent_step = 0;
    failed.divergent_explain = "step 1 of 3: privileged from ring 1 at 0x00100000: di";
    failed.hint = 2;
    labs::TestResult hidden;
    hidden.name = "counts-many";
    hidden.title = "a0 counts many";
    hidden.most = 60;
    hidden.hidden = true;
    hidden.reproduce = "counts";
    hidden.message = "this property does not hold";
    hidden.detail = "there were 41";
    hidden.case_number = 1;
    report.tests = {passed, failed, hidden};
    return report;
}

}  // namespace

TEST_CASE("a report has a line for each test, the sum, and for each failure what was seen and which command goes on from there") {
    const TinyLab tiny;
    const std::string text = labs::report_text(some_report(), tiny.load(), {.arguments = " mine", .points_to_come = 5});
    CHECK(holds(text, "Lab 99-tiny: The program counter after an instruction; student ana\n"));
    CHECK(holds(text, "  ok          20/20  goes-on      the run gets to its end\n"));
    CHECK(holds(text, "  FAILED       0/20  counts       a0 counts\n"));
    CHECK(holds(text, "20 of 100 points; 5 more come from hidden tests when you hand it in\n"));
    CHECK(holds(text, "counts, case 3: a0 counts\n    a0 is 2\\x1b[31m and should be 1\n"));
    CHECK(holds(text, "The first step that went another way:\n    step 1 of 3: privileged from ring 1 at 0x00100000: di\n"));
    CHECK(holds(text, "anel lab check mine --only counts\n"));
    CHECK(holds(text, "anel lab debug mine --only counts\n"));
    CHECK(holds(text, "anel lab hint mine 2\n"));
    CHECK(holds(text, "The visible test counts shows the same property:  anel lab check mine --only counts\n"));
    CHECK_FALSE(holds(text, "there were 41"));
    CHECK_FALSE(holds(text, "debug mine --only counts-many"));
    CHECK_FALSE(holds(text, "\x1b"));
    CHECK(holds(labs::report_text(some_report(), tiny.load(), {.for_teacher = true}), "there were 41"));
    CHECK(holds(labs::report_text(some_report(), tiny.load(), {.colour = true}), "\x1b[31mFAILED"));
}

TEST_CASE("a report in Portuguese says all of it in Portuguese") {
    const TinyLab tiny;
    labs::Report report = some_report();
    report.language = "pt-BR";
    const std::string text = labs::report_text(report, tiny.load(), {.points_to_come = 5});
    for (const char* const part : {"O contador de programa", "FALHOU", "20 de 100 pontos; outros 5 vêm de testes ocultos", "caso 3", "Rode de novo:", "Pare ali:", "Uma dica:", "O primeiro passo que saiu diferente:"})
        CHECK(holds(text, part));
    for (const char* const part : {"FAILED", "points", "Run it", "hint:"}) CHECK_FALSE(holds(text, part));
}

TEST_CASE("what keeps everything from being judged is all that is said") {
    const TinyLab tiny;
    labs::Report report = some_report();
    report.broken = "nothing was judged: visible.lua:3: boom";
    CHECK(report.infrastructure_error());
    CHECK_FALSE(holds(labs::report_text(report, tiny.load(), {}), "of 100 points"));
    report.broken.clear();
    CHECK_FALSE(report.infrastructure_error());
    report.tests[1].verdict = Verdict::kInfrastructure;
    CHECK(report.infrastructure_error());
    CHECK(holds(labs::report_text(report, tiny.load(), {}), "not judged"));
}

TEST_CASE("JSON of a report holds no bytes that are no text, and nothing of what hidden tests ask") {
    labs::Report report = some_report();
    report.tests[1].message = "\xff\xfe\x1b";
    const auto json = labs::report_json(report);
    CHECK(json.at("tests").at(1).at("message") == "\\xff\\xfe\\x1b");
    CHECK(json.at("tests").at(1).at("step") == 1);
    CHECK(json.at("tests").at(0).at("step").is_null());
    CHECK_FALSE(holds(json.dump(), "there were 41"));
}
