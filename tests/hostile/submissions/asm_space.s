# More than fits into any memory.
# ended: refused
_start: j _start
.space 0xffffffff
