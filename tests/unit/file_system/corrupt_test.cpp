// Disks that lie. Whatever is on them, the file system stays inside the disk, ends, and says that something is wrong where it is.
#include <random>

#include "tests/unit/catch.hpp"
#include "tests/unit/file_system/memory_disk.hpp"

using namespace anel::tests;
using anelix::DirectoryEntry;
using anelix::FileError;
using anelix::FileSystem;
using anelix::kSectorBytes;

namespace {

constexpr unsigned kSectors = 100;
constexpr unsigned kDirectory = 1;
constexpr unsigned kEntryWords = sizeof(DirectoryEntry) / sizeof(unsigned);
constexpr unsigned kBytesAt = 7, kFirstAt = 8;  ///< words of an entry

/// Three files of a few sectors each; the first has the first entry.
MemoryDisk good_disk() {
    MemoryDisk disk(kSectors);
    FileSystem files;
    start(files, disk);
    for (const char* name : {"a", "b", "c"}) put(files, name, std::string(2000, name[0]));
    return disk;
}

unsigned table_at(const MemoryDisk& disk) { return 1 + disk.word(0, 3); }
unsigned first_sector(const MemoryDisk& disk) { return disk.word(kDirectory, kFirstAt); }

FileError mounted(MemoryDisk& disk) {
    FileSystem files;
    return files.mount(disk.blocks());
}

FileError read_first(MemoryDisk& disk) {
    FileSystem files;
    REQUIRE(files.mount(disk.blocks()) == FileError::kNone);
    std::string content(5000, '\0');
    unsigned moved = 0;
    return files.read(0, 0, content.data(), 5000, moved);
}

FileError remove_first(MemoryDisk& disk) {
    FileSystem files;
    REQUIRE(files.mount(disk.blocks()) == FileError::kNone);
    return files.remove(0);
}

/// Everything that can be asked for, on every file. What comes out does not matter; that it comes, and without leaving the disk, does.
void exercise(MemoryDisk& disk) {
    disk.commands = 0;
    FileSystem files;
    if (files.mount(disk.blocks()) != FileError::kNone) return;
    std::vector<char> memory(1 << 16);
    const unsigned slots = files.slots() < 64 ? files.slots() : 64;
    for (unsigned number = 0; number < slots; ++number) {
        DirectoryEntry entry;
        unsigned moved = 0;
        files.entry(number, entry);
        files.read(number, 0, memory.data(), static_cast<unsigned>(memory.size()), moved);
        REQUIRE(moved <= memory.size());
        files.read(number, 1999, memory.data(), 700, moved);
        files.write(number, 1000, memory.data(), 3000, moved);
        REQUIRE(moved <= 3000);
    }
    unsigned made = 0;
    unsigned moved = 0;
    if (files.create("new", made) == FileError::kNone) files.write(made, 0, memory.data(), 4000, moved);
    files.find("b", made);
    for (unsigned number = 0; number < slots; ++number) number % 2 == 0 ? files.remove(number) : files.cut(number);
    REQUIRE(disk.commands < 200000);
}

}  // namespace

TEST_CASE("a superblock that makes no sense is not mounted") {
    MemoryDisk good = good_disk();
    REQUIRE(mounted(good) == FileError::kNone);
    MemoryDisk blank(kSectors);
    REQUIRE(mounted(blank) == FileError::kNoFileSystem);
    MemoryDisk nothing(0);
    REQUIRE(mounted(nothing) != FileError::kNone);
    struct Lie {
        unsigned word, value;
    };
    for (const Lie lie : {Lie{1, 2}, {2, 0}, {2, kSectors + 1}, {2, 0xffffffff}, {2, 4}, {3, 0}, {3, kSectors}, {3, 0xffffffff}, {3, 98}, {4, 0}, {4, 2},
                          {4, 0xffffffff}}) {
        INFO("word " << lie.word << " is " << lie.value);
        MemoryDisk disk = good_disk();
        disk.set_word(0, lie.word, lie.value);
        REQUIRE(mounted(disk) == FileError::kDamaged);
    }
}

TEST_CASE("an entry that makes no sense is damage, and can be removed without touching anything else") {
    struct Lie {
        unsigned word, value;
    };
    for (const Lie lie : {Lie{kBytesAt, 0xffffffff}, {kBytesAt, kSectors * kSectorBytes}, {kFirstAt, 0}, {kFirstAt, 1}, {kFirstAt, kSectors},
                          {kFirstAt, 0xffffffff}, {6, 0x41414141}}) {
        INFO("word " << lie.word << " is " << lie.value);
        MemoryDisk disk = good_disk();
        disk.set_word(kDirectory, lie.word, lie.value);
        REQUIRE(read_first(disk) == FileError::kDamaged);
        REQUIRE(remove_first(disk) == FileError::kDamaged);
        FileSystem files;
        REQUIRE(files.mount(disk.blocks()) == FileError::kNone);
        const Contents left = contents(files);
        REQUIRE(left == Contents{{"b", std::string(2000, 'b')}, {"c", std::string(2000, 'c')}});
    }
}

TEST_CASE("a chain that ends too early, leads to nowhere or into the file system is damage") {
    for (const unsigned lie : {anelix::kSectorFree, anelix::kSectorLast, anelix::kSectorReserved, 1U, kSectors, 0x80000000U}) {
        INFO("the next sector is " << lie);
        MemoryDisk disk = good_disk();
        disk.set_word(table_at(disk), first_sector(disk), lie);
        REQUIRE(read_first(disk) == FileError::kDamaged);
        exercise(disk);
    }
}

TEST_CASE("a chain that bites its tail is no endless one") {
    MemoryDisk disk = good_disk();
    disk.set_word(table_at(disk), first_sector(disk) + 1, first_sector(disk));
    REQUIRE(read_first(disk) == FileError::kNone);
    disk.set_word(kDirectory, kBytesAt, 40 * kSectorBytes);
    REQUIRE(read_first(disk) == FileError::kNone);
    REQUIRE(remove_first(disk) == FileError::kDamaged);
}

TEST_CASE("two files that share a sector never make the file system use it for a third") {
    MemoryDisk disk = good_disk();
    disk.set_word(kDirectory, kEntryWords + kFirstAt, first_sector(disk));
    REQUIRE(remove_first(disk) == FileError::kNone);
    FileSystem files;
    REQUIRE(files.mount(disk.blocks()) == FileError::kNone);
    unsigned moved = 0;
    char byte = 0;
    // Its first sector is there; what follows it nobody knows any more.
    REQUIRE(files.read(1, 600, &byte, 1, moved) == FileError::kDamaged);
    REQUIRE(files.remove(1) == FileError::kDamaged);
}

TEST_CASE("random damage to what is not in files never leads outside the disk, nor into an endless loop") {
    const unsigned seed = GENERATE(range(0U, 300U));
    std::mt19937 random(seed);
    MemoryDisk disk = good_disk();
    const unsigned own = table_at(disk) + disk.word(0, 4);
    const unsigned hits = 1 + static_cast<unsigned>(random() % 12);
    for (unsigned i = 0; i < hits; ++i) {
        const unsigned sector = static_cast<unsigned>(random() % own);
        const unsigned word = sector == 0 ? static_cast<unsigned>(random() % 5) : static_cast<unsigned>(random() % anelix::kWordsPerSector);
        // Small numbers are more often nearly right.
        disk.set_word(sector, word, random() % 3 == 0 ? static_cast<unsigned>(random()) : static_cast<unsigned>(random() % (kSectors + 5)));
    }
    INFO("seed " << seed);
    exercise(disk);
}
