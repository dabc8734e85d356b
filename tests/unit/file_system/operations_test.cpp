// Anelix's file system, as the kernel compiles it, on a disk in memory: each operation, full disks and failing ones, and long random
// sequences against a model that is a map.
#include <algorithm>
#include <random>

#include "guest-os/file_system/make_empty.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/file_system/memory_disk.hpp"

using namespace anel::tests;
using anelix::FileError;
using anelix::FileSystem;

namespace {

std::string some_bytes(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::string out(count, '\0');
    for (char& byte : out) byte = static_cast<char>(random());
    return out;
}

unsigned number_of(FileSystem& files, const std::string& name) {
    unsigned number = 0;
    REQUIRE(files.find(name.c_str(), number) == FileError::kNone);
    return number;
}

}  // namespace

TEST_CASE("what was written is read back, in one piece and in odd ones, before and after mounting anew") {
    MemoryDisk disk(200);
    FileSystem files;
    start(files, disk);
    const std::string content = some_bytes(5000, 1);
    unsigned number = 0;
    REQUIRE(files.create("odd", number) == FileError::kNone);
    for (unsigned at = 0; at < content.size(); at += 333) {
        const auto piece = std::min<unsigned>(333, static_cast<unsigned>(content.size()) - at);
        unsigned moved = 0;
        alignas(4) char aligned[333];
        std::copy_n(&content[at], piece, aligned);
        REQUIRE(files.write(number, at, aligned, piece, moved) == FileError::kNone);
        REQUIRE(moved == piece);
    }
    put(files, "whole", content);
    const Contents wanted{{"odd", content}, {"whole", content}};
    REQUIRE(contents(files) == wanted);
    FileSystem again;
    REQUIRE(again.mount(disk.blocks()) == FileError::kNone);
    REQUIRE(contents(again) == wanted);
    REQUIRE(audit(disk) == "");
    std::string middle(1000, '\0');
    unsigned moved = 0;
    REQUIRE(again.read(number, 777, middle.data(), 1000, moved) == FileError::kNone);
    REQUIRE(middle == content.substr(777, 1000));
    REQUIRE(again.read(number, 5000, middle.data(), 1000, moved) == FileError::kNone);
    REQUIRE(moved == 0);
}

TEST_CASE("names have 1 to 27 bytes without blanks, slashes and control characters, and are there once") {
    MemoryDisk disk(100);
    FileSystem files;
    start(files, disk);
    unsigned number = 0;
    for (const char* bad : {"", "a b", "a/b", "a\n", "1234567890123456789012345678"}) REQUIRE(files.create(bad, number) == FileError::kBadName);
    for (const char* good : {"a", "123456789012345678901234567", "água"}) {
        REQUIRE(files.create(good, number) == FileError::kNone);
        REQUIRE(number_of(files, good) == number);
        REQUIRE(files.create(good, number) == FileError::kExists);
    }
    REQUIRE(files.find("b", number) == FileError::kNotFound);
    REQUIRE(files.find("12345678901234567890123456789", number) == FileError::kNotFound);
    REQUIRE(files.remove(number_of(files, "a")) == FileError::kNone);
    REQUIRE(files.find("a", number) == FileError::kNotFound);
}

TEST_CASE("a full directory and a full disk are said, and what is removed makes room again") {
    MemoryDisk disk(40);
    FileSystem files;
    start(files, disk, 5);
    unsigned number = 0;
    for (unsigned i = 0; i < files.slots(); ++i) REQUIRE(files.create(("f" + std::to_string(i)).c_str(), number) == FileError::kNone);
    REQUIRE(files.create("one-more", number) == FileError::kTooMany);
    const unsigned room = (40 - 1 - 1 - 1) * anelix::kSectorBytes;
    const std::string content = some_bytes(room + 5000, 2);
    unsigned moved = 0;
    const unsigned first = number_of(files, "f0");
    const unsigned second = number_of(files, "f1");
    for (int round = 0; round < 3; ++round) {
        REQUIRE(files.write(first, 0, content.data(), static_cast<unsigned>(content.size()), moved) == FileError::kNone);
        REQUIRE(moved == room);
        REQUIRE(files.write(first, room, content.data(), 1, moved) == FileError::kNoSpace);
        REQUIRE(files.write(second, 0, content.data(), 1, moved) == FileError::kNoSpace);
        REQUIRE(contents(files).at("f0") == content.substr(0, room));
        REQUIRE(audit(disk) == "");
        REQUIRE((round == 0 ? files.cut(first) : files.write(first, 0, content.data(), 1, moved)) == FileError::kNone);
        REQUIRE(files.cut(first) == FileError::kNone);
    }
    REQUIRE(files.write(second, 0, content.data(), room, moved) == FileError::kNone);
    REQUIRE(moved == room);
    REQUIRE(audit(disk) == "");
}

TEST_CASE("files have no holes") {
    MemoryDisk disk(100);
    FileSystem files;
    start(files, disk);
    put(files, "f", "abc");
    unsigned moved = 0;
    REQUIRE(files.write(number_of(files, "f"), 4, "x", 1, moved) == FileError::kBadOffset);
    REQUIRE(files.write(number_of(files, "f"), 3, "x", 1, moved) == FileError::kNone);
    REQUIRE(contents(files).at("f") == "abcx");
}

