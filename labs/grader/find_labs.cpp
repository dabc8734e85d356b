#include "labs/grader/find_labs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "isa/base/nearest.hpp"
#include "monitor/control/images.hpp"

namespace anel::labs {

namespace fs = std::filesystem;

Result<fs::path> labs_folder(const std::string& named) {
    if (!named.empty()) return fs::path(named);
    const auto bundled = control::bundled_file("labs");
    if (!bundled) return bundled.error();
    return fs::path(*bundled);
}

Result<std::vector<fs::path>> folders_of_labs(const fs::path& labs) {
    std::error_code error;
    std::vector<fs::path> folders;
    for (fs::directory_iterator at(labs, error); !error && at != fs::directory_iterator(); at.increment(error))
        if (fs::exists(at->path() / "lab.yaml")) folders.push_back(at->path());
    if (error) return Error{fmt::format("{}: cannot be read as a folder of labs: {}; name one with --labs", labs.string(), error.message())};
    std::ranges::sort(folders);
    return folders;
}

Result<Lab> find_lab(const std::string& named_folder, const std::string& which) {
    if (which.find('/') != std::string::npos || which == ".") return load_lab(which);
    const auto labs = labs_folder(named_folder);
    if (!labs) return labs.error();
    const auto folders = folders_of_labs(*labs);
    if (!folders) return folders.error();
    std::vector<std::string> names;
    for (const fs::path& folder : *folders) {
        const std::string id = folder.filename().string();
        const std::size_t dash = std::min(id.find('-'), id.size());
        const std::string number = id.substr(0, dash);
        const std::string short_number = number.substr(std::min(number.find_first_not_of('0'), number.size()));
        const std::string name = id.substr(std::min(dash + 1, id.size()));
        if (which == id || which == number || which == short_number || which == name) return load_lab(folder);
        names.push_back(id);
    }
    if (names.empty()) return Error{fmt::format("{}: holds no labs; name a folder that does with --labs", labs->string()), ErrorKind::kUsage};
    return Error{fmt::format("no lab '{}'{} Labs here: {}", which, did_you_mean(which, names).empty() ? "." : did_you_mean(which, names), comma_list(names)), ErrorKind::kUsage};
}

}  // namespace anel::labs
