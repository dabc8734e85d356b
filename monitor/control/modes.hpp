// The modes by name, and where the monitor runs in each.
// Not here: what a mode does (it is done by the programs that run on the machine).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "isa/base/result.hpp"
#include "isa/base/types.hpp"

namespace anel::control {

enum class Mode : std::uint8_t { kNative, kFullTrap, kFullTranslate, kPara, kAssistShadow, kAssistNested };

struct ModeRow {
    std::string_view name;
    Mode mode;
    std::optional<Ring> monitor_ring;  ///< nothing: there is no monitor
    std::string_view meaning;          ///< one line, for people
};

/// In the order of the documentation. Of two rows with one mode the first has the name that it is called by.
std::span<const ModeRow> mode_rows();

std::string_view name_of(Mode mode);
/// Where the monitor runs, and so what a guest has to come to for an exit.
std::optional<Ring> monitor_ring(Mode mode);
/// Whether it takes a machine with hardware assist that is not locked.
bool needs_assist(Mode mode);
/// Usage error for a name that nobody knows.
Result<Mode> find_mode(std::string_view name);
/// `native,full-trap`: in the order given; a mode named twice is a usage error.
Result<std::vector<Mode>> find_modes(std::string_view comma_separated);
/// All of them, native first, each once.
std::vector<Mode> built_modes();
/// `native, full-trap, …`: all that a person may write.
std::string built_mode_names();

}  // namespace anel::control
