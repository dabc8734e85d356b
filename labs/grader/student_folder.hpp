// A student's own folder: made from a lab, and what is handed in from it.
// Not here: judging it (judge.hpp), archives (archives/).
#pragma once

#include <filesystem>
#include <string>

#include "isa/explain/language.hpp"
#include "labs/grader/lab.hpp"

namespace anel::labs {

inline constexpr const char* kStudentFile = ".anel-lab.yaml";

/// What `.anel-lab.yaml` says.
struct StudentFolder {
    std::string lab;      ///< "04-emulate"
    std::string student;
    explain::Language language = explain::Language::kEnglish;
};

/// An identity that can stand in files and tables: one line, 1 to 64 bytes; else a usage error.
Status check_student(const std::string& student);

/// Fills `folder` with the starter, the texts, what is provided, and `.anel-lab.yaml`. Refuses to write over anything.
Status make_student_folder(const Lab& lab, const StudentFolder& what, const std::filesystem::path& folder);

/// The error says what to do where the folder is none of a lab, or its file does not fit together.
Result<StudentFolder> read_student_folder(const std::filesystem::path& folder);

/// The same of the file's content; `name` stands in front of every message.
Result<StudentFolder> parse_student_file(const std::string& text, const std::string& name);

/// What a folder hands in: all of it but the lab's texts and what the lab provides.
Result<Submission> read_submission(const std::filesystem::path& folder);

/// Of the files, whatever their order and place.
std::string submission_sha256(const Submission& submission);

}  // namespace anel::labs
