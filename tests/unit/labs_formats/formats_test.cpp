// What leaves a grader: every form says what its reader looks for, and nothing that a student writes gets out of its place in it.
// Not here: how a report comes about (tests/unit/labs_grader).
#include <algorithm>
#include <random>

#include "labs/grader/formats/format.hpp"
#include "labs/grader/formats/messages.hpp"
#include "labs/grader/formats/safe_text.hpp"
#include "labs/grader/report_text.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::labs;
using Verdict = TestResult::Verdict;

namespace {

TestResult test(std::string name, Verdict verdict, double points, double most, std::string message = {}) {
    TestResult result;
    result.name = std::move(name);
    result.title = "what it holds";
    result.verdict = verdict;
    result.points = points;
    result.most = most;
    result.message = std::move(message);
    return result;
}

Report sample() {
    Report report;
    report.lab = "04-emulate";
    report.student = "ana";
    report.submission_sha256 = std::string(64, 'a');
    report.language = "en";
    report.tests = {test("first", Verdict::kPassed, 40, 40), test("second", Verdict::kFailed, 0, 60, "a0 is 1, and should be 2 <here> & \"there\"")};
    report.tests[1].hidden = true;
    report.tests[1].reproduce = "first";
    report.tests[1].file = "emulate.lua";
    report.tests[1].line = 12;
    report.score = 40;
    report.most = 100;
    return report;
}

Value document(Format format, const Report& report) { return Value::parse(format_reports(format, {&report, 1})); }

constexpr char kSecondMessage[] = "a0 is 1, and should be 2 <here> & \"there\"\nTo see the same at home, with your own seed: anel lab check --only first";

/// RFC 4648 backwards, written from its table.
std::string from_base64(std::string_view text) {
    std::string bytes;
    unsigned held = 0, bits = 0;
    for (const char c : text) {
        if (c == '=') break;
        const unsigned digit = c >= 'A' && c <= 'Z' ? unsigned(c - 'A') : c >= 'a' && c <= 'z' ? unsigned(c - 'a') + 26 : c >= '0' && c <= '9' ? unsigned(c - '0') + 52 : c == '+' ? 62 : 63;
        held = held << 6 | digit;
        if ((bits += 6) >= 8) bytes += static_cast<char>(held >> (bits -= 8) & 0xff);
    }
    return bytes;
}

}  // namespace

TEST_CASE("text that a student made is only text: controls, tricks of direction and commands of build services are shown, not obeyed") {
    CHECK(safe_text("plain\ntext, ação") == "plain\ntext, ação");
    CHECK(safe_text("\x1b[31mred\r\t\x7f") == "\\x1b[31mred\\x0d    \\x7f");
    CHECK(safe_text("a\xff\xc3") == "a\\xff\\xc3");
    CHECK(safe_text("\xed\xa0\x80") == "\\xed\\xa0\\x80");      // half of a surrogate pair
    CHECK(safe_text("\xc0\xaf") == "\\xc0\\xaf");               // a slash, too long
    CHECK(safe_text("\xe2\x80\xae" "txt.exe") == "\\u202etxt.exe");
    CHECK(safe_text("\xd8\x9c") == "\\u061c");
    CHECK(safe_text("\xc2\x9b" "2J") == "\\x9b2J");
    CHECK(safe_text("one\n::set-output name=result::x\n  ##[endgroup]\n: :") == "one\n| ::set-output name=result::x\n|   ##[endgroup]\n: :");
    CHECK(safe_text("não → ok\u0085") == "não → ok\\x85");
    CHECK(safe_line("one\ntwo") == "one / two");
    const std::string longest = safe_text(std::string(kMessageBytesMost + 500, 'x'));
    CHECK(longest == std::string(kMessageBytesMost, 'x') + "\n[+ 500 bytes]");
    CHECK(safe_text(longest) == longest);
    const std::string escapes = safe_text(std::string(20000, '\x1b'));
    CHECK(escapes == safe_text(escapes));
    CHECK(safe_text("") == "");
}

