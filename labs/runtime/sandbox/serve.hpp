// The worker's side: takes tasks from the pipe, one by one, and answers each.
// Not here: what a task is (task_runner.hpp).
#pragma once

namespace anel::labs {

/// Until the parent closes the pipe. The result is the process's exit code.
int serve();

}  // namespace anel::labs
