#include "file_system/make_empty.hpp"

namespace anelix {

FileError make_empty(const Blocks& blocks, unsigned files) {
    if (blocks.sectors > kFileSystemSectorsMost || files >= kFileSystemSectorsMost) return FileError::kNoSpace;
    Superblock super;
    super.sectors = blocks.sectors;
    super.directory_sectors = files / kEntriesPerSector + 1;
    super.table_sectors = (blocks.sectors + kWordsPerSector - 1) / kWordsPerSector;
    const unsigned own = 1 + super.directory_sectors + super.table_sectors;
    if (own >= blocks.sectors) return FileError::kNoSpace;
    bool went_well = blocks.write(blocks.context, 0, 1, &super);
    const DirectoryEntry nobody[kEntriesPerSector];
    for (unsigned i = 0; i < super.directory_sectors; ++i) went_well = went_well && blocks.write(blocks.context, 1 + i, 1, nobody);
    for (unsigned i = 0; i < super.table_sectors; ++i) {
        unsigned words[kWordsPerSector];
        for (unsigned j = 0; j < kWordsPerSector; ++j) words[j] = i * kWordsPerSector + j < own ? kSectorReserved : kSectorFree;
        went_well = went_well && blocks.write(blocks.context, 1 + super.directory_sectors + i, 1, words);
    }
    return went_well ? FileError::kNone : FileError::kDiskFailed;
}

}  // namespace anelix