TEST_CASE("a file that lies in one piece is read by one command") {
    MemoryDisk disk(300);
    FileSystem files;
    start(files, disk);
    const std::string content = some_bytes(20 * anelix::kSectorBytes, 3);
    put(files, "f", content);
    contents(files);
    const unsigned before = disk.commands;
    REQUIRE(contents(files).at("f") == content);
    REQUIRE(disk.commands == before + 1);
}

TEST_CASE("a write to an odd place that changes more sectors than are kept in memory loses none") {
    MemoryDisk disk(300);
    FileSystem files;
    start(files, disk);
    const std::string content = some_bytes(80 * anelix::kSectorBytes, 5);
    put(files, "f", "x");
    unsigned moved = 0;
    REQUIRE(files.write(number_of(files, "f"), 1, content.data(), static_cast<unsigned>(content.size()), moved) == FileError::kNone);
    REQUIRE(contents(files).at("f") == "x" + content);
    FileSystem again;
    REQUIRE(again.mount(disk.blocks()) == FileError::kNone);
    REQUIRE(contents(again).at("f") == "x" + content);
}

TEST_CASE("long random sequences do to the disk what they do to a map") {
    const unsigned seed = GENERATE(range(0U, 12U));
    std::mt19937 random(seed);
    const auto any = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
    MemoryDisk disk(120 + any(100));
    FileSystem files;
    start(files, disk, 12);
    Contents model;
    for (unsigned step = 0; step < 1500; ++step) {
        INFO("seed " << seed << ", step " << step);
        const std::string name = "file" + std::to_string(any(14));
        unsigned number = 0;
        unsigned moved = 0;
        const bool exists = model.contains(name);
        REQUIRE((files.find(name.c_str(), number) == FileError::kNone) == exists);
        const unsigned what = any(8);
        if (!exists) {
            const FileError made = files.create(name.c_str(), number);
            if (model.size() == files.slots()) REQUIRE(made == FileError::kTooMany);
            else REQUIRE(made == FileError::kNone);
            if (made == FileError::kNone) model[name];
        } else if (what == 0) {
            REQUIRE(files.remove(number) == FileError::kNone);
            model.erase(name);
        } else if (what == 1) {
            REQUIRE(files.cut(number) == FileError::kNone);
            model[name].clear();
        } else if (what < 6) {
            std::string& content = model[name];
            const unsigned at = any(static_cast<unsigned>(content.size()) + 1);
            const std::string piece = some_bytes(1 + any(what == 2 ? 9000 : 900), step);
            const FileError error = files.write(number, at, piece.data(), static_cast<unsigned>(piece.size()), moved);
            REQUIRE((error == FileError::kNone || error == FileError::kNoSpace));
            content.replace(at, moved, piece, 0, moved);
        } else {
            const std::string& content = model[name];
            const unsigned at = any(static_cast<unsigned>(content.size()) + 1);
            std::string read(any(3000), '\0');
            REQUIRE(files.read(number, at, read.data(), static_cast<unsigned>(read.size()), moved) == FileError::kNone);
            REQUIRE(read.substr(0, moved) == content.substr(at, read.size()));
        }
        if (step % 100 == 99) {
            REQUIRE(audit(disk) == "");
            REQUIRE(contents(files) == model);
            if (any(2) == 0) REQUIRE(files.mount(disk.blocks()) == FileError::kNone);
        }
    }
    REQUIRE(contents(files) == model);
}

TEST_CASE("a disk that fails in the middle of something is said to fail, and leaves other files as they were") {
    const std::string content = some_bytes(3000, 4);
    unsigned failures = 0;
    for (unsigned allowed = 0; allowed < 40; ++allowed) {
        INFO("fails after " << allowed << " commands");
        MemoryDisk disk(100);
        FileSystem files;
        start(files, disk);
        put(files, "kept", content);
        put(files, "victim", content);
        FileSystem fresh;
        REQUIRE(fresh.mount(disk.blocks()) == FileError::kNone);
        const unsigned victim = number_of(fresh, "victim");
        disk.commands_left = allowed;
        unsigned number = 0;
        unsigned moved = 0;
        for (const FileError error : {fresh.write(victim, 2990, content.data(), 2000, moved), fresh.create("new", number), fresh.remove(victim)})
            if (error != FileError::kNone) {
                REQUIRE(error == FileError::kDiskFailed);
                ++failures;
            }
        disk.commands_left = 0xffffffff;
        FileSystem after;
        REQUIRE(after.mount(disk.blocks()) == FileError::kNone);
        REQUIRE(contents(after).at("kept") == content);
        unsigned kept = number_of(fresh, "kept");
        std::string read(3000, '\0');
        REQUIRE(fresh.read(kept, 0, read.data(), 3000, moved) == FileError::kNone);
        REQUIRE(read == content);
    }
    REQUIRE(failures > 10);
}

TEST_CASE("a disk too small for a file system gets none") {
    MemoryDisk disk(3);
    REQUIRE(anelix::make_empty(disk.blocks(), 7) == FileError::kNoSpace);
    MemoryDisk least(4);
    REQUIRE(anelix::make_empty(least.blocks(), 7) == FileError::kNone);
}
