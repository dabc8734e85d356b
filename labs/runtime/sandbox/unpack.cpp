// libarchive reads; every entry is judged before a byte of it is taken, and its bytes are counted as they come, whatever size it says it has.
#include "labs/runtime/sandbox/unpack.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

namespace anel::labs {

namespace {

constexpr std::size_t kEntriesMost = 512;  ///< folders included
constexpr std::size_t kPathMost = 200;

struct Closer {
    void operator()(archive* reader) const { archive_read_free(reader); }
};

Error refused(std::string_view why) { return {fmt::format("the archive is refused: {}", why)}; }

std::string shown(const char* path) { return path == nullptr ? std::string("(no name)") : std::string(path).substr(0, kPathMost); }

/// What keeps an entry from being taken; nothing: take it.
std::string obstacle(archive_entry* entry) {
    const std::string path = shown(archive_entry_pathname(entry));
    if (archive_entry_symlink(entry) != nullptr || archive_entry_hardlink(entry) != nullptr)
        return fmt::format("'{}' is a link; put the file itself in its place", path);
    if (archive_entry_filetype(entry) != AE_IFREG) return fmt::format("'{}' is neither a file nor a folder", path);
    if (archive_entry_is_encrypted(entry) != 0) return fmt::format("'{}' is encrypted; pack it without a password", path);
    std::string_view relative = path;
    while (relative.starts_with("./")) relative.remove_prefix(2);
    if (!is_submission_path(relative)) return fmt::format("'{}' is no name for a file of a submission; names are relative, without '..', in plain letters", path);
    return {};
}

/// Where all lies in one folder, that folder's name with the '/' behind it.
std::string common_folder(const Submission& submission) {
    const std::string& first = submission.files.begin()->first;
    const std::size_t slash = first.find('/');
    if (slash == std::string::npos) return {};
    const std::string folder = first.substr(0, slash + 1);
    const bool all = std::ranges::all_of(submission.files, [&](const auto& file) { return file.first.starts_with(folder); });
    return all ? folder : std::string();
}

}  // namespace

bool is_submission_path(std::string_view path) {
    if (path.empty() || path.size() > kPathMost) return false;
    std::size_t at = 0;
    while (at <= path.size()) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string_view part = path.substr(at, end - at);
        if (part.empty() || (part.front() == '.' && part != ".anel-lab.yaml")) return false;
        if (!std::ranges::all_of(part, [](char c) { return c > ' ' && c < 0x7f && c != '\\' && c != ':'; })) return false;
        at = end + 1;
    }
    return true;
}

Result<Submission> unpack(std::string_view bytes) {
    if (bytes.size() > kArchiveBytesMost) return refused(fmt::format("it has {} bytes, and may have {}", bytes.size(), kArchiveBytesMost));
    const std::unique_ptr<archive, Closer> reader(archive_read_new());
    archive_read_support_filter_gzip(reader.get());
    archive_read_support_format_tar(reader.get());
    archive_read_support_format_zip_seekable(reader.get());
    if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return refused("it is no tar, tar.gz or zip");
    Submission submission;
    std::size_t entries = 0, total = 0;
    archive_entry* entry = nullptr;
    for (;;) {
        const int next = archive_read_next_header(reader.get(), &entry);
        if (next == ARCHIVE_EOF) break;
        if (next != ARCHIVE_OK) return refused(entries == 0 ? "it is no tar, tar.gz or zip" : "it is damaged; pack it anew");
        if (++entries > kEntriesMost) return refused(fmt::format("it has more than {} entries; hand in the files that the lab names, and no others", kEntriesMost));
        if (archive_entry_filetype(entry) == AE_IFDIR) continue;
        if (const std::string why = obstacle(entry); !why.empty()) return refused(why);
        std::string path = archive_entry_pathname(entry);
        while (path.starts_with("./")) path.erase(0, 2);
        if (submission.files.size() == kSubmissionFilesMost) return refused(fmt::format("it has more than {} files; hand in the files that the lab names, and no others", kSubmissionFilesMost));
        const auto [file, is_new] = submission.files.emplace(path, std::string());
        if (!is_new) return refused(fmt::format("'{}' is in it twice", path));
        std::array<char, 16384> piece{};
        for (;;) {
            const la_ssize_t read = archive_read_data(reader.get(), piece.data(), piece.size());
            if (read == 0) break;
            if (read < 0) return refused(fmt::format("'{}' is damaged; pack it anew", path));
            total += static_cast<std::size_t>(read);
            if (total > kSubmissionBytesMost) return refused(fmt::format("its files have more than {} bytes together", kSubmissionBytesMost));
            file->second.append(piece.data(), static_cast<std::size_t>(read));
        }
    }
    if (submission.files.empty()) return refused("there are no files in it");
    const std::string folder = common_folder(submission);
    if (folder.empty()) return submission;
    Submission within;
    for (auto& [path, content] : submission.files) within.files.emplace(path.substr(folder.size()), std::move(content));
    return within;
}

}  // namespace anel::labs
