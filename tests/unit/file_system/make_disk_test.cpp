// make_disk as the build calls it: what goes in comes out, and what cannot be done leaves nothing behind.
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/unit/catch.hpp"
#include "tests/unit/file_system/memory_disk.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;
using anelix::FileError;
using anelix::FileSystem;

namespace {

int make_disk(const std::string& arguments) {
    const int status = std::system((built_program("make_disk").string() + " " + arguments + " 2>/dev/null").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Contents contents_of(const std::filesystem::path& image) {
    MemoryDisk disk(read_file(image));
    FileSystem files;
    REQUIRE(files.mount(disk.blocks()) == FileError::kNone);
    REQUIRE(audit(disk) == "");
    return contents(files);
}

void write_file(const std::filesystem::path& path, const std::string& content) { std::ofstream(path, std::ios::binary) << content; }

}  // namespace

TEST_CASE("files go onto a disk and come off it, empty ones and large ones") {
    const TemporaryFolder folder;
    const std::string at = folder.path().string();
    const Contents wanted{{"empty", ""}, {"small.txt", "água\n"}, {"large", std::string(40000, '\7')}};
    for (const auto& [name, content] : wanted) write_file(folder.path() / name, content);
    REQUIRE(make_disk(at + "/out.disk 200 " + at + "/empty " + at + "/small.txt " + at + "/large") == 0);
    REQUIRE(std::filesystem::file_size(folder.path() / "out.disk") == 200 * anelix::kSectorBytes);
    REQUIRE(contents_of(folder.path() / "out.disk") == wanted);
}

TEST_CASE("what cannot be made is refused, and no half of it is left") {
    const TemporaryFolder folder;
    const std::string at = folder.path().string();
    const std::string out = at + "/out.disk";
    write_file(folder.path() / "large", std::string(40000, 'x'));
    write_file(folder.path() / "name-of-more-than-twenty-seven-bytes", "x");
    for (const std::string& wrong : {out, out + " none", out + " 12x", out + " 0", out + " 5", out + " 4000000000"}) {
        INFO(wrong);
        REQUIRE(make_disk(wrong) == 2);
    }
    for (const std::string& wrong : {"200 " + at + "/missing", "200 " + at, "50 " + at + "/large", "200 " + at + "/large " + at + "/large",
                                     "200 " + at + "/name-of-more-than-twenty-seven-bytes"}) {
        INFO(wrong);
        REQUIRE(make_disk(out + " " + wrong) == 3);
    }
    REQUIRE(make_disk(at + "/no/such/folder/out.disk 100") == 3);
    REQUIRE(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("the disk that comes with the programs has them, texts in two languages, and room") {
    const Contents files = contents_of(bundled_file("anelix.disk"));
    REQUIRE(files.at("readme.txt") == read_file(source_file("guest-os/disk/readme.txt")));
    REQUIRE(files.at("proverbio.txt") == read_file(source_file("guest-os/disk/proverbio.txt")));
    std::size_t bytes = 0;
    for (const auto& [name, content] : files) bytes += content.size();
    for (const char* program : {"init", "sh", "ls", "cat", "rm", "write", "nano", "files", "hello"}) REQUIRE(files.at(program).starts_with("\177ELF"));
    REQUIRE(std::filesystem::file_size(bundled_file("anelix.disk")) == 1U << 20);
    REQUIRE(bytes < 1U << 19);
}
