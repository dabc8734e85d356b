// Loads from misaligned addresses, which the machine does not do: the kernel does them, byte by byte. Stores it does not.
#pragma once

namespace anelix {

/// The current process trapped on such a load from `address`. False where it may not read there; then nothing has happened.
bool load_misaligned(unsigned address);

}  // namespace anelix
