#include "labs/grader/batch/hand_in.hpp"

#include <fmt/format.h>

#include "isa/machine/files.hpp"
#include "labs/grader/student_folder.hpp"
#include "labs/runtime/sandbox/unpack.hpp"

namespace anel::labs {

namespace fs = std::filesystem;

namespace {

bool is_archive_name(const std::string& name) {
    for (const std::string_view end : {".tar.gz", ".tgz", ".tar", ".zip"})
        if (name.ends_with(end)) return true;
    return false;
}

/// "ana.tar.gz" is ana's.
std::string student_by_name(const fs::path& path) {
    fs::path name = path.filename();
    if (name.empty()) name = path.parent_path().filename();
    const std::string whole = name.string();
    return is_archive_name(whole) ? whole.substr(0, whole.find(".t") != std::string::npos ? whole.rfind(".t") : whole.rfind(".zip")) : name.stem().string();
}

/// Whose it says that it is. A submission for another lab is refused.
void read_its_word(HandedIn& in, const Lab& lab) {
    const auto found = in.submission.files.find(kStudentFile);
    if (found == in.submission.files.end()) return;
    const auto folder = parse_student_file(found->second, kStudentFile);
    if (!folder) return;  // What a student has made of that file does not matter: the names of the files that count are the lab's.
    if (in.student.empty()) in.student = folder->student;
    if (folder->lab != lab.id) in.refused = fmt::format("this is a submission for lab {}, not for {}; hand in the folder of {}", folder->lab, lab.id, lab.id);
}

}  // namespace

Result<HandedIn> hand_in(const fs::path& path, const Lab& lab, const std::string& student, Worker& worker) {
    HandedIn in{student, {}, {}};
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) return Error{fmt::format("{}: there is no such submission; name a folder, a .tar.gz, a .zip, or the file itself", path.string())};
    if (fs::is_directory(status)) {
        if (auto submission = read_submission(path)) in.submission = std::move(*submission);
        else in.refused = submission.error().message;
        if (const auto content = machine::read_file((path / kStudentFile).string(), 4096)) in.submission.files.emplace(kStudentFile, *content);
    } else if (is_archive_name(path.filename().string())) {
        const auto bytes = machine::read_file(path.string(), kArchiveBytesMost + 1);
        if (!bytes) return bytes.error();
        auto unpacked = worker.unpack(*bytes);
        if (!unpacked) return Error{fmt::format("{}: {}", path.string(), unpacked.error().message)};
        in.submission = std::move(unpacked->submission);
        in.refused = std::move(unpacked->refused);
    } else {
        const auto bytes = machine::read_file(path.string(), kSubmissionBytesMost);
        if (!bytes) return bytes.error();
        in.submission.files.emplace(lab.files.size() == 1 ? lab.files.front() : path.filename().string(), *bytes);
    }
    read_its_word(in, lab);
    in.submission.files.erase(kStudentFile);
    if (in.student.empty()) in.student = student_by_name(path);
    return in;
}

}  // namespace anel::labs
