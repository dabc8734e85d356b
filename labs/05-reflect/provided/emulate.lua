-- The emulation of lab 4, ready for use: require "emulate"(m, vcpu, word, lines).
local ar32 = require "ar32"

-- What tells the instructions apart: the bits in `mask` have to be those of `match`.
local rows = {
  {op = "csrrw", match = 0x00001073, mask = 0x0000707f}, {op = "csrrwi", match = 0x00005073, mask = 0x0000707f},
  {op = "csrrs", match = 0x00002073, mask = 0x0000707f}, {op = "csrrsi", match = 0x00006073, mask = 0x0000707f},
  {op = "csrrc", match = 0x00003073, mask = 0x0000707f}, {op = "csrrci", match = 0x00007073, mask = 0x0000707f},
  {op = "wfi", match = 0x10500073, mask = 0xffffffff},
  {op = "tret", match = 0x0000000b, mask = 0xffffffff},
  {op = "ei", match = 0x0020000b, mask = 0xffffffff},
  {op = "di", match = 0x0030000b, mask = 0xffffffff},
  {op = "tlbflush", match = 0x0000100b, mask = 0xfe007fff},
  {op = "in", match = 0x0000200b, mask = 0x0000707f},
  {op = "out", match = 0x0000300b, mask = 0x0000707f},
  {op = "probe", match = 0x0000400b, mask = 0xfe00707f},
}

local function bits(word, from, count) return (word >> from) & ((1 << count) - 1) end

--- The 12 bits as a number from -2048 to 2047.
local function signed12(value)
  if value >= 0x800 then return value - 0x1000 end
  return value
end

local function decode(word)
  for _, row in ipairs(rows) do
    if word & row.mask == row.match then
      local insn = {op = row.op, rd = bits(word, 7, 5), rs1 = bits(word, 15, 5), rs2 = bits(word, 20, 5)}
      if row.op:sub(1, 4) == "csrr" then
        insn.csr = bits(word, 20, 12)
        if row.op:sub(-1) == "i" then insn.imm = insn.rs1 end
      elseif row.op == "in" then
        insn.imm = signed12(bits(word, 20, 12))
      elseif row.op == "out" then
        insn.imm = signed12(bits(word, 25, 7) << 5 | insn.rd)
      end
      return insn
    end
  end
  return nil
end

local function read(m, number) return m.cpu["x" .. number] end
local function write(m, number, value)
  if number ~= 0 then m.cpu["x" .. number] = value & 0xffffffff end
end

local function combine(op, old, operand)
  if op == "csrrw" then return operand end
  if op == "csrrs" then return old | operand end
  return old & ~operand
end

local function emulate_csr(m, vcpu, insn, lines)
  local name = ar32.csr[insn.csr]
  local operand = insn.imm or read(m, insn.rs1)
  local op = insn.op:sub(1, 5)
  local old = vcpu[name]
  if op == "csrrw" or insn.rs1 ~= 0 then
    vcpu[name] = combine(op, old, operand) & ar32.writable[name]
  end
  if name == "pending0" then old = old | lines end  -- a read shows the devices' lines besides; a write does not reach them
  write(m, insn.rd, old)
end

local function emulate_tret(vcpu)
  local status = vcpu.status0
  vcpu.status0 = status & ~ar32.IE
  if status & ar32.PIE ~= 0 then vcpu.status0 = vcpu.status0 | ar32.IE end
  vcpu.ring = (status >> ar32.PRING_SHIFT) & 3
  vcpu.pc = vcpu.epc0
end

local function port_in(vcpu, port)
  if port == ar32.port.console_data and #vcpu.input > 0 then
    local byte = vcpu.input:byte(1)
    vcpu.input = vcpu.input:sub(2)
    return byte
  end
  if port == ar32.port.console_status then return #vcpu.input > 0 and 1 or 0 end
  if port == ar32.port.console_irq then return vcpu.console_irq and 1 or 0 end
  return 0xffffffff
end

local function port_out(vcpu, port, value)
  if port == ar32.port.console_data then vcpu.console = vcpu.console .. string.char(value & 0xff) end
  if port == ar32.port.console_irq then vcpu.console_irq = value & 1 ~= 0 end
  if port == ar32.port.power then vcpu.power = value & 0xff end
end

--- Does to the virtual CPU what the privileged instruction `word` at vcpu.pc asks of the real one, and leaves in vcpu.pc where the guest
-- goes on. `lines`: the lines of the guest's devices that are high. False for a word that is none of lab 4's.
return function(m, vcpu, word, lines)
  local insn = decode(word)
  if not insn or (insn.csr and not ar32.csr[insn.csr]) then return false end
  local op = insn.op
  if op == "tret" then
    emulate_tret(vcpu)
    return true
  end
  vcpu.pc = vcpu.pc + 4
  if insn.csr then
    emulate_csr(m, vcpu, insn, lines)
  elseif op == "ei" then
    vcpu.status0 = vcpu.status0 | ar32.IE
  elseif op == "di" then
    vcpu.status0 = vcpu.status0 & ~ar32.IE
  elseif op == "in" then
    write(m, insn.rd, port_in(vcpu, (read(m, insn.rs1) + insn.imm) & 0xffff))
  elseif op == "out" then
    port_out(vcpu, (read(m, insn.rs1) + insn.imm) & 0xffff, read(m, insn.rs2))
  elseif op == "wfi" then
    vcpu.waiting = (vcpu.pending0 | lines) & vcpu.imask0 == 0
  elseif op == "probe" then
    write(m, insn.rd, 1)  -- paging is off: everybody may go everywhere
  end
  -- tlbflush: without paging there is nothing to forget
  return true
end
