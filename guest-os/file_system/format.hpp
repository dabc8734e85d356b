// Anelix's file system as it lies on a disk, little-endian, in sectors of 512 bytes:
//
//   sector 0                       the superblock
//   the next directory_sectors     the directory: DirectoryEntry after DirectoryEntry, in no order
//   the next table_sectors         the table: a word for each sector of the disk
//   all that follow                what is in the files
//
// A file is a chain of sectors: its entry names the first, and each one's word in the table names the next, or says that it is the last.
// Not here: what is done with it (file_system.hpp). The kernel and the programs that make and check disks share this file.
#pragma once

namespace anelix {

static_assert(sizeof(unsigned) == 4, "the words of a disk");

inline constexpr unsigned kSectorBytes = 512;
inline constexpr unsigned kWordsPerSector = kSectorBytes / sizeof(unsigned);

inline constexpr unsigned kFileSystemMagic = 0x53464e41;  ///< "ANFS"
inline constexpr unsigned kFileSystemVersion = 1;
inline constexpr unsigned kFileSystemSectorsMost = 1u << 20;

struct Superblock {
    unsigned magic = kFileSystemMagic;
    unsigned version = kFileSystemVersion;
    unsigned sectors = 0;  ///< in all; the disk has as many or more
    unsigned directory_sectors = 0;
    unsigned table_sectors = 0;
    unsigned unused[kWordsPerSector - 5] = {};
};
static_assert(sizeof(Superblock) == kSectorBytes);

inline constexpr unsigned kFileNameMost = 27;

struct DirectoryEntry {
    char name[kFileNameMost + 1] = {};  ///< ends with a NUL; an empty one: nobody's entry
    unsigned bytes = 0;
    unsigned first = 0;  ///< sector; 0 where the file has none
    unsigned unused[7] = {};
};
static_assert(sizeof(DirectoryEntry) == 64);
inline constexpr unsigned kEntriesPerSector = kSectorBytes / sizeof(DirectoryEntry);

// Words of the table. Sector 0 is the superblock, so that no file can mean it.
inline constexpr unsigned kSectorFree = 0;
inline constexpr unsigned kSectorLast = 0xffffffff;
inline constexpr unsigned kSectorReserved = 0xfffffffe;  ///< the file system's own

}  // namespace anelix
