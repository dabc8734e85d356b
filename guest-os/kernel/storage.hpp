// Files by name: those on the disk, or, where there is no disk with a file system, the programs in the kernel's image.
// A path's folders do not count: all files are in one place. Everything here answers with a negative error (lib/syscall_numbers.hpp)
// where something is wrong, and has logged it where the disk is to blame.
// Not here: who has which file open (files.hpp).
#pragma once

#include "lib/syscall_numbers.hpp"

namespace anelix {

void start_storage();

// A file's number stays the same while it exists.
int find_file(const char* path);
int create_file(const char* path);
int remove_file(unsigned number);
int file_size(unsigned number);
/// Makes it empty.
int cut_file(unsigned number);
/// The first file from this number on. The answer is the number after its own.
int list_file(unsigned number, FileEntry& entry);

// Bytes moved.
int read_stored(unsigned number, unsigned offset, void* to, unsigned bytes);
int write_stored(unsigned number, unsigned offset, const void* from, unsigned bytes);

/// All of a file, in memory until the next call. Its size, or a negative error.
int whole_file(unsigned number, const char*& data);

}  // namespace anelix
