// The virtual CPU page: the last page of the address space, where translated code finds room when all registers are the guest's. The
// last 2 KiB of it are reached by loads and stores from x0, so no register is needed to get there.
// Its words are the virtual CPU's own while ring 0 of the guest runs: that is what makes `di` one store and reading `cause` one load.
// The guest can write all of it. So it holds nothing of the monitor's, and what is read back is masked as a CSR would be: with what it
// writes here a guest does to itself what it could have done by CSR instructions.
// Not here: when the words are copied in and out (translated_traps.cpp).
#pragma once

#include "hardware.hpp"
#include "vcpu.hpp"

namespace anel::monitor {

struct SharedPage {
    u32 unused[kPageBytes / 2 / sizeof(u32)];
    u32 slot[3];      ///< of t0, t1, t2, while a sequence needs the register for itself
    u32 enabled;      ///< not 0: the guest's interrupts are on. So `di` stores x0
    u32 event;        ///< not 0: an interrupt waits for them to be on. `ei` looks here
    u32 status_rest;  ///< status without that bit
    // The sequences for these read them; scratch and epc they write, too.
    u32 vector, epc, cause, value, scratch, delegate, imask;
    u32 root, grant;
};

inline constexpr u32 kSharedVa = 0xfffff000;

/// A member's place as an immediate from x0.
#define ANEL_SHARED(member) (static_cast<int>(__builtin_offsetof(SharedPage, member)) - static_cast<int>(kPageBytes))
inline constexpr int kSlotT0 = ANEL_SHARED(slot);
static_assert(kSlotT0 == -2048 && sizeof(SharedPage) <= kPageBytes);
// Behind the slots, which the monitor exports, an onlooker on the host looks for these (monitor/control/lockstep/guest_view.cpp).
static_assert(ANEL_SHARED(enabled) == kSlotT0 + 12 && ANEL_SHARED(status_rest) == kSlotT0 + 20);
static_assert(ANEL_SHARED(epc) == kSlotT0 + 28 && ANEL_SHARED(scratch) == kSlotT0 + 40);

}  // namespace anel::monitor