TEST_CASE("Gradescope finds score, tests and their states where it looks for them") {
    const Value result = document(Format::kGradescope, sample());
    CHECK(result["score"] == 40);
    CHECK(result["visibility"] == "visible");
    REQUIRE(result["tests"].size() == 2);
    CHECK(result["tests"][0] == Value{{"number", "1"}, {"name", "first: what it holds"}, {"name_format", "text"}, {"score", 40.0}, {"max_score", 40.0}, {"status", "passed"},
                                      {"output", ""}, {"output_format", "text"}, {"visibility", "visible"}});
    CHECK(result["tests"][1]["status"] == "failed");
    CHECK(result["tests"][1]["output"] == kSecondMessage);
}

TEST_CASE("a failure says how it is seen at home, a hidden one by the visible test of its property, in the report's language") {
    Report report = sample();
    report.tests[1].hidden = false;
    report.tests[1].reproduce.clear();
    CHECK(document(Format::kGradescope, report)["tests"][1]["output"].get<std::string>().ends_with("To see the same at home, with your own seed: anel lab check --only second"));
    report.tests[1].hidden = true;
    report.tests[1].reproduce = "first";
    report.language = "pt-BR";
    CHECK(document(Format::kGradescope, report)["tests"][1]["output"].get<std::string>().ends_with("Para ver o mesmo em casa, com a sua própria semente: anel lab check --only first"));
}

TEST_CASE("GitHub Classroom finds a base64 result behind the name of the step's output") {
    const std::string line = format_reports(Format::kClassroom, std::vector{sample()});
    REQUIRE(line.starts_with("result="));
    REQUIRE(line.ends_with("\n"));
    REQUIRE(std::ranges::count(line, '\n') == 1);
    const Value result = Value::parse(from_base64(std::string_view(line).substr(7)));
    CHECK(result["version"] == 1);
    CHECK(result["status"] == "fail");
    CHECK(result["max_score"] == 100);
    CHECK(result["tests"][0]["status"] == "pass");
    CHECK(result["tests"][1] == Value{{"name", "second: what it holds"}, {"status", "fail"}, {"score", 0.0}, {"message", kSecondMessage}, {"filename", "emulate.lua"},
                                      {"line_no", 12}, {"duration", 0}});
    for (std::size_t size = 0; size < 7; ++size) {
        Report report = sample();
        report.lab = std::string(size, 'l');
        report.refused = "no";
        CHECK(Value::parse(from_base64(std::string_view(format_reports(Format::kClassroom, {&report, 1})).substr(7)))["tests"][2]["name"] == report.lab);
    }
}

TEST_CASE("PrairieLearn gets a share of one, and what could not be graded costs no attempt") {
    Report report = sample();
    CHECK(document(Format::kPrairieLearn, report)["score"] == 0.4);
    CHECK(document(Format::kPrairieLearn, report)["gradable"] == true);
    CHECK(document(Format::kPrairieLearn, report)["tests"][1] == Value{{"name", "second: what it holds"}, {"points", 0.0}, {"max_points", 60.0}, {"message", kSecondMessage}, {"output", ""}});
    report.tests[0].verdict = Verdict::kInfrastructure;
    CHECK(document(Format::kPrairieLearn, report)["gradable"] == false);
    CHECK(document(Format::kPrairieLearn, report)["format_errors"][0] == message_try_again("en"));
    report.refused = "the archive is refused: it is no tar";
    CHECK(document(Format::kPrairieLearn, report)["format_errors"][0] == report.refused);
}

TEST_CASE("JUnit's text stands in the body of its element, with XML's letters escaped") {
    const std::string xml = format_reports(Format::kJunit, std::vector{sample()});
    CHECK(xml ==
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
          "  <testsuite name=\"04-emulate\" hostname=\"ana\" tests=\"2\" failures=\"1\" errors=\"0\">\n"
          "    <testcase classname=\"ana\" name=\"first\"/>\n"
          "    <testcase classname=\"ana\" name=\"second\">\n"
          "      <failure message=\"what it holds\">a0 is 1, and should be 2 &lt;here&gt; &amp; &quot;there&quot;\n"
          "To see the same at home, with your own seed: anel lab check --only first</failure>\n"
          "    </testcase>\n  </testsuite>\n</testsuites>\n");
}

