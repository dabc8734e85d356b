// What a worker found, in words for a student: why a run did not get to its end, and the step at which it went another way.
// Not here: the sentences themselves (words.hpp), what a test says (test_suite.hpp).
#pragma once

#include <optional>
#include <string>

#include "isa/explain/language.hpp"
#include "labs/runtime/submission.hpp"
#include "labs/runtime/value.hpp"

namespace anel::labs {

struct Teller {
    explain::Language language;
    bool hidden;  ///< says nothing that could show what was asked
    const Submission& submission;  ///< with what the lab provides
};

/// Where in the submission a run stopped; no line where it did so nowhere in it.
struct StopPlace {
    std::string file;
    unsigned line = 0;  ///< from 1
    std::string text;   ///< of the line, without its indentation
};
StopPlace place_of(const Value& evidence, const Submission& submission);

/// Of evidence that ended otherwise than "done". Empty where `ended` is no word that a worker says.
std::optional<std::string> why_not_done(const Value& task, const Value& evidence, const Teller& teller);

/// `step`: index into the evidence's hooks. `explain`: what the test says of it, or nothing. `wanted`: {pc=, ring=, x={…}} as it should have been behind
/// the step, or null. Lines without a line feed at the end.
std::string tell_step(const Value& task, const Value& evidence, std::size_t step, const std::string& explain, const Value& wanted, explain::Language language);

}  // namespace anel::labs
