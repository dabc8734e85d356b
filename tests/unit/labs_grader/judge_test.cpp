// Judging, with somebody in the worker's place who answers what the test wants: verdicts, words, and whose fault it was.
#include "labs/grader/judge.hpp"
#include "tests/unit/labs_grader/tiny_lab.hpp"

using namespace anel;
using namespace anel::tests;
using labs::Evidence;
using labs::Value;
using Verdict = labs::TestResult::Verdict;

namespace {

const labs::Submission kAnswer{{{"answer.lua", "local answer = {}\nfunction answer.after(m, trap)\n    return m.cpu.nothing\nend\nreturn answer\n"}}};

/// What a worker finds where every instruction was counted up to `wrong_from` (an index from 0), and from there on by one too many.
Value counted(const Value& task, std::size_t wrong_from = 1000) {
    const std::string source = task.at("load").at(0).at("assembly");
    std::size_t count = 0;
    for (std::size_t at = source.find("    di"); at != std::string::npos; at = source.find("    di", at + 1)) ++count;
    Value evidence{{"ended", "done"}, {"steps", {{{"stop", "address"}}}}, {"hook_count", count}, {"hooks", Value::array()}};
    Value registers = Value::array();
    for (int i = 0; i < 32; ++i) registers.push_back(0);
    for (std::size_t i = 0; i < count; ++i) {
        registers[10] = i + 1 + (i >= wrong_from ? 1 : 0);
        evidence["hooks"].push_back({{"cause", "privileged"}, {"pc", 0x100000 + 4 * i}, {"from", 1}, {"word", 0x00000000}, {"action", "emulate"}, {"declared", 2}, {"after", {{"pc", 0x100004 + 4 * i}, {"ring", 1}, {"x", registers}}}});
    }
    evidence["cpu"] = {{"x", registers}, {"pc", 0x100000}, {"ring", 1}, {"csrs", {{"grant", 0}}}};
    return evidence;
}

Evidence found(Value value) { return {Evidence::End::kEvidence, std::move(value), ""}; }
Evidence gone(Evidence::End end) { return {end, nullptr, "signal 9"}; }

labs::JudgeOptions options(bool hidden = false) { return {.language = explain::Language::kEnglish, .student = "ana", .hidden = hidden, .key = "secret", .only = "", .seed = {}}; }

labs::Report judged(const labs::Execute& execute, const labs::JudgeOptions& how = options(), const TinyLab& tiny = TinyLab()) { return labs::judge(tiny.load(), kAnswer, how, execute); }

/// A report where every task ended in the same way.
labs::Report all_end(const Value& evidence, const labs::JudgeOptions& how = options()) {
    return judged([&](const Value&, const labs::Submission&) { return found(evidence); }, how);
}

}  // namespace

TEST_CASE("a submission that does everything right has all points, and the report is the same each time") {
    const auto right = [](const Value& task, const labs::Submission&) { return found(counted(task)); };
    const labs::Report report = judged(right, options(true));
    CHECK(report.score == 100);
    CHECK(report.most == 100);
    REQUIRE(report.tests.size() == 3);
    CHECK(report.tests[2].hidden);
    CHECK(report == judged(right, options(true)));
    CHECK(judged(right).most == 40);
}

TEST_CASE("the worker is given the lab's own files, a noise of its own for each case, and nothing that a judge remembers") {
    std::vector<std::uint64_t> noise;
    (void)judged([&](const Value& task, const labs::Submission& files) {
        CHECK(files.files.contains("provided/words.lua"));
        CHECK_FALSE(task.contains("count"));
        noise.push_back(task.at("poison"));
        return found(counted(task));
    }, options(true));
    REQUIRE(noise.size() == 5);
    for (std::size_t i = 1; i < noise.size(); ++i) CHECK(noise[i] != noise[i - 1]);
}

TEST_CASE("other students, other numbers and other keys are asked other questions; the same ones are asked the same") {
    const auto asked = [](labs::JudgeOptions how) {
        std::string all;
        (void)judged([&](const Value& task, const labs::Submission&) { return all += task.dump(), found(counted(task)); }, how);
        return all;
    };
    labs::JudgeOptions bia = options(true);
    bia.student = "bia";
    labs::JudgeOptions key = options(true);
    key.key = "other";
    labs::JudgeOptions seed = options(true);
    seed.seed = 7;
    CHECK(asked(options(true)) == asked(options(true)));
    CHECK(asked(options(true)) != asked(bia));
    CHECK(asked(options(true)) != asked(key));
    CHECK(asked(options(true)) != asked(seed));
    labs::JudgeOptions visible = options();
    visible.key = "other";
    CHECK(asked(visible) == asked(options()));
}

