.equ user_rest, 0x00110ff0
.equ kernel_panic, 0x00110ff0
