#include "labs/grader/student_folder.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "isa/machine/files.hpp"
#include "isa/machine/sha256.hpp"
#include "labs/grader/lab_yaml.hpp"
#include "labs/grader/seeds.hpp"

namespace anel::labs {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kStudentBytesMost = 64;

std::string yaml_of(const Lab& lab, const StudentFolder& what) {
    YAML::Emitter out;
    out << YAML::BeginMap << YAML::Key << "lab" << YAML::Value << lab.id;
    out << YAML::Key << "student" << YAML::Value << YAML::DoubleQuoted << what.student;
    out << YAML::Key << "seed" << YAML::Value << YAML::DoubleQuoted << student_seed(lab.id, what.student);
    out << YAML::Key << "language" << YAML::Value << std::string(explain::kLanguageTags[static_cast<std::size_t>(what.language)]) << YAML::EndMap;
    return std::string("# Whose folder this is. The seed follows from lab and student: make a new folder (anel lab new) rather than edit this one.\n") + out.c_str() + "\n";
}

}  // namespace

Status check_student(const std::string& student) {
    const bool plain = std::ranges::none_of(student, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (plain && !student.empty() && student.size() <= kStudentBytesMost) return {};
    return Error{fmt::format("--student: expected a name or a number of one line, at most {} bytes, such as the one that your course knows you by", kStudentBytesMost), ErrorKind::kUsage};
}

Status make_student_folder(const Lab& lab, const StudentFolder& what, const fs::path& folder) {
    if (Status status = check_student(what.student); !status) return status;
    Files files = lab.starter;
    for (const auto& [name, text] : lab.provided) files["provided/" + name] = text;
    files["text.en.md"] = lab.text.english;
    files["text.pt-BR.md"] = lab.text.portuguese;
    files[kStudentFile] = yaml_of(lab, what);
    return write_files(folder, files);
}

Result<StudentFolder> read_student_folder(const fs::path& folder) {
    const fs::path path = folder / kStudentFile;
    std::error_code error;
    if (!fs::exists(path, error))
        return Error{fmt::format("{}: missing, so this is no folder of a lab; go to yours, or make one: anel lab new 1 FOLDER --student YOU", path.string())};
    const auto text = machine::read_file(path.string());
    if (!text) return text.error();
    return parse_student_file(*text, path.string());
}

Result<StudentFolder> parse_student_file(const std::string& text, const std::string& name) {
    StudentFolder what;
    std::string seed;
    std::string language(explain::kLanguageTags[0]);
    YamlFile file(name);
    file.word("lab", what.lab).word("student", what.student).word("seed", seed).word("language", language, true);
    if (Status status = file.read(text); !status) return status.error();
    if (seed != student_seed(what.lab, what.student))
        return Error{fmt::format("{}: the seed does not belong to student '{}' in lab {}: the file was edited. Make a new folder (anel lab new) and copy your files there",
                                 name, what.student, what.lab)};
    const auto found = explain::find_language(language);
    if (!found) return Error{fmt::format("{}: language: there is no '{}'; there are en and pt-BR", name, language)};
    what.language = *found;
    return what;
}

Result<Submission> read_submission(const fs::path& folder) {
    auto files = read_folder(folder, {.files = kSubmissionFilesMost, .bytes = kSubmissionBytesMost});
    if (!files) return files.error();
    std::erase_if(*files, [](const auto& file) { return file.first.starts_with("provided/") || file.first == "text.en.md" || file.first == "text.pt-BR.md"; });
    return Submission{std::move(*files)};
}

std::string submission_sha256(const Submission& submission) {
    machine::Sha256 sha;
    for (const auto& [name, text] : submission.files) {
        sha.add(fmt::format("{}:{}{}:", name.size(), name, text.size()));
        sha.add(text);
    }
    return machine::to_hex(sha.digest());
}

}  // namespace anel::labs