TEST_CASE("a failure says what was seen and wanted, and tells of the first step that went another way the instruction, why it trapped, and what differs") {
    const labs::Report report = judged([](const Value& task, const labs::Submission&) {
        Value evidence = counted(task, 1);
        for (Value& hook : evidence["hooks"]) hook["word"] = 0x0030000b;
        return found(evidence);
    });
    CHECK(report.score == 20);
    const labs::TestResult& counts = report.tests[1];
    CHECK(counts.verdict == Verdict::kFailed);
    CHECK(counts.case_number == 1);
    CHECK(counts.divergent_step == 1U);
    CHECK(holds(counts.message, "a0 does not count the instructions"));
    INFO(counts.divergent_explain);
    CHECK(holds(counts.divergent_explain, "step 2 of "));
    CHECK(holds(counts.divergent_explain, "privileged from ring 1 at 0x00100004: "));
    CHECK(holds(counts.divergent_explain, "why it was raised: "));
    CHECK(holds(counts.divergent_explain, "your function answered 'emulate' (2 cycles); the machine went on at 0x00100008 in ring 1"));
    CHECK(holds(counts.divergent_explain, "a0 is 0x00000003 and should be 0x00000002"));
}

TEST_CASE("evidence that no machine would give is told as far as it goes, and ends nothing") {
    for (const Value& word : {Value(0), Value(0x30047073), Value(0xffffffff), Value(-1), Value(3.5), Value("x"), Value(nullptr), Value(INT64_MAX)})
        for (const Value& cause : {Value("privileged"), Value("illegal"), Value("load-page"), Value(7), Value("")})
            for (const Value& from : {Value(1), Value(-1), Value(99), Value("a")}) {
                const labs::Report report = judged([&](const Value& task, const labs::Submission&) {
                    Value evidence = counted(task, 0);
                    for (Value& hook : evidence["hooks"]) {
                        hook["word"] = word;
                        hook["cause"] = cause;
                        hook["from"] = from;
                        hook["pc"] = word;
                    }
                    return found(evidence);
                });
                CHECK(report.tests[1].verdict == Verdict::kFailed);
            }
}

TEST_CASE("of a hidden failure a student learns the property and a visible test of it, and nothing that was asked or seen") {
    const labs::Report report = judged([](const Value& task, const labs::Submission&) { return found(counted(task, 15)); }, options(true));
    const labs::TestResult& hidden = report.tests[2];
    CHECK(hidden.verdict == Verdict::kFailed);
    CHECK(hidden.message == "this property does not hold: a0 counts however many there are.");
    CHECK(hidden.reproduce == "counts");
    CHECK(hidden.divergent_explain.empty());
    CHECK_FALSE(hidden.divergent_step);
    CHECK(holds(hidden.detail, "a0 does not count the instructions"));
    CHECK(holds(hidden.detail, "step 16 of "));
}

TEST_CASE("an error is shown with the student's own line, in a hidden test without its message, which could carry what was asked") {
    const Value error{{"ended", "error"}, {"message", "answer.lua:3: the guest has 41 instructions"}, {"file", "answer.lua"}, {"line", 3}};
    const labs::Report report = all_end(error, options(true));
    CHECK(report.score == 0);
    CHECK(holds(report.tests[0].message, "41 instructions"));
    CHECK(holds(report.tests[0].message, "41 instructions\n    3 | return m.cpu.nothing\n"));
    CHECK(holds(report.tests[2].message, "3 | return m.cpu.nothing"));
    CHECK_FALSE(holds(report.tests[2].message, "41"));
    CHECK(holds(report.tests[2].detail, "41"));
    // A window goes there; of a hidden one there is nowhere to go to.
    CHECK(report.tests[0].file == "answer.lua");
    CHECK(report.tests[0].line == 3);
    CHECK(report.tests[2].line == 0);
    const Value elsewhere{{"ended", "error"}, {"message", "41"}, {"file", "/etc/41"}, {"line", 41}};
    CHECK_FALSE(holds(all_end(elsewhere, options(true)).tests[2].message, "41"));
    CHECK(all_end(elsewhere).tests[0].line == 0);
}

