// A run as a value that can be kept in a file: the machine as it was when it began, what came from outside and when, and how it ended. With
// this the run can be made again, to the cycle, by whoever has nothing else.
// Not here: the file around it (recording_file.hpp), what a mode or an image is (monitor/control).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "isa/base/result.hpp"
#include "isa/machine/input.hpp"
#include "isa/machine/machine.hpp"
#include "isa/machine/state_digest.hpp"

namespace anel::machine {

struct RecordedEnd {
    Moment at;
    std::string ending;  ///< a word of whoever recorded it
    StateDigest state;   ///< with what it printed, if whoever recorded it put that there
    bool operator==(const RecordedEnd&) const = default;
};

struct Recording {
    std::string recorded_by;  ///< "anel 0.1.0": one line
    MachineConfig config;
    PhysAddr entry;           ///< where the CPU begins, and what it is told
    PhysAddr boot_block;
    PagedBytes memory;        ///< as loaded; all real memory, a monitor's included
    std::vector<std::uint8_t> disk;  ///< empty: none
    std::vector<Input> inputs;       ///< in order
    RecordedEnd end;
    /// For whoever recorded it, by name: small letters and '-'. The run does not depend on them.
    std::map<std::string, std::string> notes;
    bool operator==(const Recording&) const = default;
};

/// The beginning, of a machine that is loaded, has its disk, and has not run. Who recorded it, inputs, end and notes are to be added.
Recording recording_of(const Machine& machine, const MachineConfig& config);
/// A machine that is about to begin what was recorded. Its inputs are not given to it.
std::unique_ptr<Machine> machine_of(const Recording& recording, std::size_t event_capacity = 0);

// A recording as bytes, without any protection against damage. Reading them trusts nothing: the error is a sentence that begins with `name`.
inline constexpr std::size_t kRecordedInputsMost = std::size_t{1} << 22;
std::string to_content(const Recording& recording);
Result<Recording> parse_content(std::string_view content, const std::string& name);

}  // namespace anel::machine
