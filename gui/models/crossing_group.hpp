// Crossings put together by what they are about, as a picture shows them: one arrow, one colour, one word for each group.
// Not here: every single cause in words (words.hpp), the colours (gui/theme/looks.hpp).
#pragma once

#include <QCoreApplication>
#include <QString>
#include <array>

#include "isa/cpu/event.hpp"

namespace anel::gui {

enum class CrossingGroup : std::uint8_t {
    kSystemCall,
    kHypercall,
    kPrivileged,   ///< trapped because the ring may not
    kIntercepted,  ///< left the guest because the control block says so
    kIllegal,
    kPageFault,    ///< nested ones as well
    kInterrupt,
    kOther,        ///< any other exception or exit
    kReturn,
    kEntry,
    kExtension,    ///< vmon, vmoff
};
inline constexpr std::size_t kCrossingGroups = 11;

/// Of a crossing; of marks kOther.
CrossingGroup group_of(cpu::EventKind kind, std::uint32_t cause);
/// A kind and a cause that stand for the group, for its look.
std::pair<cpu::EventKind, std::uint32_t> example_of(CrossingGroup group);
/// Whether it leads towards a less privileged ring by itself: returns and entries.
constexpr bool leads_out(CrossingGroup group) { return group == CrossingGroup::kReturn || group == CrossingGroup::kEntry; }

class CrossingGroupWords {
    Q_DECLARE_TR_FUNCTIONS(CrossingGroupWords)

public:
    /// "system call"
    static QString name(CrossingGroup group);
    /// The same where it is known whence: who is no program calls no system.
    static QString name(CrossingGroup group, Ring from);
    /// One sentence on what it is.
    static QString meaning(CrossingGroup group, Ring from);
};

}  // namespace anel::gui
