-- Numbers of AR32, the machine. `anel spec` prints all of them, with what they mean.
local ar32 = {}

-- Registers of bank 0, and the few beside it, by their numbers.
ar32.csr = {
  [0x5c0] = "vector0", [0x5c1] = "epc0", [0x5c2] = "cause0", [0x5c3] = "value0", [0x5c4] = "status0", [0x5c5] = "scratch0",
  [0x5c6] = "delegate0", [0x5c7] = "imask0", [0x5c8] = "pending0",
  [0x7c0] = "root", [0x7c2] = "ring",
}

-- Which bits of them a write can change. The others read 0.
ar32.writable = {
  vector0 = 0xfffffffc, epc0 = 0xfffffffc, cause0 = 0xffffffff, value0 = 0xffffffff, status0 = 0xf, scratch0 = 0xffffffff,
  delegate0 = 0xffffffff, imask0 = 0xffff, pending0 = 0xffff, root = 0xfffffff1, ring = 0,
}

-- Bits of a status register.
ar32.IE = 1             -- interrupts enabled
ar32.PIE = 2            -- were they, before the trap?
ar32.PRING_SHIFT = 2    -- bits 2 and 3: the ring before the trap

-- Causes of traps, by the names that hooks use.
ar32.cause = {
  ["fetch-misaligned"] = 0, ["fetch-access"] = 1, illegal = 2, breakpoint = 3, ["load-misaligned"] = 4, ["load-access"] = 5,
  ["store-misaligned"] = 6, ["store-access"] = 7, ecall = 8, hcall = 9, privileged = 10,
}
ar32.INTERRUPT = 0x80000000  -- cause0 of an interrupt: this bit and the number of the line

ar32.line = {timer = 0, console = 1}

ar32.port = {console_data = 0x10, console_status = 0x11, console_irq = 0x12, power = 0xf0}

return ar32
