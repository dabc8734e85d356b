# More than fits into this machine's memory.
# ended: refused
# says: grows beyond 16 MiB
_start: j _start
.data
.space 0x3000000
