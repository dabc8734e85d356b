// The programs inside the kernel's own image, for a machine without a disk. Nobody can change them.
#pragma once

namespace anelix {

struct ArchivedFile {
    char name[16];
    const char* data = nullptr;
    unsigned bytes = 0;
};

/// False past the last one.
bool archived_file(unsigned number, ArchivedFile& file);

}  // namespace anelix
