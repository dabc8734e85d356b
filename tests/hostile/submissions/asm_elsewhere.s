# An address outside of memory.
# ended: refused
# says: memory ends
_start: j _start
.data
.org 0xf0000000
.word 1
