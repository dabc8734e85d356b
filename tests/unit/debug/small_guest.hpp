// A guest of some lines for tests and fuzzers of the debugger: a kernel in ring 0 with page tables of its own, a disk, and a program in ring 3.
// Not here: the machine that it runs on (small_machine.hpp).
#pragma once

namespace anel::tests {

/// Its source. Labels are symbols: _start, outer, inner, stored, waits, asks_disk, user, refused, loads, stores, calls, ends, handler;
/// data: root_table, leaf_table, secret (ring 0's page, at 0x00400000), open (ring 3's, at 0x00401000), buffer, numbers, text.
extern const char kSmallGuest[];

}  // namespace anel::tests
