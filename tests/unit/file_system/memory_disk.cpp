#include "tests/unit/file_system/memory_disk.hpp"

#include <cstring>

#include "guest-os/file_system/make_empty.hpp"
#include "tests/unit/catch.hpp"

namespace anel::tests {

using anelix::DirectoryEntry;
using anelix::FileError;
using anelix::kSectorBytes;

anelix::Blocks MemoryDisk::blocks() { return {read, write, this, static_cast<unsigned>(bytes.size() / kSectorBytes)}; }

unsigned MemoryDisk::word(unsigned sector, unsigned number) const {
    unsigned value = 0;
    std::memcpy(&value, &bytes.at(std::size_t{sector} * kSectorBytes + number * sizeof value), sizeof value);
    return value;
}

void MemoryDisk::set_word(unsigned sector, unsigned number, unsigned value) {
    std::memcpy(&bytes.at(std::size_t{sector} * kSectorBytes + number * sizeof value), &value, sizeof value);
}

bool MemoryDisk::may(unsigned first, unsigned count, const void* memory) {
    const std::size_t sectors = bytes.size() / kSectorBytes;
    REQUIRE(count >= 1);
    REQUIRE(first < sectors);
    REQUIRE(count <= sectors - first);
    REQUIRE(reinterpret_cast<std::uintptr_t>(memory) % 4 == 0);
    ++commands;
    if (commands_left == 0) return false;
    --commands_left;
    return true;
}

bool MemoryDisk::read(void* disk, unsigned first, unsigned count, void* to) {
    auto& self = *static_cast<MemoryDisk*>(disk);
    if (!self.may(first, count, to)) return false;
    std::memcpy(to, &self.bytes[std::size_t{first} * kSectorBytes], std::size_t{count} * kSectorBytes);
    return true;
}

bool MemoryDisk::write(void* disk, unsigned first, unsigned count, const void* from) {
    auto& self = *static_cast<MemoryDisk*>(disk);
    if (!self.may(first, count, from)) return false;
    std::memcpy(&self.bytes[std::size_t{first} * kSectorBytes], from, std::size_t{count} * kSectorBytes);
    return true;
}

Contents contents(anelix::FileSystem& files) {
    Contents out;
    for (unsigned number = 0; number < files.slots(); ++number) {
        DirectoryEntry entry;
        const FileError found = files.entry(number, entry);
        if (found == FileError::kNotFound) continue;
        REQUIRE(found == FileError::kNone);
        std::string content(entry.bytes, '\0');
        unsigned moved = 0;
        REQUIRE(files.read(number, 0, content.data(), entry.bytes + 100, moved) == FileError::kNone);
        REQUIRE(moved == entry.bytes);
        REQUIRE(out.emplace(entry.name, content).second);
    }
    return out;
}

void start(anelix::FileSystem& files, MemoryDisk& disk, unsigned most_files) {
    REQUIRE(anelix::make_empty(disk.blocks(), most_files) == FileError::kNone);
    REQUIRE(files.mount(disk.blocks()) == FileError::kNone);
}

void put(anelix::FileSystem& files, const std::string& name, const std::string& content) {
    unsigned number = 0;
    unsigned moved = 0;
    REQUIRE(files.create(name.c_str(), number) == FileError::kNone);
    REQUIRE(files.write(number, 0, content.data(), static_cast<unsigned>(content.size()), moved) == FileError::kNone);
    REQUIRE(moved == content.size());
}

std::string audit(const MemoryDisk& disk) {
    const unsigned sectors = disk.word(0, 2);
    const unsigned directory = disk.word(0, 3);
    const unsigned own = 1 + directory + disk.word(0, 4);
    const auto follow = [&](unsigned sector) { return disk.word(1 + directory + sector / anelix::kWordsPerSector, sector % anelix::kWordsPerSector); };
    std::vector<bool> owned(sectors);
    for (unsigned slot = 0; slot < directory * anelix::kEntriesPerSector; ++slot) {
        DirectoryEntry entry;
        std::memcpy(&entry, &disk.bytes[kSectorBytes + slot * sizeof entry], sizeof entry);
        if (entry.name[0] == '\0') continue;
        unsigned length = 0;
        for (unsigned sector = entry.first; sector != 0 && sector != anelix::kSectorLast; sector = follow(sector), ++length) {
            if (sector < own || sector >= sectors) return std::string(entry.name) + " leads outside the files' sectors";
            if (owned[sector]) return std::string(entry.name) + " uses a sector twice, or another file's";
            owned[sector] = true;
        }
        if (length != (entry.bytes + kSectorBytes - 1) / kSectorBytes) return std::string(entry.name) + " has more or fewer sectors than it needs";
    }
    for (unsigned sector = 0; sector < sectors; ++sector) {
        if (sector < own && follow(sector) != anelix::kSectorReserved) return "the file system's own sectors are not reserved";
        if (sector >= own && (follow(sector) != anelix::kSectorFree) != owned[sector]) return "sector " + std::to_string(sector) + " is lost, or free and in use";
    }
    return {};
}

}  // namespace anel::tests
