// Descriptors: the console, pipes and files behind the same calls.
// Not here: where files are kept (storage.hpp).
#pragma once

#include "kernel/process.hpp"

namespace anelix {

/// Bytes moved, a negative error, or kMustWait: nothing could be done yet.
inline constexpr int kMustWait = -0x7fffffff;
int read_file(Descriptor& descriptor, unsigned address, unsigned bytes);
int write_file(Descriptor& descriptor, unsigned address, unsigned bytes);

/// A descriptor for the file, with flags of openat; or a negative error.
int open_file(const char* path, unsigned flags);
/// 0, or a negative error: kBusy where somebody has it open.
int unlink_file(const char* path);

/// Descriptor of the current process, or null.
Descriptor* descriptor(unsigned number);
/// Lowest closed descriptor of the current process, or kDescriptors where all are open.
unsigned closed_descriptor();

}  // namespace anelix