TEST_CASE("an error in what the lab provides is not called the student's line; where his code called it, that line is shown") {
    const Value provided{{"ended", "error"}, {"message", "provided/words.lua:2: after returned 41"}, {"file", "provided/words.lua"}, {"line", 2}};
    const labs::Report report = all_end(provided, options(true));
    CHECK(holds(report.tests[0].message, "the files that the lab provides cannot go on from what your code has done: provided/words.lua:2: after returned 41\nThose files are not yours to change"));
    CHECK(report.tests[0].line == 0);
    CHECK(holds(report.tests[2].message, "(provided/words.lua, line 2)"));
    CHECK_FALSE(holds(report.tests[2].message, "41"));
    const Value called{{"ended", "error"}, {"message", "provided/words.lua:2: attempt to index a nil value"}, {"file", "answer.lua"}, {"line", 3}};
    CHECK(holds(all_end(called).tests[0].message, "provided/words.lua:2: attempt to index a nil value\nYour code called it at answer.lua:3:\n    3 | return m.cpu.nothing\n"));
    // Made up by whoever wanted to carry something out.
    const Value made_up{{"ended", "error"}, {"message", "x"}, {"file", "provided/41.lua"}, {"line", 1}};
    CHECK_FALSE(holds(all_end(made_up, options(true)).tests[2].message, "41"));
}

TEST_CASE("a task says in which language its student is to be told") {
    for (const explain::Language language : {explain::Language::kEnglish, explain::Language::kPortuguese}) {
        labs::JudgeOptions how = options();
        how.language = language;
        (void)judged([&](const Value& task, const labs::Submission&) {
            CHECK(task.at("language") == explain::kLanguageTags[static_cast<std::size_t>(language)]);
            return found(counted(task));
        }, how);
    }
}

TEST_CASE("tests that are loaded once judge many submissions as tests that are loaded for each") {
    const TinyLab tiny;
    auto suite = labs::TestSuite::load(tiny.load(), true, explain::Language::kEnglish);
    REQUIRE(suite);
    for (const std::size_t wrong_from : {std::size_t{1000}, std::size_t{15}, std::size_t{1}, std::size_t{1000}}) {
        const labs::Execute execute = [&](const Value& task, const labs::Submission&) { return found(counted(task, wrong_from)); };
        CHECK(labs::judge(tiny.load(), *suite, kAnswer, options(true), execute) == judged(execute, options(true), tiny));
    }
}

TEST_CASE("each way of not getting to the end has words of its own, in both languages, and is a failure") {
    const std::pair<Value, std::pair<const char*, const char*>> ways[] = {
        {{{"ended", "error"}, {"message", "x"}}, {"stopped with an error: x", "parou com um erro: x"}},
        {{{"ended", "instructions"}, {"file", "answer.lua"}, {"line", 2}}, {"executed 100000 instructions and was stopped at answer.lua:2", "executou 100000 instruções"}},
        {{{"ended", "memory"}}, {"more than 4000000 bytes", "mais de 4000000 bytes"}},
        {{{"ended", "cycles"}, {"cpu", {{"pc", 0x100004}, {"ring", 1}}}}, {"ran for 2000 cycles and did not get where this test waits for it (last pc 0x00100004, ring 1)", "executou 2000 ciclos"}},
        {{{"ended", "refused"}, {"message", "there is no function after"}}, {"could not be run: there is no function after", "não pôde ser executada"}},
    };
    labs::JudgeOptions portuguese = options();
    portuguese.language = explain::Language::kPortuguese;
    for (const auto& [evidence, words] : ways) {
        const labs::TestResult english = all_end(evidence).tests[0];
        CHECK(english.verdict == Verdict::kFailed);
        INFO(english.message);
        CHECK(holds(english.message, words.first));
        CHECK(holds(all_end(evidence, portuguese).tests[0].message, words.second));
    }
}

TEST_CASE("a worker that crashes is tried once more; twice, and the submission has failed") {
    unsigned calls = 0;
    const labs::Report once = judged([&](const Value& task, const labs::Submission&) { return calls++ == 0 ? gone(Evidence::End::kCrashed) : found(counted(task)); });
    CHECK(once.score == 40);
    calls = 0;
    const labs::Report twice = judged([&](const Value&, const labs::Submission&) { return ++calls, gone(Evidence::End::kCrashed); });
    CHECK(calls == 4);
    CHECK(twice.score == 0);
    CHECK(twice.tests[0].verdict == Verdict::kFailed);
    CHECK(holds(twice.tests[0].message, "crashed the simulator"));
    CHECK_FALSE(twice.infrastructure_error());
}

