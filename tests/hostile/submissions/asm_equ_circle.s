# Names that mean each other.
# ended: refused
.equ a, b
.equ b, a
_start: li a0, a
