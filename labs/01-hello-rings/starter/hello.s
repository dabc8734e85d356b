# Lab 1: down to ring 3, and back by a system call.
#
# When `_start` begins, in ring 0:
#   a0        the number that the user program shall ask about
#   a1        the address of a word for the answer
#   scratch0  the kernel's secret
# All the other registers hold noise.

.include "provided/places.s"

.globl _start
_start:
    # To be written: say where traps go, where the user program begins, and in which ring; then go down.
    j    kernel_panic

user:
    # To be written: ask the kernel (a0 is the number already), store the answer at (a1), go on at user_rest.
    j    kernel_panic

handler:
    # To be written: is it a system call? Then a0 = a0 + the secret, and back behind the ecall. Else: kernel_panic.
    j    kernel_panic
