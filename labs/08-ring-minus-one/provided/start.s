# What ring -1 executes: enter the guest, and after each exit, once your monitor.lua has been asked, enter it again.

.equ BLOCK, 0x00080000
.equ DELEGATE, 0x300
.equ REFUSED, 0x304

.org 0x00090000
_start:
    la t1, exited
    li t0, BLOCK
    vmon                        # from here on this is ring -1
    csrw vectorm, t1
    csrw scratchm, t0
    lw t1, DELEGATE(t0)
    csrw delegatem, t1
    j enter

exited:                         # the guest's registers are still in place: all but t0 stay there
    csrrw t0, scratchm, t0
    sw t1, 24(t0)
    csrr t1, scratchm
    sw t1, 20(t0)               # vmenter loads t0 from here
    lw t1, 24(t0)
    csrw scratchm, t0
enter:
    vmenter t1, 0(t0)
    sw t1, REFUSED(t0)          # the hardware does not take the block
    out zero, 0xf0(zero)
