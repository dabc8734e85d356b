# The guest's side: what the kernel calls instead of touching page tables itself. Keep s0 to s11 and sp; a0 to a7 and t0 to t6 are yours.
# A hypercall: its number in a7, arguments in a0 and a1, then hcall; the result is in a0.

.equ CONSOLE_WRITE, 0
.equ UPDATE, 1
.equ SET_ROOT, 2
.equ UPDATES_MOST, 32
.equ CONSOLE_MOST, 256

pv_map:                         # a0: address of an entry, a1: the new entry. Waits in the queue, with others
    j to_be_written
pv_unmap:                       # a0: address of an entry, which becomes 0
    j to_be_written
pv_commit:                      # hands over what waits, in one call; none where nothing waits. Returns in a0 the result, or 0
    j to_be_written
pv_switch_root:                 # a0: address of a root table; what waits goes first. Returns in a0 the result
    j to_be_written
pv_console:                     # a0: address, a1: bytes, any number of them. Returns in a0 0
    j to_be_written

to_be_written:                  # an address that nobody has: the monitor says so
    li t0, 0xfffffff0
    jr t0

.data
queue:
    .space 256                  # UPDATES_MOST changes of two words
queued:
    .word 0
