-- The block is in order; whatever the guest exits for, it is over.
local block = require "block"
local pool = require "pool"

local monitor = {}

function monitor.boot(m)
  block.clear(m)
  block.set(m, "MAGIC", block.MAGIC_WORD)
  block.set(m, "TAG", 1)
  block.set(m, "PC", 0x1000)
  block.set(m, "NESTED_ROOT", pool.take(m) | 1)
  block.set(m, "INTERCEPTS", block.INTERCEPT_WFI)
  block.set(m, "CSR_WRITES", 1 << block.ROW_ROOT)
  block.set(m, "PORT_MAP", 0x30000)
end

function monitor.exit()
  return "off"
end

return monitor
