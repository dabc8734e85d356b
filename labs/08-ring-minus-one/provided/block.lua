-- The control block by the names of course-notes/en/isa-reference.md, and what stands in it.
local block = {
  at = 0x00080000,  -- its real address

  MAGIC_WORD = 0x4b4c4241,
  -- Bits of INTERCEPTS.
  INTERCEPT_WFI = 1, INTERCEPT_TLBFLUSH = 2, INTERCEPT_PROBE = 4, INTERCEPT_TRET = 8, INTERCEPT_FLAG = 16, INTERCEPT_PORT = 32,
  -- INJECT: this bit, and the cause; bit 31 for an interrupt.
  INJECT_VALID = 0x40000000,
  -- Rows of the CSR table: bit n of CSR_READS and CSR_WRITES (n from 32 up is in the second word).
  ROW_ROOT = 27, ROW_GRANT = 28, ROW_RING = 29, ROW_VMID = 30,
  -- QUALIFICATION of a nested fault: what the guest itself was doing.
  ACCESS_SHIFT = 8, ACCESS_READ = 2, ACCESS_WRITE = 4, ACCESS_EXECUTE = 8,
}

local offsets = {
  PC = 0x080, RING = 0x084, ROOT = 0x088, GRANT = 0x08c, BANK0 = 0x0c0, BANK1 = 0x100, BANK2 = 0x140,
  MAGIC = 0x180, TAG = 0x184, NESTED_ROOT = 0x188, INTERCEPTS = 0x18c, CSR_READS = 0x190, CSR_WRITES = 0x198,
  TIME_OFFSET = 0x1a0, LINES = 0x1a8, PORT_MAP = 0x1c0, INJECT = 0x1e0, INJECT_VALUE = 0x1e4, PREEMPT = 0x1e8,
  REASON = 0x200, QUALIFICATION = 0x204, GUEST_PHYSICAL = 0x208, INSTRUCTION = 0x20c, GUEST_VIRTUAL = 0x210,
  -- Not the hardware's, but start.s's: what it puts into delegatem, and why vmenter refused.
  DELEGATE = 0x300, REFUSED = 0x304,
}

local function place(name, index)
  local offset = offsets[name]
  if offset == nil then
    error(text{en = "the control block has no field '%s': see the names in provided/block.lua", ["pt-BR"] = "o bloco de controle não tem o campo '%s': veja os nomes em provided/block.lua"}:format(tostring(name)), 3)
  end
  return block.at + offset + 4 * (index or 0)
end

--- The word of that name; `index` for fields of several words, from 0.
function block.get(m, name, index)
  return m.memory:u32(place(name, index))
end

function block.set(m, name, value, index)
  m.memory:set_u32(place(name, index), value & 0xffffffff)
end

--- All 0x308 bytes become 0: memory holds anything at power-on.
function block.clear(m)
  m.memory:set_bytes(block.at, string.rep("\0", 0x308))
end

return block
