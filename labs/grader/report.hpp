// What a submission is worth, test by test, as values.
// Not here: how it comes about (judge.hpp), the formats in which it leaves (formats/).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace anel::labs {

struct TestResult {
    enum class Verdict : std::uint8_t {
        kPassed,
        kFailed,
        kInfrastructure,  ///< nothing was found out about the submission: try again
    };
    std::string name;   ///< `csr-write`: unique in its lab
    std::string title;  ///< the property, in the report's language
    bool hidden = false;
    Verdict verdict = Verdict::kFailed;
    double points = 0;
    double most = 0;
    std::string message;         ///< of a failure: what was seen, what was expected, what to do next; in the report's language, of any bytes that a student can make
    std::string reproduce;       ///< of a hidden failure: the visible test that shows the same property
    unsigned case_number = 0;    ///< from 1: the case that failed; 0: none did
    std::optional<std::size_t> divergent_step;  ///< index into the evidence's hooks, from 0
    std::string divergent_explain;  ///< that step, told in lines
    std::string detail;          ///< of a hidden failure, for who gives the course alone: it may show what was asked
    std::optional<std::size_t> detail_step;  ///< likewise: what divergent_step is of a visible one
    unsigned hint = 0;           ///< the level of hints to ask for; 0: none
    std::string file;            ///< of the submission, where the failure has a place in it
    unsigned line = 0;           ///< from 1; 0: none
    bool operator==(const TestResult&) const = default;
};

struct Report {
    std::string lab;                ///< "04-emulate"
    std::string student;
    std::string submission_sha256;  ///< of the files that count
    std::string language;           ///< "en" or "pt-BR"
    std::vector<TestResult> tests;  ///< in the lab's order
    double score = 0;
    double most = 0;
    std::string refused;            ///< why nothing was run, if so: not a submission of this lab, archive refused
    std::string broken;             ///< why nothing could be found out, if so: the lab's own tests are at fault
    bool infrastructure_error() const {
        if (!broken.empty()) return true;
        for (const TestResult& test : tests)
            if (test.verdict == TestResult::Verdict::kInfrastructure) return true;
        return false;
    }
    bool operator==(const Report&) const = default;
};

}  // namespace anel::labs
