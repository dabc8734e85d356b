// Page tables: the kernel's half, shared by all, and one lower half for each process.
#pragma once

namespace anelix {

inline constexpr unsigned kUserLow = 0x00010000;
inline constexpr unsigned kUserHigh = 0x80000000;

/// Builds the kernel's half: all of RAM in 4 KiB pages, the kernel's code and constants read-only. Leaves the boot tables behind.
void start_address_spaces(unsigned ram_bytes);
/// The machine walks what was just built, or this panics.
void check_kernel_space();

/// One process's tables. `id` tags its translations in the TLB.
struct AddressSpace {
    unsigned table = 0;  ///< frame of the level-1 table; 0: none
    unsigned id = 0;

    /// False where no page is left.
    bool create(unsigned space_id);
    /// A zeroed page at `address` (page-aligned, in user space, not mapped yet). Gives its frame, 0 where no page is left.
    unsigned add_page(unsigned address, unsigned access);
    void remove_page(unsigned address);
    /// Frame of the page mapped at `address`, 0 where there is none.
    unsigned frame_at(unsigned address) const;
    /// The entry for `address` itself, null where there is no table for it. It is read, and changed by ops->write_entry.
    unsigned* entry_at(unsigned address) const;
    /// Copies every user page of `other`. False where pages ran out; what was copied stays, to be destroyed.
    bool copy_from(const AddressSpace& other);
    /// Gives back all user pages and the tables, and forgets their translations.
    void destroy();
    void use() const;
};

/// Back to the kernel's own space, where nothing of a process is mapped.
void use_kernel_space();

}  // namespace anelix
