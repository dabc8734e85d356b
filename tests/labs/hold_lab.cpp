// Holds a lab to what a lab must be: its starter is worth nothing and its reference everything, whoever's questions are asked; each mutant dies by the test
// that it names; each cheat is worth nothing; a second run says the same; both languages are there. Names everything that is not so, and ends with 1.
// Usage: anel_tests_hold_lab LAB-FOLDER SEEDS [STUDENTS-PER-MUTANT]; with ANEL_SHOW_MESSAGES=en (or pt-BR) it prints what the starter and each mutant are told.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "labs/grader/judge.hpp"
#include "labs/grader/formats/safe_text.hpp"
#include "labs/grader/report_text.hpp"
#include "labs/runtime/sandbox/worker.hpp"

namespace {

using namespace anel;
using labs::Files;
using labs::Report;
using labs::TestResult;

constexpr std::size_t kMutantsLeast = 4;
constexpr double kVisibleLeast = 30;
constexpr double kVisibleMost = 50;
constexpr std::size_t kOffenceBytes = 2000;
constexpr unsigned kOffencesMost = 20;

class Holder {
public:
    Holder(labs::Lab lab, labs::Worker worker) : lab_(std::move(lab)), worker_(std::move(worker)) {
        if (const char* const tag = std::getenv("ANEL_SHOW_MESSAGES")) shown_ = explain::find_language(tag).value_or(explain::Language::kEnglish);
    }

    /// `victims`: of the students, spread over the seeds, whose questions each mutant is asked; 1 to `seeds`.
    int hold(unsigned seeds, unsigned victims) {
        texts();
        const Report starter = judged(lab_.starter, "author");
        if (shown_)
            for (const TestResult& test : judged(lab_.starter, "author", "", true, *shown_).tests) show("starter", test);
        sum_of_points(starter);
        if (starter.score != 0) offence("the starter scores {} points and should score 0: {}", starter.score, verdicts(starter, TestResult::Verdict::kPassed));
        same_again("starter", lab_.starter, starter);
        reference(seeds);
        if (lab_.mutants.size() < kMutantsLeast) offence("has {} mutants; it needs at least {}", lab_.mutants.size(), kMutantsLeast);
        for (const auto& [name, patch] : lab_.mutants) {
            std::vector<std::string> students;
            for (unsigned i = 0; i < victims; ++i) students.push_back(student(i * seeds / victims));
            mutant(name, patch, students);
        }
        if (lab_.cheats.empty()) offence("has no cheats");
        for (const auto& [name, files] : lab_.cheats) {
            const Report report = judged(files, "author");
            if (report.score != 0) offence("the cheat '{}' scores {} points and should score 0: {}", name, report.score, verdicts(report, TestResult::Verdict::kPassed));
        }
        fmt::print("{}: {} seeds, {} mutants, {} cheats, {} things wrong; a student waits {:.2f} s at most\n", lab_.id, seeds, lab_.mutants.size(), lab_.cheats.size(), offences_, longest_s_);
        return offences_ == 0 ? 0 : 1;
    }

private:
    template <class... Words>
    void offence(fmt::format_string<Words...> text, Words&&... words) {
        fmt::print("{}: {}\n", lab_.id, labs::safe_text(fmt::format(text, std::forward<Words>(words)...).substr(0, kOffenceBytes)));
        ++offences_;
    }

    Report judged(const Files& files, const std::string& student, const std::string& only = "", bool hidden = true, explain::Language language = explain::Language::kEnglish) {
        const labs::JudgeOptions options{.language = language, .student = student, .hidden = hidden, .key = "key of the tests", .only = only, .seed = {}};
        const auto execute = [this](const labs::Value& task, const labs::Submission& all) { return worker_.run(task, all); };
        const auto from = std::chrono::steady_clock::now();
        const bool usual = hidden && language == explain::Language::kEnglish && !anew_;
        if (usual && !suite_)
            if (auto suite = labs::TestSuite::load(lab_, hidden, language)) suite_ = std::move(*suite);
        Report report = usual && suite_ ? labs::judge(lab_, *suite_, {files}, options, execute) : labs::judge(lab_, {files}, options, execute);
        if (!hidden) longest_s_ = std::max(longest_s_, std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count());
        if (!report.broken.empty()) offence("{}", report.broken);
        for (const TestResult& test : report.tests)
            if (test.verdict == TestResult::Verdict::kInfrastructure) offence("{}, case {}: {}", test.name, test.case_number, test.message);
        return report;
    }

    static std::string verdicts(const Report& report, TestResult::Verdict which) {
        std::string names;
        for (const TestResult& test : report.tests)
            if (test.verdict == which) names += fmt::format("{}{} (case {}): {} {}", names.empty() ? "" : "; ", test.name, test.case_number, test.message, test.detail);
        return names;
    }

    void texts() {
        if (lab_.folder.filename() != lab_.id) offence("its folder is called {}; number and name in lab.yaml make it {}", lab_.folder.filename().string(), lab_.id);
        for (const auto& [what, text] : {std::pair{std::string("text"), lab_.text}, std::pair{std::string("title"), lab_.title}})
            if (text.english.empty() || text.portuguese.empty() || text.english == text.portuguese) offence("its {} is empty or the same in both languages", what);
        for (std::size_t level = 0; level < lab_.hints.size(); ++level)
            if (lab_.hints[level].english.empty() || lab_.hints[level].portuguese.empty() || lab_.hints[level].english == lab_.hints[level].portuguese)
                offence("its hint of level {} is empty or the same in both languages", level + 1);
        if (lab_.reference.empty()) offence("has no reference");
    }

