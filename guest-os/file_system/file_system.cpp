#include "file_system/file_system.hpp"

namespace anelix {

namespace {

unsigned sectors_for(unsigned bytes) { return bytes / kSectorBytes + (bytes % kSectorBytes != 0 ? 1 : 0); }
unsigned smaller(unsigned a, unsigned b) { return a < b ? a : b; }

bool plausible(const Superblock& super, unsigned disk_sectors) {
    if (super.version != kFileSystemVersion || super.sectors > disk_sectors || super.sectors > kFileSystemSectorsMost) return false;
    if (super.directory_sectors == 0 || super.directory_sectors >= super.sectors || super.table_sectors >= super.sectors) return false;
    return super.table_sectors == sectors_for(super.sectors * static_cast<unsigned>(sizeof(unsigned))) &&
           1 + super.directory_sectors + super.table_sectors < super.sectors;
}

bool same_name(const char* a, const char* b) {
    for (; *a != '\0' && *a == *b; ++a, ++b) {}
    return *a == *b;
}

bool good_name(const char* name) {
    unsigned bytes = 0;
    for (; name[bytes] != '\0'; ++bytes) {
        const auto c = static_cast<unsigned char>(name[bytes]);
        if (c <= ' ' || c == 0x7f || c == '/' || bytes == kFileNameMost) return false;
    }
    return bytes != 0;
}

}  // namespace

FileError FileSystem::mount(const Blocks& blocks) {
    mounted_ = false;
    super_ = Superblock{};
    cache_.start(blocks);
    const auto* const found = static_cast<const Superblock*>(cache_.sector(0));
    if (found == nullptr) return trouble();
    if (found->magic != kFileSystemMagic) return FileError::kNoFileSystem;
    if (!plausible(*found, blocks.sectors)) return FileError::kDamaged;
    super_ = *found;
    mounted_ = true;
    return FileError::kNone;
}

/// Until the next look into the cache; null where the disk has failed.
const DirectoryEntry* FileSystem::look(unsigned number) {
    auto* const entries = static_cast<const DirectoryEntry*>(cache_.sector(1 + number / kEntriesPerSector));
    return entries == nullptr ? nullptr : entries + number % kEntriesPerSector;
}

FileError FileSystem::store(unsigned number, const DirectoryEntry& entry) {
    auto* const entries = static_cast<DirectoryEntry*>(cache_.sector_to_change(1 + number / kEntriesPerSector));
    if (entries == nullptr) return trouble();
    entries[number % kEntriesPerSector] = entry;
    return FileError::kNone;
}

FileError FileSystem::entry(unsigned number, DirectoryEntry& entry) {
    cache_.forgive();
    if (number >= slots()) return FileError::kNotFound;
    const DirectoryEntry* const found = look(number);
    if (found == nullptr) return trouble();
    if (found->name[0] == '\0') return FileError::kNotFound;
    entry = *found;
    const bool sound = entry.name[kFileNameMost] == '\0' && entry.bytes <= bytes_most() &&
                       (entry.first == 0 ? entry.bytes == 0 : is_data(entry.first));
    entry.name[kFileNameMost] = '\0';
    return sound ? FileError::kNone : FileError::kDamaged;
}

FileError FileSystem::find(const char* name, unsigned& number) {
    cache_.forgive();
    for (number = 0; number < slots(); ++number) {
        const DirectoryEntry* const found = look(number);
        if (found == nullptr) return trouble();
        if (found->name[0] == '\0' || found->name[kFileNameMost] != '\0' || !same_name(found->name, name)) continue;
        return FileError::kNone;
    }
    return FileError::kNotFound;
}

FileError FileSystem::create(const char* name, unsigned& number) {
    if (!good_name(name)) return FileError::kBadName;
    if (const FileError found = find(name, number); found != FileError::kNotFound)
        return found == FileError::kNone ? FileError::kExists : found;
    for (number = 0; number < slots(); ++number) {
        const DirectoryEntry* const place = look(number);
        if (place == nullptr) return trouble();
        if (place->name[0] != '\0') continue;
        DirectoryEntry entry;
        for (unsigned i = 0; name[i] != '\0'; ++i) entry.name[i] = name[i];
        if (const FileError error = store(number, entry); error != FileError::kNone) return error;
        return finish();
    }
    return FileError::kTooMany;
}

FileError FileSystem::remove(unsigned number) {
    DirectoryEntry old;
    const FileError found = entry(number, old);
    if (found != FileError::kNone && found != FileError::kDamaged) return found;
    // First the directory, then the table: a power cut between the two costs space, and never lets two files have one sector.
    if (store(number, DirectoryEntry{}) != FileError::kNone || !cache_.flush()) return trouble();
    // Where an entry makes no sense its chain is left alone: whose sectors would be freed?
    return found == FileError::kDamaged ? found : free_chain(old.first);
}

FileError FileSystem::cut(unsigned number) {
    DirectoryEntry entry_now;
    if (const FileError found = entry(number, entry_now); found != FileError::kNone) return found;
    const unsigned first = entry_now.first;
    if (first == 0) return FileError::kNone;
    entry_now.bytes = 0;
    entry_now.first = 0;
    if (store(number, entry_now) != FileError::kNone || !cache_.flush()) return trouble();
    return free_chain(first);
}

FileError FileSystem::read(unsigned number, unsigned offset, void* to, unsigned bytes, unsigned& moved) {
    moved = 0;
    DirectoryEntry file;
    if (const FileError found = entry(number, file); found != FileError::kNone) return found;
    if (offset >= file.bytes) return FileError::kNone;
    const unsigned piece = smaller(bytes, file.bytes - offset);
    const FileError error = transfer(file, offset, static_cast<unsigned char*>(to), piece, false);
    if (error == FileError::kNone) moved = piece;
    return error;
}

FileError FileSystem::write(unsigned number, unsigned offset, const void* from, unsigned bytes, unsigned& moved) {
    moved = 0;
    DirectoryEntry file;
    if (const FileError found = entry(number, file); found != FileError::kNone) return found;
    if (offset > file.bytes) return FileError::kBadOffset;
    if (bytes == 0) return FileError::kNone;
    const unsigned wanted = offset + smaller(bytes, bytes_most() - offset);
    unsigned have = 0;
    const FileError error = lengthen(file, sectors_for(wanted), have);
    if (error != FileError::kNone) return error;
    const unsigned end = smaller(wanted, have * kSectorBytes);
    if (end <= offset) return FileError::kNoSpace;
    // The bytes are only read here; transfer() goes both ways.
    auto* const memory = const_cast<unsigned char*>(static_cast<const unsigned char*>(from));
    if (const FileError failed = transfer(file, offset, memory, end - offset, true); failed != FileError::kNone) return failed;
    if (end > file.bytes) file.bytes = end;
    if (const FileError failed = store(number, file); failed != FileError::kNone) return failed;
    moved = end - offset;
    return finish();
}

unsigned FileSystem::follow(unsigned sector) {
    auto* const words = static_cast<const unsigned*>(cache_.sector(1 + super_.directory_sectors + sector / kWordsPerSector));
    return words == nullptr ? kSectorReserved : words[sector % kWordsPerSector];
}

bool FileSystem::set_follow(unsigned sector, unsigned word) {
    auto* const words = static_cast<unsigned*>(cache_.sector_to_change(1 + super_.directory_sectors + sector / kWordsPerSector));
    if (words == nullptr) return false;
    words[sector % kWordsPerSector] = word;
    return true;
}

/// A free sector, best the one after `after`, now the last of a chain; 0 where there is none or the disk fails.
unsigned FileSystem::take_sector(unsigned after) {
    const unsigned count = super_.sectors - data_first();
    unsigned sector = after + 1;
    for (unsigned tried = 0; tried < count; ++tried, ++sector) {
        if (!is_data(sector)) sector = data_first();
        if (follow(sector) == kSectorFree) return set_follow(sector, kSectorLast) ? sector : 0;
        if (cache_.failed()) return 0;
    }
    return 0;
}

/// Gives the file's chain `wanted` sectors, or as many as there are: `have`, at most `wanted`. It may have more already.
FileError FileSystem::lengthen(DirectoryEntry& file, unsigned wanted, unsigned& have) {
    have = 0;
    unsigned last = 0;
    for (unsigned sector = file.first == 0 ? kSectorLast : file.first; sector != kSectorLast && have < wanted; sector = follow(sector)) {
        if (!is_data(sector)) return trouble();
        last = sector;
        ++have;
    }
    while (have < wanted) {
        const unsigned fresh = take_sector(last);
        if (fresh == 0) return cache_.failed() ? FileError::kDiskFailed : FileError::kNone;
        if (last == 0) file.first = fresh;
        else if (!set_follow(last, fresh)) return trouble();
        last = fresh;
        ++have;
    }
    return FileError::kNone;
}

FileError FileSystem::free_chain(unsigned first) {
    unsigned sector = first;
    // A sector that is free already is no link of a chain, so a loop ends where it closes.
    while (sector != 0 && sector != kSectorLast) {
        if (!is_data(sector)) break;
        const unsigned next = follow(sector);
        if (next == kSectorFree || !set_follow(sector, kSectorFree)) break;
        sector = next;
    }
    const bool whole = sector == 0 || sector == kSectorLast;
    const FileError flushed = finish();
    if (flushed != FileError::kNone) return flushed;
    return whole ? FileError::kNone : FileError::kDamaged;
}

/// All of the bytes, between memory and the file's chain, which must be long enough.
FileError FileSystem::transfer(const DirectoryEntry& file, unsigned offset, unsigned char* memory, unsigned bytes, bool writing) {
    unsigned sector = file.first;
    for (unsigned skip = offset / kSectorBytes; skip != 0; --skip) {
        if (!is_data(sector)) return trouble();
        sector = follow(sector);
    }
    while (bytes != 0) {
        if (!is_data(sector)) return trouble();
        const unsigned at = offset % kSectorBytes;
        unsigned piece = smaller(kSectorBytes - at, bytes);
        if (piece == kSectorBytes && reinterpret_cast<unsigned long>(memory) % 4 == 0) {
            // Sectors that lie one behind the other go at once.
            const unsigned first = sector;
            sector = follow(sector);
            while (sector == first + piece / kSectorBytes && is_data(sector) && bytes - piece >= kSectorBytes) {
                piece += kSectorBytes;
                sector = follow(sector);
            }
            const unsigned count = piece / kSectorBytes;
            if (!(writing ? cache_.write(first, count, memory) : cache_.read(first, count, memory))) return trouble();
        } else {
            // What lies behind the end of the file is nobody's, and need not be read to be written over.
            const bool fresh = writing && at == 0 && offset >= file.bytes;
            void* const found = fresh ? cache_.blank_sector(sector) : writing ? cache_.sector_to_change(sector) : cache_.sector(sector);
            if (found == nullptr) return trouble();
            unsigned char* const content = static_cast<unsigned char*>(found) + at;
            if (writing) __builtin_memcpy(content, memory, piece);
            else __builtin_memcpy(memory, content, piece);
            if (at + piece == kSectorBytes) sector = follow(sector);
        }
        memory += piece;
        offset += piece;
        bytes -= piece;
    }
    return FileError::kNone;
}

}  // namespace anelix
