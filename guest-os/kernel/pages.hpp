// Physical pages: who has them, and how the kernel reaches them.
// Not here: what is mapped where (address_space.hpp).
#pragma once

namespace anelix {

inline constexpr unsigned kPageBytes = 4096;
inline constexpr unsigned kDirectMap = 0x80000000;

inline void* reach(unsigned frame) { return reinterpret_cast<void*>(frame + kDirectMap); }
inline unsigned physical(const void* p) { return reinterpret_cast<unsigned>(p) - kDirectMap; }

/// Everything between the kernel's end and the end of RAM becomes free.
void start_pages(unsigned ram_bytes);
/// A zeroed page's frame, or 0 where none is left.
unsigned take_page();
void give_page(unsigned frame);
unsigned free_pages();

}  // namespace anelix
