// Does what a task says (labs/README.md), with a fresh interpreter and a fresh machine, and gathers what there is to judge by.
// Not here: judging.
#pragma once

#include <functional>

#include "labs/runtime/submission.hpp"
#include "labs/runtime/value.hpp"

namespace anel::labs {

/// The evidence. `leave` is called with it instead, and does not return, where something was used up: nothing of the student's runs any more.
Value run_task(const Value& task, const Submission& files, const std::function<void(const Value&)>& leave);

/// The evidence where it came to be more than a frame holds.
Value too_much();

}  // namespace anel::labs
