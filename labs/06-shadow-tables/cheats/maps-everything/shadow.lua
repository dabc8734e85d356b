-- Everything is mapped for everybody as soon as it is touched; the guest's tables are never looked at.
local guest = require "guest"
local pool = require "pool"

local shadow = {}
local root
local tables = {}

function shadow.start(m)
  root = pool.take(m)
  m.cpu.root = root | 1
end

function shadow.set_root() end

function shadow.flush() end

function shadow.fault(m, _, _, va)
  local index = va >> 22
  if tables[index] == nil then
    tables[index] = pool.take(m)
    m.memory:set_u32(root + index * 4, tables[index] | 1)
  end
  m.memory:set_u32(tables[index] + (va >> 12 & 1023) * 4, guest.base + (va & 0x1ff000) | 0xff)
  m:tlbflush(va)
  return "filled"
end

return shadow
