// A case of a test, done again in this process with the student's own code, up to the step where it went wrong; then the machine is a person's, in Lua.
// Nothing here is a sandbox: whoever starts one with code that may be a stranger's shuts the process's files first (labs/runtime/sandbox/confine.hpp).
// Not here: finding out which case and which step (judge.hpp), reading what the person types (cli/lab_debug.cpp).
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "isa/base/result.hpp"
#include "isa/explain/language.hpp"
#include "labs/runtime/bindings.hpp"
#include "labs/runtime/submission.hpp"
#include "labs/runtime/value.hpp"

namespace anel::labs {

class DebugSession {
public:
    /// `files`: the submission with what is provided. `step`: of which use of a hook, from 0, to stop in front of; none: at the end, or at the error. The
    /// error says what keeps the task from beginning.
    static Result<std::unique_ptr<DebugSession>> start(const Value& task, const Submission& files, std::optional<std::size_t> step, explain::Language language);
    DebugSession(const DebugSession&) = delete;
    DebugSession& operator=(const DebugSession&) = delete;
    ~DebugSession();

    /// Where it stands and what there is to look at, in lines.
    const std::string& where() const { return where_; }
    /// With `m` (or `world`), `submission` (the student's functions), and, in front of a step, `trap`.
    lua::State& state();

private:
    struct Content;
    DebugSession();

    std::unique_ptr<Content> content_;
    std::string where_;
};

}  // namespace anel::labs
