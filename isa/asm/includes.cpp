#include "isa/asm/includes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace anel::assembler {
namespace {

bool climbs(std::string_view name) {
    for (std::size_t from = 0; from <= name.size();) {
        const std::size_t to = std::min(name.find('/', from), name.size());
        if (name.substr(from, to - from) == "..") return true;
        from = to + 1;
    }
    return false;
}

std::string names_of(const std::map<std::string, std::string>& files) {
    constexpr std::size_t kMostShown = 10;
    std::string all;
    std::size_t shown = 0;
    for (const auto& [name, content] : files) {
        if (shown++ == kMostShown) return all + " ..";
        all += fmt::format("{}`{}`", all.empty() ? "" : ", ", name);
    }
    return all.empty() ? "none" : all;
}

}  // namespace

FindFile files_by_name(const std::map<std::string, std::string>& files) {
    return [&files](std::string_view name, std::string_view) -> Result<NamedFile> {
        if (name.starts_with('/')) return Error{fmt::format("`{}` is an absolute path: name a file of this folder, such as \"help.s\"", name)};
        if (climbs(name)) return Error{fmt::format("`{}` leaves the folder by `..`: name a file inside it, such as \"help.s\"", name)};
        const auto found = files.find(std::string(name));
        if (found == files.end()) return Error{fmt::format("there is no file `{}` here: the files are {}", name, names_of(files))};
        return NamedFile{found->first, found->second};
    };
}

}  // namespace anel::assembler
