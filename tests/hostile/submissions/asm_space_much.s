# More than fits into this machine's memory.
# ended: refused
# says: memory ends
_start: j _start
.data
.space 0x3000000