TEST_CASE("a table has a row for each submission, a column for each test, and no formulas") {
    Report second = sample(), third = sample();
    second.student = "=cmd|'/c calc'!A1, \"b\"";
    third.student = "carla";
    third.tests.clear();
    third.score = 0;
    third.refused = "not a submission";
    CHECK(format_reports(Format::kCsv, std::vector{third, sample(), second}) ==
          "student,lab,score,max_score,status,first,second\n"
          "carla,04-emulate,0,100,refused,,\n"
          "ana,04-emulate,40,100,graded,40,0\n"
          "\"'=cmd|'/c calc'!A1, \"\"b\"\"\",04-emulate,40,100,graded,40,0\n");
}

TEST_CASE("a report in its own form comes back whole, and whatever else is read is refused in words") {
    const Report report = sample();
    const auto back = report_from(document(Format::kJson, report));
    REQUIRE(back);
    CHECK((*back == report));
    Value broken = document(Format::kJson, report);
    for (const char* const key : {"lab", "student", "submission_sha256", "language", "score", "most", "tests"}) {
        Value without = broken;
        without.erase(key);
        CHECK_FALSE(report_from(without));
        without[key] = Value::object({{"x", 1}});
        CHECK_FALSE(report_from(without));
    }
    broken["tests"][0]["verdict"] = "splendid";
    CHECK(report_from(broken).error().message == "'splendid' is no verdict");
    CHECK_FALSE(report_from(Value(7)));
}

TEST_CASE("whatever bytes a student leaves in a report, every form stays well-formed") {
    std::mt19937 random(8);
    constexpr std::string_view kPieces[] = {"]]>", "</failure>", "\"", "\x1b[2J", "::error::", "\n::set-output::", "\xff\xfe", "\xf4\x90\x80\x80", "\xe2\x80\xa8", ",", "=1+1", "\\", "\r\n", "&amp;"};
    const auto noise = [&] {
        std::string text;
        for (auto i = random() % 12; i > 0; --i) text += random() % 3 == 0 ? std::string(1, static_cast<char>(random())) : std::string(kPieces[random() % std::size(kPieces)]);
        return text;
    };
    for (int i = 0; i < 300; ++i) {
        Report report = sample();
        report.student = noise();
        report.refused = random() % 2 == 0 ? noise() : "";
        for (TestResult& result : report.tests) result.message = noise(), result.title = noise(), result.divergent_explain = noise(), result.file = noise();
        for (const Format format : {Format::kText, Format::kGradescope, Format::kClassroom, Format::kPrairieLearn, Format::kJunit, Format::kCsv, Format::kJson}) {
            INFO(name_of(format));
            const std::string text = format_reports(format, {&report, 1});
            CHECK(std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }));
            CHECK(text.find("\n::") == std::string::npos);
            if (format == Format::kGradescope || format == Format::kPrairieLearn || format == Format::kJson) CHECK_NOTHROW(Value::parse(text));
            if (format == Format::kCsv) CHECK(std::ranges::count(text, '\n') == 2);
            // A tag of ours begins with a blank or ends a body; nothing else has an angle bracket.
            if (format == Format::kJunit) CHECK(std::ranges::count(text, '<') == std::ranges::count(text, '>'));
        }
        const auto once = report_from(Value(report_json(report)));
        REQUIRE(once);
        CHECK((report_json(*once) == report_json(report)));
    }
}

TEST_CASE("formats are asked for by name") {
    for (const char* const name : {"text", "gradescope", "classroom", "prairielearn", "junit", "csv", "json"}) CHECK(name_of(*format_named(name)) == name);
    CHECK(format_named("moodle").error().message == "there is no format 'moodle'; there are text, gradescope, classroom, prairielearn, junit, csv, json");
}
