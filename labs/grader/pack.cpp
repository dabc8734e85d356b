#include "labs/grader/pack.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <memory>

namespace anel::labs {

namespace {

constexpr int kPlainFile = 0644;

struct FreeWriter {
    void operator()(archive* writer) const { archive_write_free(writer); }
};
struct FreeEntry {
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

la_ssize_t append(archive*, void* text, const void* bytes, std::size_t count) {
    static_cast<std::string*>(text)->append(static_cast<const char*>(bytes), count);
    return static_cast<la_ssize_t>(count);
}

}  // namespace

Result<std::string> pack_lab(const Lab& lab, bool instructors) {
    if (instructors && !lab.has_hidden_tests())
        return Error{fmt::format("{}: this is a hand-out, it has no instructor's part; take the lab from Anel's sources or an instructor's pack", lab.folder.string())};
    std::string packed;
    const std::unique_ptr<archive, FreeWriter> writer(archive_write_new());
    const auto failed = [&] { return Error{fmt::format("{}: cannot be packed: {}", lab.folder.string(), archive_error_string(writer.get()))}; };
    // No owner and no time of anybody, neither of the files nor in the compressed file's head.
    if (archive_write_set_format_ustar(writer.get()) != ARCHIVE_OK || archive_write_add_filter_gzip(writer.get()) != ARCHIVE_OK ||
        archive_write_set_options(writer.get(), "gzip:!timestamp") != ARCHIVE_OK || archive_write_set_bytes_in_last_block(writer.get(), 1) != ARCHIVE_OK ||
        archive_write_open(writer.get(), &packed, nullptr, append, nullptr) != ARCHIVE_OK)
        return failed();
    for (const auto& [name, text] : instructors ? lab.all : hand_out(lab.all)) {
        const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
        archive_entry_set_pathname(entry.get(), (lab.id + "/" + name).c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(text.size()));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), kPlainFile);
        archive_entry_set_mtime(entry.get(), 0, 0);
        if (archive_write_header(writer.get(), entry.get()) != ARCHIVE_OK || archive_write_data(writer.get(), text.data(), text.size()) != static_cast<la_ssize_t>(text.size())) return failed();
    }
    if (archive_write_close(writer.get()) != ARCHIVE_OK) return failed();
    return packed;
}

}  // namespace anel::labs
