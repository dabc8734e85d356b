// Archives that students hand in: what is a submission comes out, and what is a trick is refused by name.
#include <archive.h>
#include <archive_entry.h>

#include <functional>
#include <vector>

#include "labs/runtime/sandbox/unpack.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::labs;

namespace {

struct Entry {
    std::string path;
    std::string content;
    unsigned type = AE_IFREG;
    std::string link{};
};

std::string packed(const std::vector<Entry>& entries, bool zip, bool gzip = true) {
    std::string bytes(std::size_t{8} << 20, '\0');
    std::size_t used = 0;
    archive* const writer = archive_write_new();
    if (zip) archive_write_set_format_zip(writer);
    else archive_write_set_format_pax_restricted(writer);
    if (gzip && !zip) archive_write_add_filter_gzip(writer);
    archive_write_open_memory(writer, bytes.data(), bytes.size(), &used);
    for (const Entry& file : entries) {
        archive_entry* const entry = archive_entry_new();
        archive_entry_set_pathname(entry, file.path.c_str());
        archive_entry_set_filetype(entry, file.type);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, static_cast<la_int64_t>(file.content.size()));
        if (file.type == AE_IFLNK) archive_entry_set_symlink(entry, file.link.c_str());
        else if (!file.link.empty()) archive_entry_set_hardlink(entry, file.link.c_str());
        archive_write_header(writer, entry);
        archive_write_data(writer, file.content.data(), file.content.size());
        archive_entry_free(entry);
    }
    archive_write_close(writer);
    archive_write_free(writer);
    bytes.resize(used);
    return bytes;
}

std::string refusal(std::string_view archive) {
    const auto submission = unpack(archive);
    return submission ? "accepted" : submission.error().message;
}

}  // namespace

TEST_CASE("a tar, a tar.gz and a zip give the same files, with or without a folder around them") {
    const Submission wanted{{{".anel-lab.yaml", "lab: 4"}, {"emulate.lua", "return {}"}, {"lib/more.lua", std::string(70000, 'x')}}};
    for (const std::string& folder : {std::string(), std::string("ana/"), std::string("./")}) {
        std::vector<Entry> entries{{folder + ".anel-lab.yaml", "lab: 4"}, {folder + "lib/", "", AE_IFDIR}, {folder + "lib/more.lua", std::string(70000, 'x')}, {folder + "emulate.lua", "return {}"}};
        if (folder == "ana/") entries.insert(entries.begin(), {folder, "", AE_IFDIR});
        for (const auto& archive : {packed(entries, false), packed(entries, false, false), packed(entries, true)}) {
            const auto submission = unpack(archive);
            REQUIRE(submission);
            CHECK((*submission == wanted));
        }
    }
}

TEST_CASE("a folder that does not hold everything stays in the names") {
    const Submission wanted{{{"lib/more.lua", "x"}, {"main.lua", "y"}}};
    const auto submission = unpack(packed({{"lib/more.lua", "x"}, {"main.lua", "y"}}, true));
    REQUIRE(submission);
    CHECK((*submission == wanted));
}

TEST_CASE("links, devices, ways out, hidden names and names twice are refused, each by its name") {
    for (const bool zip : {false, true}) {
        CHECK(refusal(packed({{"a.lua", "", AE_IFLNK, "/etc/passwd"}}, zip)) == "the archive is refused: 'a.lua' is a link; put the file itself in its place");
        for (const char* const path : {"../a.lua", "/etc/a.lua", "a/../../b.lua", ".bashrc", "x/.git/config", "c:x.lua", "na\x1bme.lua"}) {
            INFO(path << " in a " << (zip ? "zip: " : "tar: ") << refusal(packed({{"good.lua", "x"}, {path, "y"}}, zip)));
            CHECK(refusal(packed({{"good.lua", "x"}, {path, "y"}}, zip)).find("is no name for a file of a submission") != std::string::npos);
        }
        CHECK(refusal(packed({{"a.lua", "1"}, {"a.lua", "2"}}, zip)) == "the archive is refused: 'a.lua' is in it twice");
    }
    // In a zip it is what other systems write for a '/'.
    CHECK(refusal(packed({{"good.lua", "x"}, {"a\\b.lua", "y"}}, false)).find("is no name for a file") != std::string::npos);
    CHECK(refusal(packed({{"a.lua", "1"}, {"b.lua", "", AE_IFREG, "a.lua"}}, false)) == "the archive is refused: 'b.lua' is a link; put the file itself in its place");
    CHECK(refusal(packed({{"fifo", "", AE_IFIFO}}, false)) == "the archive is refused: 'fifo' is neither a file nor a folder");
}

TEST_CASE("bombs are refused however well they are packed") {
    CHECK(refusal(packed({{"a.lua", std::string(kSubmissionBytesMost, '\0')}}, false)) == "accepted");
    CHECK(refusal(packed({{"a.lua", std::string(kSubmissionBytesMost + 1, '\0')}}, false)).find("more than 1048576 bytes together") != std::string::npos);
    CHECK(refusal(packed({{"a.lua", std::string(kSubmissionBytesMost, '\0')}, {"b.lua", "x"}}, true)).find("bytes together") != std::string::npos);
    std::vector<Entry> many;
    for (int i = 0; i < 65; ++i) many.push_back({"f" + std::to_string(i), "x"});
    CHECK(refusal(packed(many, true)).find("more than 64 files") != std::string::npos);
    std::vector<Entry> folders;
    for (int i = 0; i < 600; ++i) folders.push_back({"d" + std::to_string(i) + "/", "", AE_IFDIR});
    CHECK(refusal(packed(folders, false)).find("more than 512 entries") != std::string::npos);
    CHECK(refusal(std::string(kArchiveBytesMost + 1, 'x')).find("and may have 4194304") != std::string::npos);
}

TEST_CASE("what is no archive, is empty, or was cut off or changed, is refused, and nothing crashes") {
    CHECK(refusal("") != "accepted");
    CHECK(refusal("hello, this is not an archive") == "the archive is refused: it is no tar, tar.gz or zip");
    CHECK(refusal(packed({}, false)) != "accepted");
    for (const bool zip : {false, true}) {
        const std::string whole = packed({{"emulate.lua", "return { emulate = function() end }"}, {"b.lua", "b"}}, zip);
        for (std::size_t length = 0; length < whole.size(); length += 3) (void)unpack(std::string_view(whole).substr(0, length));
        std::string changed = whole;
        for (std::size_t at = 0; at < whole.size(); ++at) {
            changed[at] = static_cast<char>(changed[at] ^ 0x41);
            if (const auto submission = unpack(changed)) CHECK(submission->files.size() <= 2);
            changed[at] = whole[at];
        }
    }
}
