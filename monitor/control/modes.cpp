// Names as in the documentation's table of modes.
#include "monitor/control/modes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "isa/base/nearest.hpp"

namespace anel::control {

namespace {

struct ModeName {
    std::string_view name;
    std::optional<Mode> mode;  ///< nothing: known, not built yet
};
constexpr ModeName kModes[] = {
    {"native", Mode::kNative},     {"full-trap", Mode::kFullTrap}, {"full-translate", {}}, {"full", {}},
    {"para", Mode::kPara},         {"assist-shadow", {}},          {"assist-nested", {}},  {"assist", {}},
};

std::vector<std::string> built_names() {
    std::vector<std::string> names;
    for (const ModeName& row : kModes)
        if (row.mode) names.emplace_back(row.name);
    return names;
}

}  // namespace

std::string_view name_of(Mode mode) {
    for (const ModeName& row : kModes)
        if (row.mode == mode) return row.name;
    return "unknown";
}

Result<Mode> find_mode(std::string_view name) {
    for (const ModeName& row : kModes) {
        if (row.name != name) continue;
        if (row.mode) return *row.mode;
        return Error{fmt::format("mode '{}' is not built yet; built so far: {}", name, comma_list(built_names())), ErrorKind::kUsage};
    }
    return Error{fmt::format("unknown mode '{}'{} Modes: {}", name,
                             did_you_mean(name, built_names()).empty() ? "." : did_you_mean(name, built_names()),
                             comma_list(built_names())),
                 ErrorKind::kUsage};
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
    for (const ModeName& row : kModes)
        if (row.mode) modes.push_back(*row.mode);
    return modes;
}

}  // namespace anel::control
