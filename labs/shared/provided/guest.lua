-- The guest's memory. The guest counts it from 0; on the real machine it begins at guest.base.
local guest = {
  base = 0x00400000,  -- the real address of the guest's address 0
  size = 0x00200000,  -- bytes; behind them the guest's machine has no memory
}

--- Whether the guest's machine has memory at this guest-physical address.
function guest.holds(at)
  return at >= 0 and at < guest.size
end

local function real(at)
  if not guest.holds(at) then
    error(text{en = "the guest's machine has no memory at 0x%08x: ask guest.holds first", ["pt-BR"] = "a máquina do convidado não tem memória em 0x%08x: pergunte antes a guest.holds"}:format(at), 3)
  end
  return guest.base + at
end

--- The word at a guest-physical address, a multiple of 4.
function guest.word(m, at)
  return m.memory:u32(real(at))
end

function guest.set_word(m, at, value)
  m.memory:set_u32(real(at), value)
end

return guest
