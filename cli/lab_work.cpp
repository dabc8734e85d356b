#include "cli/lab_work.hpp"

#include <algorithm>
#include <cctype>

#include "cli/commands.hpp"
#include "labs/grader/find_labs.hpp"

namespace anel::cli {

namespace {

/// Whose questions a folder is asked that is nobody's.
constexpr const char* kNobody = "author";

}  // namespace

std::string shell_word(const std::string& text) {
    const bool plain = !text.empty() && std::ranges::all_of(text, [](unsigned char c) { return std::isalnum(c) != 0 || std::string("_-./+:@%").find(static_cast<char>(c)) != std::string::npos; });
    if (plain) return text;
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

std::string labs_option(const LabOptions& options) { return options.labs.empty() ? "" : " --labs " + shell_word(options.labs); }

Result<LabWork> open_lab_work(const LabOptions& options) {
    LabWork work;
    const std::string folder = options.folder.empty() ? "." : options.folder;
    if (folder != ".") work.arguments += " " + shell_word(folder);
    work.arguments += labs_option(options);
    if (options.lab.empty()) {
        auto who = labs::read_student_folder(folder);
        if (!who) return who.error();
        work.who = std::move(*who);
        if (!options.student.empty()) return Error{"--student: goes with --lab; this folder says itself whose it is", ErrorKind::kUsage};
    } else {
        work.who = {options.lab, options.student.empty() ? kNobody : options.student, explain::Language::kEnglish};
        work.arguments += " --lab " + shell_word(options.lab);
        if (!options.student.empty()) work.arguments += " --student " + shell_word(options.student);
        if (Status status = labs::check_student(work.who.student); !status) return status.error();
    }
    if (!options.language.empty()) {
        const auto language = choose_language(options.language);
        if (!language) return language.error();
        work.who.language = *language;
    }
    auto lab = labs::find_lab(options.labs, work.who.lab);
    if (!lab) return lab.error();
    work.lab = std::move(*lab);
    work.folder = folder;
    return work;
}

labs::JudgeOptions judge_options(const LabWork& work, const LabOptions& options) {
    return {.language = work.who.language, .student = work.who.student, .hidden = options.hidden, .key = options.key, .only = options.only, .seed = options.seed};
}

}  // namespace anel::cli