TEST_CASE("time that ran out, and an end that nobody knows, say nothing about the submission") {
    const labs::Report late = judged([](const Value&, const labs::Submission&) { return gone(Evidence::End::kTimedOut); });
    CHECK(late.infrastructure_error());
    CHECK(late.tests[0].verdict == Verdict::kInfrastructure);
    CHECK(holds(late.tests[0].message, "says nothing about your solution"));
    unsigned calls = 0;
    const labs::Report never = judged([&](const Value&, const labs::Submission&) { return ++calls, gone(Evidence::End::kNoWorker); });
    CHECK(calls == 2);
    CHECK(never.infrastructure_error());
    CHECK(all_end({{"ended", "otherwise"}}).infrastructure_error());
    CHECK(all_end(Value::array()).infrastructure_error());
    CHECK(all_end({{"ended", "bad-task"}, {"message", "hooks: there is no machine"}}).infrastructure_error());
    const labs::Report refused = judged([](const Value&, const labs::Submission&) { return gone(Evidence::End::kRefusedFrame); });
    CHECK(refused.score == 0);
    CHECK_FALSE(refused.infrastructure_error());
}

TEST_CASE("a mistake in a lab's own test is told with its file and line, and is nobody's failure") {
    const auto right = [](const Value& task, const labs::Submission&) { return found(counted(task)); };
    SECTION("in judge") {
        const TinyLab tiny;
        tiny.replace("tests/cases.lua", "if hook.after.x[11] ~= i then", "if hook.aftre.x[11] ~= i then");
        const labs::Report report = judged(right, options(), tiny);
        CHECK(report.tests[0].verdict == Verdict::kPassed);
        CHECK(report.tests[1].verdict == Verdict::kInfrastructure);
        INFO(report.tests[1].message);
        CHECK(holds(report.tests[1].message, "99-tiny/tests/cases.lua:30: "));
    }
    SECTION("in make") {
        const TinyLab tiny;
        tiny.replace("tests/visible.lua", "cases.task(3)", "cases.tsak(3)");
        const labs::Report report = judged(right, options(), tiny);
        CHECK(report.tests[0].verdict == Verdict::kInfrastructure);
        CHECK(holds(report.tests[0].message, "99-tiny/tests/visible.lua:5: "));
    }
    SECTION("in the file") {
        const TinyLab tiny;
        tiny.replace("tests/visible.lua", "return {", "return {{");
        const labs::Report report = judged(right, options(), tiny);
        CHECK(report.infrastructure_error());
        CHECK(report.tests.empty());
        CHECK(holds(report.broken, "99-tiny/tests/visible.lua:"));
    }
    SECTION("in what it returns") {
        const TinyLab tiny;
        tiny.replace("tests/visible.lua", "points = 20, title = {en = \"a0", "pionts = 20, title = {en = \"a0");
        const labs::Report report = judged(right, options(), tiny);
        INFO(report.broken);
        CHECK(holds(report.broken, "test 'counts': unknown field 'pionts'"));
    }
    SECTION("in what a hidden test names") {
        const TinyLab tiny;
        tiny.replace("tests/hidden.lua", "reproduce = \"counts\"", "reproduce = \"cuonts\"");
        CHECK(holds(judged(right, options(true), tiny).broken, "reproduce names 'cuonts', and there is no such test"));
    }
}

TEST_CASE("a submission without the file that the lab asks for is refused, and told which") {
    const TinyLab tiny;
    const labs::Report report = labs::judge(tiny.load(), {{{"other.lua", ""}}}, options(true), [](const Value&, const labs::Submission&) -> Evidence { FAIL("nothing is executed"); return {}; });
    CHECK(report.score == 0);
    CHECK(report.most == 100);
    CHECK(holds(report.refused, "the file answer.lua is missing"));
    CHECK_FALSE(report.infrastructure_error());
}

TEST_CASE("one test alone, by its name; of a slip it is asked whether it was meant") {
    labs::JudgeOptions one = options(true);
    one.only = "counts";
    const labs::Report report = judged([](const Value& task, const labs::Submission&) { return found(counted(task)); }, one);
    REQUIRE(report.tests.size() == 1);
    CHECK(report.tests[0].name == "counts");
    const TinyLab tiny;
    const auto suite = labs::TestSuite::load(tiny.load(), false, explain::Language::kEnglish);
    REQUIRE(suite);
    const auto none = labs::find_test(*suite, "conuts");
    REQUIRE_FALSE(none);
    CHECK(holds(none.error().message, "did you mean 'counts'?"));
}
