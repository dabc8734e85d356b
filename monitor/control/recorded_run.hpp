// A run that is recorded while it is made, and one that was recorded and is opened: to be made again, or to be moved in.
// Not here: the file (isa/machine/recording_file.hpp), printing (report_text.hpp).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "isa/base/result.hpp"
#include "isa/machine/recording.hpp"
#include "monitor/control/run.hpp"

namespace anel::control {

struct RecordedRun {
    RunResult result;
    machine::Recording recording;
};
/// Runs it and keeps all that it takes to do so again. `monitor_file`: the monitor's ELF file, empty where there is none. `recorded_by`: one line.
Result<RecordedRun> record(RunRequest request, std::string_view monitor_file, std::string_view recorded_by);

struct LoadedRun {
    machine::Recording recording;  ///< config, inputs with their moments, and the end are in it
    Mode mode = Mode::kNative;
    std::string cmdline;            ///< the kernel's
    Kernel kernel;                  ///< the images, for their symbols; memory holds them already
    std::optional<Kernel> monitor;  ///< in every mode but native
    Ending ending = Ending::kPoweredOff;
    Cycles max_cycles = 0;          ///< that it was limited to; 0: none
};
/// `path` `-`: standard input.
Result<LoadedRun> open_recording(const std::string& path);
/// `name` stands before every message.
Result<LoadedRun> understand(machine::Recording recording, const std::string& name);

/// Makes the run again. Of `watching`, callbacks, `stop` and `max_cycles` count (0: to where it ended). A run that does not end where it did goes
/// on for no more than a million cycles.
RunResult replay(const LoadedRun& loaded, const RunRequest& watching);
/// What is the first thing that is not as it was, as a sentence without a full stop; empty where all is the same.
std::string first_difference(const LoadedRun& loaded, const RunResult& again);

}  // namespace anel::control
