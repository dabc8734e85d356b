-- Writes a log of traps and touched entries where the judge will look, and has the monitor stop.
local guest = require "guest"

local shadow = {}

function shadow.start(m)
  for at = 0x30000, 0x30100, 16 do
    guest.set_word(m, at, 13)
    guest.set_word(m, at + 4, 0x00400010)
  end
  for at = 0x13000, 0x1fffc, 4 do guest.set_word(m, at, guest.word(m, at) | 0xc0) end
  m.cpu.root = guest.base + 0x10000 | 1
  m.cpu.pc = 0x1000
end

function shadow.set_root(m, root)
  m.cpu.root = guest.base + root
end

function shadow.flush() end

function shadow.fault()
  return "memory"
end

return shadow
