// Files on a disk: find, create, read, write, cut, remove. One directory, no folders.
// A disk may say anything: every number that comes from it is checked before it is used, and no chain is followed further than the disk
// has sectors. What makes no sense is kDamaged, and nothing worse.
// Not here: who has which file open, and what a program is told (the kernel); how an empty file system comes to be (make_empty.hpp).
#pragma once

#include "file_system/block_cache.hpp"
#include "file_system/format.hpp"

namespace anelix {

enum class FileError : unsigned char {
    kNone,
    kNotFound,
    kExists,
    kBadName,    ///< 1 to 27 bytes, of which none is a blank, a slash or a control character
    kBadOffset,  ///< behind the end: files have no holes
    kNoSpace,
    kTooMany,  ///< files
    kDamaged,
    kDiskFailed,
    kNoFileSystem,
};

class FileSystem {
public:
    /// Nothing else may be called before this has answered kNone.
    FileError mount(const Blocks& blocks);
    bool mounted() const { return mounted_; }

    /// A file's number is its place in the directory, from 0 to slots() - 1; it keeps it until it is removed.
    unsigned slots() const { return super_.directory_sectors * kEntriesPerSector; }
    /// kNotFound where the place is nobody's.
    FileError entry(unsigned number, DirectoryEntry& entry);
    FileError find(const char* name, unsigned& number);
    FileError create(const char* name, unsigned& number);
    FileError remove(unsigned number);
    /// Makes it empty.
    FileError cut(unsigned number);

    // `moved`: bytes, fewer where the file ends or the disk is full; that alone is no error unless not a single one could be written.
    FileError read(unsigned number, unsigned offset, void* to, unsigned bytes, unsigned& moved);
    FileError write(unsigned number, unsigned offset, const void* from, unsigned bytes, unsigned& moved);

private:
    unsigned data_first() const { return 1 + super_.directory_sectors + super_.table_sectors; }
    unsigned bytes_most() const { return (super_.sectors - data_first()) * kSectorBytes; }
    bool is_data(unsigned sector) const { return sector >= data_first() && sector < super_.sectors; }
    /// What it means that something on the disk made no sense, or could not be had.
    FileError trouble() const { return cache_.failed() ? FileError::kDiskFailed : FileError::kDamaged; }
    FileError finish() { return cache_.flush() ? FileError::kNone : FileError::kDiskFailed; }

    const DirectoryEntry* look(unsigned number);
    FileError store(unsigned number, const DirectoryEntry& entry);
    /// The word of a sector in the table; kSectorReserved where it cannot be read.
    unsigned follow(unsigned sector);
    bool set_follow(unsigned sector, unsigned word);
    unsigned take_sector(unsigned after);
    FileError lengthen(DirectoryEntry& entry, unsigned wanted, unsigned& have);
    FileError free_chain(unsigned first);
    FileError transfer(const DirectoryEntry& entry, unsigned offset, unsigned char* memory, unsigned bytes, bool writing);

    BlockCache cache_;
    Superblock super_;
    bool mounted_ = false;
};

}  // namespace anelix
