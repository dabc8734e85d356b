#include "kernel/storage.hpp"

#include "file_system/file_system.hpp"
#include "kernel/archive.hpp"
#include "kernel/console.hpp"
#include "kernel/disk.hpp"
#include "lib/memory.hpp"
#include "lib/text.hpp"

namespace anelix {

namespace {

static_assert(sizeof(FileEntry::name) == kFileNameMost + 1);

constexpr unsigned kWholeMost = 0x10000;

FileSystem on_disk;
alignas(4) char whole[kWholeMost];

bool read_blocks(void*, unsigned first, unsigned count, void* to) { return disk_read(first, count, to); }
bool write_blocks(void*, unsigned first, unsigned count, const void* from) { return disk_write(first, count, from); }

/// What a program is told; 0 where nothing is wrong.
int explain(FileError error) {
    switch (error) {
        case FileError::kNone: return 0;
        case FileError::kNotFound: return kNotFound;
        case FileError::kExists: return kExists;
        case FileError::kNoSpace:
        case FileError::kTooMany: return kNoSpace;
        case FileError::kDamaged: log("anelix: the file system on the disk is damaged\n"); return kDamaged;
        case FileError::kDiskFailed: log("anelix: the disk has failed\n"); return kDiskFailed;
        default: return kInvalid;
    }
}

int moved_or_error(FileError error, unsigned moved) { return error == FileError::kNone ? static_cast<int>(moved) : explain(error); }

const char* name_in(const char* path) {
    const char* name = path;
    for (const char* at = path; *at != '\0'; ++at)
        if (*at == '/') name = at + 1;
    return name;
}

}  // namespace

void start_storage() {
    start_disk();
    if (disk_sectors() == 0) return;
    const FileError error = on_disk.mount({read_blocks, write_blocks, nullptr, disk_sectors()});
    if (error == FileError::kNoFileSystem) log("anelix: there is no file system on the disk\n");
    else explain(error);
}

int find_file(const char* path) {
    const char* const name = name_in(path);
    if (on_disk.mounted()) {
        unsigned number = 0;
        const FileError error = on_disk.find(name, number);
        return moved_or_error(error, number);
    }
    ArchivedFile file;
    for (unsigned i = 0; archived_file(i, file); ++i)
        if (equal(file.name, name)) return static_cast<int>(i);
    return kNotFound;
}

int create_file(const char* path) {
    if (!on_disk.mounted()) return kReadOnly;
    unsigned number = 0;
    const FileError error = on_disk.create(name_in(path), number);
    return moved_or_error(error, number);
}

int remove_file(unsigned number) { return on_disk.mounted() ? explain(on_disk.remove(number)) : kReadOnly; }
int cut_file(unsigned number) { return on_disk.mounted() ? explain(on_disk.cut(number)) : kReadOnly; }

int file_size(unsigned number) {
    if (!on_disk.mounted()) {
        ArchivedFile file;
        return archived_file(number, file) ? static_cast<int>(file.bytes) : kNotFound;
    }
    DirectoryEntry entry;
    const FileError error = on_disk.entry(number, entry);
    return moved_or_error(error, entry.bytes);
}

int list_file(unsigned number, FileEntry& entry) {
    if (!on_disk.mounted()) {
        ArchivedFile file;
        if (!archived_file(number, file)) return kNotFound;
        entry = FileEntry{};
        memcpy(entry.name, file.name, sizeof file.name);
        entry.bytes = file.bytes;
        return static_cast<int>(number + 1);
    }
    for (; number < on_disk.slots(); ++number) {
        DirectoryEntry found;
        const FileError error = on_disk.entry(number, found);
        if (error == FileError::kNotFound) continue;
        // A damaged entry is shown all the same: how else would anybody come to remove it?
        if (const int failed = explain(error); failed < 0 && error != FileError::kDamaged) return failed;
        memcpy(entry.name, found.name, sizeof entry.name);
        entry.bytes = found.bytes;
        return static_cast<int>(number + 1);
    }
    return kNotFound;
}

int read_stored(unsigned number, unsigned offset, void* to, unsigned bytes) {
    if (on_disk.mounted()) {
        unsigned moved = 0;
        const FileError error = on_disk.read(number, offset, to, bytes, moved);
        return moved_or_error(error, moved);
    }
    ArchivedFile file;
    if (!archived_file(number, file)) return kNotFound;
    if (offset >= file.bytes) return 0;
    const unsigned piece = bytes < file.bytes - offset ? bytes : file.bytes - offset;
    memcpy(to, file.data + offset, piece);
    return static_cast<int>(piece);
}

int write_stored(unsigned number, unsigned offset, const void* from, unsigned bytes) {
    if (!on_disk.mounted()) return kReadOnly;
    unsigned moved = 0;
    const FileError error = on_disk.write(number, offset, from, bytes, moved);
    return moved_or_error(error, moved);
}

int whole_file(unsigned number, const char*& data) {
    if (!on_disk.mounted()) {
        ArchivedFile file;
        if (!archived_file(number, file)) return kNotFound;
        data = file.data;
        return static_cast<int>(file.bytes);
    }
    DirectoryEntry entry;
    if (const int failed = explain(on_disk.entry(number, entry)); failed < 0) return failed;
    if (entry.bytes > kWholeMost) return kTooLarge;
    data = whole;
    return read_stored(number, 0, whole, entry.bytes);
}

}  // namespace anelix
