// A disk in memory for the file system's tests: fails the test on any access outside itself, can be told to fail, and can be audited.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "guest-os/file_system/file_system.hpp"

namespace anel::tests {

class MemoryDisk {
public:
    explicit MemoryDisk(unsigned sectors) : bytes(std::size_t{sectors} * anelix::kSectorBytes) {}
    explicit MemoryDisk(std::string image) : bytes(image.begin(), image.end()) {}

    anelix::Blocks blocks();
    /// The `number`-th word of a sector.
    unsigned word(unsigned sector, unsigned number) const;
    void set_word(unsigned sector, unsigned number, unsigned value);

    std::vector<std::uint8_t> bytes;
    unsigned commands = 0;
    unsigned commands_left = 0xffffffff;  ///< after so many the disk fails

private:
    bool may(unsigned first, unsigned count, const void* memory);
    static bool read(void* disk, unsigned first, unsigned count, void* to);
    static bool write(void* disk, unsigned first, unsigned count, const void* from);
};

using Contents = std::map<std::string, std::string>;

/// All files, by way of the file system.
Contents contents(anelix::FileSystem& files);
/// An empty file system on it, mounted.
void start(anelix::FileSystem& files, MemoryDisk& disk, unsigned most_files = 20);
/// Puts a whole file there; it must not exist yet.
void put(anelix::FileSystem& files, const std::string& name, const std::string& content);

/// Empty where each sector belongs to one file, to the file system, or to nobody, and chains are as long as their files; else what is not so.
std::string audit(const MemoryDisk& disk);

}  // namespace anel::tests
