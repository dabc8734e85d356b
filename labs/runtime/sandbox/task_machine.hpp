// The machine of a task, as the task says: full of noise, then loaded.
// Not here: what runs on it (task_runner.hpp).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "isa/base/result.hpp"
#include "labs/runtime/bindings.hpp"
#include "labs/runtime/submission.hpp"
#include "labs/runtime/value.hpp"

namespace anel::labs {

/// Why there is no machine.
struct NoMachine {
    bool task_is_wrong = false;  ///< else it is the submission: a file is missing, or does not assemble
    std::string message;
};

struct TaskMachine {
    std::shared_ptr<BoundMachine> bound;             ///< stands where the task begins, but for the registers that it names
    std::map<std::string, std::uint32_t> symbols;    ///< of the programs that were loaded; of a name in several, the first one's
    std::optional<NoMachine> failure;
};

/// Of the task's `machine`, `poison`, `load`, `memory`, `input`, and `pc` of `cpu`.
TaskMachine make_machine(const Value& task, const Submission& files);

/// Of the task's `machine`.
Result<machine::MachineConfig> task_config(const Value& task);

/// Words that look like nothing in particular, from a seed.
class Noise {
public:
    explicit Noise(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();

private:
    std::uint64_t state_;
};

}  // namespace anel::labs
