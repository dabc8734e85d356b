// What this machine's sensitive instructions do outside their ring: found out by trying each of them in ring 3, before there is a guest.
// A guest's own machine is of the same make. So where translated code of its outer rings comes to such an instruction, it does to the virtual CPU
// what the hardware would have done: trap, nothing, or the act.
// Not here: who asks (emulate.cpp).
#pragma once

#include "decode.hpp"
#include "hardware.hpp"

namespace anel::monitor {

enum class Outside : unsigned char { kTrap, kIgnore, kAllow };

enum CsrRow : u32 {
#define ANEL_ROW(NAME, number, bank, offset) kCsrRow##NAME,
    AR_CSRS(ANEL_ROW)
#undef ANEL_ROW
    kCsrRows
};

/// All zero: everything traps. So it is where nobody has tried, because whatever does not trap never comes to the monitor.
struct OutsideTable {
    Outside csr_read[kCsrRows];
    Outside flag;   ///< ei and di
    Outside probe;

    Outside reading(u32 csr) const;
};

/// Tries them. `code`: a word of memory that ring 0 can write, and ring 3 execute at `code_va`, with another behind it. No guest runs yet,
/// and nothing interrupts.
void try_outside(OutsideTable& table, u32* code, u32 code_va);

}  // namespace anel::monitor
