// Puts an empty file system on a disk, whatever was there before.
#pragma once

#include "file_system/file_system.hpp"

namespace anelix {

/// For at least `files` files. kNoSpace where the disk is too small, or larger than a file system may be.
FileError make_empty(const Blocks& blocks, unsigned files);

}  // namespace anelix
