// A lab's tests, loaded into a trusted Lua state: they make tasks and judge evidence. A mistake in them is ours, and is told apart from a student's.
// Not here: who executes the tasks (labs/runtime/sandbox), points (judge.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "isa/base/result.hpp"
#include "labs/grader/lab.hpp"
#include "labs/runtime/value.hpp"

namespace anel::labs {

struct TestInfo {
    std::string name;
    std::string title;      ///< in the suite's language
    double points = 0;
    unsigned cases = 1;
    bool hidden = false;
    bool ends = false;      ///< its judge sees evidence of runs that did not get to their end
    std::string reproduce;  ///< of a hidden one: a visible test of the same property
    unsigned hint = 0;      ///< the level of hints that helps; 0: it does not say
};

struct Judgement {
    enum class End : std::uint8_t {
        kHolds,
        kFails,   ///< `message` is for the student
        kBroken,  ///< `message` says where the test is at fault
    };
    End end = End::kHolds;
    std::string message;
    std::optional<std::size_t> step;  ///< at which the run went another way: index into the evidence's hooks, from 0
    std::string explain;
    Value wanted;
};

/// Used by one thread.
class TestSuite {
public:
    /// The error names file and line of the lab's own file that is at fault.
    static Result<TestSuite> load(const Lab& lab, bool hidden, explain::Language language);
    TestSuite(TestSuite&&) noexcept;
    TestSuite& operator=(TestSuite&&) noexcept;
    ~TestSuite();

    const std::vector<TestInfo>& tests() const;
    /// A task of that test by that seed; what the test wants to remember for judging it stays here. The error says where the test is at fault.
    Result<Value> make(std::size_t test, std::uint64_t seed);
    /// What came of the task that was made last, of that test.
    Judgement judge(const Value& evidence);

private:
    struct Content;
    explicit TestSuite(std::unique_ptr<Content> content);
    std::unique_ptr<Content> content_;
};

}  // namespace anel::labs
