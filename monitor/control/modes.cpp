// Names as in the documentation's table of modes.
#include "monitor/control/modes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "isa/base/invariant.hpp"
#include "isa/base/nearest.hpp"

namespace anel::control {

namespace {

constexpr ModeRow kModes[] = {
    {"native", Mode::kNative, {}, "no monitor: the kernel runs in ring 0 of the bare machine"},
    {"full-trap", Mode::kFullTrap, Ring::k0, "the kernel runs in ring 1; what is privileged traps to the monitor in ring 0, which emulates it"},
    {"full-translate", Mode::kFullTranslate, Ring::k0, "the kernel runs in ring 1, translated; it calls the monitor in ring 0 where it must"},
    {"full", Mode::kFullTranslate, Ring::k0, "another name for full-translate"},
    {"para", Mode::kPara, Ring::k0, "the kernel runs in ring 1, knows it, and calls the monitor in ring 0 instead of trapping"},
    {"assist-shadow", Mode::kAssistShadow, Ring::kMinus1,
     "the kernel runs in its own ring 0 above the monitor in ring -1, which shadows its page tables"},
    {"assist-nested", Mode::kAssistNested, Ring::kMinus1,
     "the kernel runs in its own ring 0 above the monitor in ring -1; the hardware walks both page tables"},
    {"assist", Mode::kAssistNested, Ring::kMinus1, "another name for assist-nested"},
};

const ModeRow& row_of(Mode mode) {
    for (const ModeRow& row : kModes)
        if (row.mode == mode) return row;
    invariant(false, "every mode has a row");
    return kModes[0];
}

std::vector<std::string> names() {
    std::vector<std::string> list;
    for (const ModeRow& row : kModes) list.emplace_back(row.name);
    return list;
}

}  // namespace

std::span<const ModeRow> mode_rows() { return kModes; }

std::string_view name_of(Mode mode) { return row_of(mode).name; }

std::optional<Ring> monitor_ring(Mode mode) { return row_of(mode).monitor_ring; }

bool needs_assist(Mode mode) { return monitor_ring(mode) == Ring::kMinus1; }

Result<Mode> find_mode(std::string_view name) {
    for (const ModeRow& row : kModes)
        if (row.name == name) return row.mode;
    const std::string guess = did_you_mean(name, names());
    return Error{fmt::format("unknown mode '{}'{} Modes: {}", name, guess.empty() ? "." : guess, built_mode_names()), ErrorKind::kUsage};
}

Result<std::vector<Mode>> find_modes(std::string_view comma_separated) {
    std::vector<Mode> modes;
    for (std::size_t begin = 0; begin <= comma_separated.size();) {
        const std::size_t end = std::min(comma_separated.find(',', begin), comma_separated.size());
        const std::string_view name = comma_separated.substr(begin, end - begin);
        const auto mode = find_mode(name);
        if (!mode) return mode.error();
        if (std::ranges::find(modes, *mode) != modes.end())
            return Error{fmt::format("mode '{}' is named twice; name each mode once", name), ErrorKind::kUsage};
        modes.push_back(*mode);
        begin = end + 1;
    }
    return modes;
}

std::vector<Mode> built_modes() {
    std::vector<Mode> modes;
    for (const ModeRow& row : kModes)
        if (std::ranges::find(modes, row.mode) == modes.end()) modes.push_back(row.mode);
    return modes;
}

std::string built_mode_names() { return comma_list(names()); }

}  // namespace anel::control
