// A lab as one file.
#include <archive.h>
#include <archive_entry.h>

#include <map>

#include "labs/grader/pack.hpp"
#include "tests/unit/labs_grader/tiny_lab.hpp"

using namespace anel;
using namespace anel::tests;

namespace {

std::map<std::string, std::string> unpacked(const std::string& packed) {
    std::map<std::string, std::string> files;
    archive* const reader = archive_read_new();
    archive_read_support_format_tar(reader);
    archive_read_support_filter_gzip(reader);
    REQUIRE(archive_read_open_memory(reader, packed.data(), packed.size()) == ARCHIVE_OK);
    archive_entry* entry = nullptr;
    while (archive_read_next_header(reader, &entry) == ARCHIVE_OK) {
        CHECK(archive_entry_mtime(entry) == 0);
        CHECK(archive_entry_uid(entry) == 0);
        CHECK(std::string(archive_entry_uname(entry) == nullptr ? "" : archive_entry_uname(entry)).empty());
        std::string text(static_cast<std::size_t>(archive_entry_size(entry)), '\0');
        REQUIRE(archive_read_data(reader, text.data(), text.size()) == static_cast<la_ssize_t>(text.size()));
        files.emplace(archive_entry_pathname(entry), text);
    }
    archive_read_free(reader);
    return files;
}

}  // namespace

TEST_CASE("a pack is the hand-out, the instructor's is everything, and both come out as the same bytes from the same files, whenever these were written") {
    const TinyLab tiny;
    const auto first = labs::pack_lab(tiny.load(), false);
    REQUIRE(first);
    const auto everything = labs::pack_lab(tiny.load(), true);
    REQUIRE(everything);
    for (const auto& file : std::filesystem::recursive_directory_iterator(tiny.folder()))
        std::filesystem::last_write_time(file.path(), std::filesystem::file_time_type::clock::now() - std::chrono::hours(999));
    CHECK(*labs::pack_lab(tiny.load(), false) == *first);
    CHECK(*labs::pack_lab(tiny.load(), true) == *everything);
    // Bytes 4 to 7 of a gzip file are a time.
    CHECK(first->substr(4, 4) == std::string(4, '\0'));

    const auto files = unpacked(*first);
    CHECK(files.size() == labs::hand_out(tiny.load().all).size());
    CHECK(files.at("99-tiny/starter/answer.lua") == tiny.load().starter.at("answer.lua"));
    CHECK_FALSE(files.contains("99-tiny/tests/hidden.lua"));
    CHECK(unpacked(*everything).size() == tiny.load().all.size());
    CHECK(unpacked(*everything).contains("99-tiny/reference/answer.lua"));
}

TEST_CASE("a hand-out makes no instructor's pack") {
    const TinyLab tiny;
    std::filesystem::remove(tiny.folder() / "tests/hidden.lua");
    const auto packed = labs::pack_lab(tiny.load(), true);
    REQUIRE_FALSE(packed);
    CHECK(holds(packed.error().message, "this is a hand-out"));
}
