#include "labs/grader/lab.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "isa/machine/files.hpp"
#include "labs/grader/lab_yaml.hpp"

namespace anel::labs {

namespace fs = std::filesystem;

namespace {

constexpr FolderLimits kLabLimits{.files = 500, .bytes = std::size_t{16} << 20};
constexpr std::array<std::string_view, 4> kInstructorsFolders = {"reference/", "mutants/", "cheats/", "notes/"};
constexpr double kLabsMost = 99;

/// Parts of a page that begin with `## 1`, `## 2`, … . What stands above the first belongs to none.
Result<std::vector<std::string>> hint_levels(const std::string& text, const std::string& file) {
    std::vector<std::string> levels;
    std::istringstream lines(text);
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.starts_with("## ")) {
            const std::string next = std::to_string(levels.size() + 1);
            if (line.substr(3, next.size()) != next || (line.size() > 3 + next.size() && line[3 + next.size()] >= '0' && line[3 + next.size()] <= '9'))
                return Error{fmt::format("{}:{}: expected the heading '## {}', of the next level of hints; found '{}'", file, number, next, line)};
            levels.emplace_back();
            continue;
        }
        if (!levels.empty()) levels.back() += line + "\n";
    }
    if (levels.empty()) return Error{fmt::format("{}:1: no hint in it; write levels, each under a heading: '## 1', '## 2', …", file)};
    for (std::string& level : levels) {
        const std::size_t first = level.find_first_not_of('\n');
        const std::size_t last = level.find_last_not_of('\n');
        level = first == std::string::npos ? "" : level.substr(first, last - first + 1) + "\n";
    }
    return levels;
}

Status read_hints(const Files& all, const fs::path& folder, Lab& lab) {
    for (std::size_t i = 0; i < explain::kLanguageCount; ++i) {
        const std::string name = fmt::format("hints.{}.md", explain::kLanguageTags[i]);
        const auto levels = hint_levels(all.at(name), (folder / name).string());
        if (!levels) return levels.error();
        if (i > 0 && levels->size() != lab.hints.size())
            return Error{fmt::format("{}:1: has {} levels of hints, and hints.en.md has {}; write the same ones in both languages", (folder / name).string(), levels->size(), lab.hints.size())};
        lab.hints.resize(levels->size());
        for (std::size_t level = 0; level < levels->size(); ++level) lab.hints[level].in(static_cast<explain::Language>(i)) = (*levels)[level];
    }
    return {};
}

/// From labs/shared, where files lie that several labs have. In a hand-out they are in the lab's own folder already.
Status add_shared(const std::vector<std::string>& shared, const fs::path& folder, const std::string& yaml, Files& all) {
    for (const std::string& name : shared) {
        if (!name.starts_with("tests/") && !name.starts_with("provided/"))
            return Error{fmt::format("{}:1:1: shared: '{}' is not under tests/ or provided/, which alone can be shared", yaml, name)};
        if (name.find("..") != std::string::npos || all.contains(name)) continue;
        auto text = machine::read_file((folder / ".." / "shared" / name).lexically_normal().string(), kLabLimits.bytes);
        if (!text) return Error{fmt::format("{}:1:1: shared: {}", yaml, text.error().message)};
        all.emplace(name, std::move(*text));
    }
    return {};
}

Status check_names(const Lab& lab, const std::string& yaml) {
    for (const std::string& file : lab.files) {
        if (file.starts_with('/') || file.starts_with("provided/") || file.find("..") != std::string::npos)
            return Error{fmt::format("{}:1:1: files: '{}' is not a file that a student can hand in; name it relative to the student's folder, outside provided/", yaml, file)};
        if (!lab.starter.contains(file)) return Error{fmt::format("{}:1:1: files: '{}' is not in starter/; students begin with what is there: add it", yaml, file)};
    }
    return {};
}

}  // namespace

Result<Lab> load_lab(const fs::path& folder) {
    auto all = read_folder(folder, kLabLimits);
    if (!all) return all.error();
    const std::string yaml = (folder / "lab.yaml").string();
    for (const char* const needed : {"lab.yaml", "text.en.md", "text.pt-BR.md", "hints.en.md", "hints.pt-BR.md", "tests/visible.lua"})
        if (!all->contains(needed)) return Error{fmt::format("{}: missing; a lab's folder has it (labs/README.md says what is in it)", (folder / needed).string())};

    Lab lab;
    lab.folder = folder;
    double number = 0;
    double lines = 0;
    std::vector<std::string> shared;
    YamlFile file(yaml);
    file.number("number", 1, kLabsMost, number).word("name", lab.name).both("title", lab.title).number("hours", 0, 100, lab.hours).number("lines", 0, 10000, lines);
    file.number("points", 1, 1000, lab.points).words("files", lab.files).words("shared", shared, true);
    if (Status status = file.read(all->at("lab.yaml")); !status) return status.error();
    if (Status status = add_shared(shared, folder, yaml, *all); !status) return status.error();
    lab.number = static_cast<unsigned>(number);
    lab.lines = static_cast<unsigned>(lines);
    lab.id = fmt::format("{:02}-{}", lab.number, lab.name);

    lab.text = {all->at("text.en.md"), all->at("text.pt-BR.md")};
    if (Status status = read_hints(*all, folder, lab); !status) return status.error();
    lab.starter = files_under(*all, "starter/");
    lab.provided = files_under(*all, "provided/");
    lab.tests = files_under(*all, "tests/");
    lab.reference = files_under(*all, "reference/");
    lab.mutants = files_under(*all, "mutants/");
    for (const auto& [name, text] : files_under(*all, "cheats/")) {
        const std::size_t slash = name.find('/');
        if (slash == std::string::npos) return Error{fmt::format("{}: a cheat is a folder with a whole submission in it: cheats/NAME/FILES", (folder / "cheats" / name).string())};
        lab.cheats[name.substr(0, slash)].emplace(name.substr(slash + 1), text);
    }
    if (Status status = check_names(lab, yaml); !status) return status.error();
    lab.all = std::move(*all);
    return lab;
}

Files hand_out(const Files& files) {
    Files result;
    for (const auto& [name, text] : files) {
        const bool instructors = name == "tests/hidden.lua" || std::ranges::any_of(kInstructorsFolders, [&](std::string_view folder) { return name.starts_with(folder); });
        if (!instructors) result.emplace(name, text);
    }
    return result;
}

Submission with_provided(const Lab& lab, const Submission& submission) {
    Submission result = submission;
    std::erase_if(result.files, [](const auto& file) { return file.first.starts_with("provided/"); });
    for (const auto& [name, text] : lab.provided) result.files["provided/" + name] = text;
    return result;
}

std::optional<std::string> missing_file(const Lab& lab, const Submission& submission) {
    for (const std::string& file : lab.files)
        if (!submission.files.contains(file)) return file;
    return std::nullopt;
}

}  // namespace anel::labs
