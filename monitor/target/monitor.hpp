// All of the monitor's state, in one value that every part is handed.
#pragma once

#include "disk.hpp"
#include "guest_memory.hpp"
#include "para_state.hpp"
#include "shadow.hpp"
#include "translate/translator.hpp"
#include "vcpu.hpp"

namespace anel::monitor {

inline constexpr u32 kVmId = 1;  ///< the one VM, in the ledger and in the TLB

/// How the guest is run; the names are those of the documentation.
enum class Mode : u32 { kFullTrap, kFullTranslate, kPara, kAssistShadow, kAssistNested };

/// The window's pages: first the monitor's own memory, one to one, then the map slots, then what translated code needs to see.
inline constexpr u32 kDirectPages = 896;
inline constexpr u32 kFirstSlot = kDirectPages;
inline constexpr u32 kFirstTranslatorPage = kFirstSlot + kMapSlots;

struct Monitor {
    Vcpu vcpu;  ///< first: the trap entry knows the monitor by its address
    Mode mode;
    u32 window_base;
    u32 to_physical;     ///< what to add to an address in the window to get the real one
    u32 guest_root;      ///< assist-shadow: the guest's own root, while the block holds the shadow's
    u32 returns_to;      ///< the real ring in the real status0, so that it is written only when it changes
    u32 console_masked;  ///< 1: the real console line is masked until it falls, because the guest has not taken it yet
    Para para;
    GuestMemory memory;
    VirtualDisk disk;
    Translator translator;
    ShadowTables shadow;

    /// The guest has rings 0 to 3 of the real machine, and the monitor runs beneath them.
    bool assisted() const { return mode == Mode::kAssistShadow || mode == Mode::kAssistNested; }
    /// The real machine walks shadows in the place of the guest's own tables.
    bool shadows() const { return mode != Mode::kAssistNested; }
    /// The guest's kernel runs from the translation cache.
    bool translates() const { return mode == Mode::kFullTranslate; }
};
static_assert(__builtin_offsetof(Monitor, vcpu) == 0);
// An onlooker on the host looks for it there (monitor/control/debug_setup.cpp).
static_assert(__builtin_offsetof(Monitor, guest_root) == 0x318);

}  // namespace anel::monitor