    void sum_of_points(const Report& report) {
        double visible = 0;
        for (const TestResult& test : report.tests)
            if (!test.hidden) visible += test.most;
        if (report.most != lab_.points) offence("its tests give {} points together; lab.yaml says {}", report.most, lab_.points);
        if (visible < kVisibleLeast || visible > kVisibleMost) offence("its visible tests give {} points; about 40 are meant ({} to {})", visible, kVisibleLeast, kVisibleMost);
    }

    void same_again(const char* who, const Files& files, const Report& before) {
        // By tests that are loaded for it: what they remember does not count.
        anew_ = true;
        const Report again = judged(files, "author");
        anew_ = false;
        if (labs::report_json(again).dump() != labs::report_json(before).dump()) offence("two runs of the {} give different reports", who);
    }

    static std::string student(unsigned seed) { return seed == 0 ? "author" : fmt::format("student {}", seed); }

    void reference(unsigned seeds) {
        for (unsigned seed = 0; seed < seeds && offences_ < kOffencesMost; ++seed) {
            const Report report = judged(lab_.reference, student(seed));
            if (report.score != lab_.points) offence("the reference scores {} points for '{}' and should have all: {}", report.score, student(seed), verdicts(report, TestResult::Verdict::kFailed));
            if (seed == 0) same_again("reference", lab_.reference, report);
        }
        // What a student waits for, and whether a failure can be told in both languages.
        (void)judged(lab_.reference, "author", "", false);
        (void)judged(lab_.starter, "author", "", false, explain::Language::kPortuguese);
    }

    /// The reference with the patch applied, which must fit without any fuzz; empty where it does not.
    Files patched(const std::string& name, const std::string& patch) {
        namespace fs = std::filesystem;
        std::string pattern = (fs::temp_directory_path() / "anel-lab-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) return {};
        const fs::path scratch = pattern;
        Files result;
        if (labs::write_files(scratch / "tree", lab_.reference)) {
            std::ofstream(scratch / "patch") << patch;
            const std::string command = fmt::format("cd '{0}/tree' && patch -p1 -F0 --no-backup-if-mismatch <'{0}/patch' >'{0}/said' 2>&1", scratch.string());
            if (std::system(command.c_str()) == 0) {
                if (auto files = labs::read_folder(scratch / "tree", {.files = labs::kSubmissionFilesMost, .bytes = labs::kSubmissionBytesMost}); files) result = std::move(*files);
            } else {
                std::ifstream said(scratch / "said");
                offence("the mutant {} does not apply to reference/ with patch -p1 -F0: {}", name, std::string(std::istreambuf_iterator<char>(said), {}));
            }
        }
        fs::remove_all(scratch);
        return result;
    }

    void show(const std::string& who, const TestResult& test) const { fmt::print("---- {} {}: {}\n{}\n{}\n{}\n", lab_.id, who, test.name, test.message, test.divergent_explain, test.detail); }

    void mutant(const std::string& name, const std::string& patch, const std::vector<std::string>& students) {
        const std::string head = "# dies by: ";
        if (!patch.starts_with(head)) return offence("the mutant {} does not begin with '{}TEST'", name, head);
        const std::string test = patch.substr(head.size(), patch.find_first_of("\r\n") - head.size());
        const Files files = patched(name, patch);
        if (files.empty()) return;
        for (const std::string& student : students) {
            const Report report = judged(files, student, test, true, shown_.value_or(explain::Language::kEnglish));
            if (report.tests.empty()) return offence("the mutant {} names the test '{}', and there is none", name, test);
            const TestResult& result = report.tests.front();
            if (result.verdict == TestResult::Verdict::kPassed) offence("the mutant {} lives: the test '{}' that it names passes for '{}'", name, test, student);
            else if (result.message.empty()) offence("the mutant {} dies without a word", name);
            if (shown_ && student == students.front()) show(name, result);
        }
    }

    labs::Lab lab_;
    labs::Worker worker_;
    std::optional<labs::TestSuite> suite_;  ///< all of the lab's, in English
    bool anew_ = false;
    std::optional<explain::Language> shown_;  ///< of the messages that are printed
    double longest_s_ = 0;
    unsigned offences_ = 0;
};

}  // namespace

int main(int count, char** words) {
    const unsigned seeds = count > 2 ? static_cast<unsigned>(std::atoi(words[2])) : 0;
    const unsigned victims = count > 3 ? static_cast<unsigned>(std::atoi(words[3])) : 1;
    if (count > 4 || victims < 1 || victims > seeds) {
        fmt::print(stderr, "usage: anel_tests_hold_lab LAB-FOLDER SEEDS [STUDENTS-PER-MUTANT]\n");
        return 2;
    }
    auto lab = labs::load_lab(words[1]);
    auto worker = labs::Worker::start({});
    if (!lab || !worker) {
        fmt::print("{}\n", lab ? worker.error().message : lab.error().message);
        return 1;
    }
    return Holder(std::move(*lab), std::move(*worker)).hold(seeds, victims);
}
