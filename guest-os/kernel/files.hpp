// Reading and writing through descriptors.
#pragma once

#include "kernel/process.hpp"

namespace anelix {

/// Bytes moved, a negative error, or kMustWait: nothing could be done yet.
inline constexpr int kMustWait = -0x7fffffff;
int read_file(Descriptor& descriptor, unsigned address, unsigned bytes);
int write_file(Descriptor& descriptor, unsigned address, unsigned bytes);

/// Descriptor of the current process, or null.
Descriptor* descriptor(unsigned number);
/// Lowest closed descriptor of the current process, or kDescriptors where all are open.
unsigned closed_descriptor();

}  // namespace anelix
