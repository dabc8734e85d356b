// Page-table entries and walks in words: what an entry says, why a walk ended, and whether a ring may do something at an address.
// Not here: the walk itself (isa/paging/page_walk.hpp), its picture (gui/panes/walk_drawing.hpp).
#pragma once

#include <QString>

#include "isa/base/types.hpp"
#include "isa/paging/page_walk.hpp"

namespace anel::gui {

enum class Access : std::uint8_t { kRead, kWrite, kExecute };

/// Why an access goes through, or does not.
enum class AccessVerdict : std::uint8_t {
    kAllowed,
    kNotMapped,     ///< the first dimension leads nowhere
    kRing,          ///< the page admits this ring not
    kRight,         ///< the page lacks the right
    kNestedStop,    ///< the nested tables lead nowhere: an exit
    kNestedRight,   ///< they lack the right: an exit
    kNoMemory,      ///< they lead to where there is no memory
};
/// As the hardware judges; `memory_bytes`: how much real memory there is.
AccessVerdict judge_access(const paging::PageWalk& walk, Ring ring, Access access, std::uint32_t memory_bytes);

class EntryWords {
public:
    static QString rights(std::uint32_t entry);                ///< "R W –"
    static QString rings(std::uint32_t entry);                 ///< "0", "0–3"
    static QString for_whom(std::uint32_t entry);              ///< "ring 0", "rings 0–3"
    static QString flags(std::uint32_t entry);                 ///< "A D –"
    /// "4 KiB page at 0x…", "level-0 table at 0x…", "not valid (V is clear)"
    static QString verdict(paging::Verdict verdict, unsigned level, std::uint32_t entry);
    static QString access(Access access);
    /// One sentence: a store from ring 3 to 0x… goes through, to physical 0x…; or why not, and what then happens.
    static QString sentence(const paging::PageWalk& walk, Ring ring, Access access, std::uint32_t memory_bytes);
    /// One step of a walk, a sentence.
    static QString step(const paging::PageWalk& walk, std::size_t step);
};

/// The index that this level of a table is asked with.
std::uint32_t table_index(std::uint32_t address, unsigned level);

}  // namespace anel::gui
