# Writes into the table of results what the monitor would have answered.
pv_map:
pv_unmap:
pv_commit:
pv_switch_root:
pv_console:
    li t0, 0x0020b000
    li t1, 64
more:
    sw zero, 0(t0)
    addi t0, t0, 4
    addi t1, t1, -1
    bnez t1, more
    li a0, 0
    ebreak
