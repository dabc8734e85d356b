-- Lab 4: a monitor that emulates.
local ar32 = require "ar32"
local vm = require "vm"

local monitor = {}
local vcpu  -- the virtual CPU: vm.lua says what is in it

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

function monitor.decode(word)
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

local function emulate_csr(m, vcpu, insn)
  local name = ar32.csr[insn.csr]
  local operand = insn.imm or read(m, insn.rs1)
  local op = insn.op:sub(1, 5)
  local old = vcpu[name]
  if op == "csrrw" or insn.rs1 ~= 0 then
    vcpu[name] = combine(op, old, operand) & ar32.writable[name]
  end
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
  return 0xffffffff
end

local function port_out(vcpu, port, value)
  if port == ar32.port.console_data then vcpu.console = vcpu.console .. string.char(value & 0xff) end
  if port == ar32.port.power then vcpu.power = value & 0xff end
end

function monitor.emulate(m, vcpu, insn)
  local op = insn.op
  if op == "tret" then return emulate_tret(vcpu) end
  vcpu.pc = vcpu.pc + 4
  if insn.csr then
    emulate_csr(m, vcpu, insn)
  elseif op == "ei" then
    vcpu.status0 = vcpu.status0 | ar32.IE
  elseif op == "di" then
    vcpu.status0 = vcpu.status0 & ~ar32.IE
  elseif op == "in" then
    write(m, insn.rd, port_in(vcpu, (read(m, insn.rs1) + insn.imm) & 0xffff))
  elseif op == "out" then
    port_out(vcpu, (read(m, insn.rs1) + insn.imm) & 0xffff, read(m, insn.rs2))
  elseif op == "wfi" then
    vcpu.waiting = vcpu.pending0 & vcpu.imask0 == 0
  elseif op == "probe" then
    write(m, insn.rd, 1)  -- paging is off: everybody may go everywhere
  end
  -- tlbflush: without paging there is nothing to forget
end

-- ------------------------------------------------------------ from here on nothing is to be written

function monitor.boot(m, guest) vcpu = vm.boot(m, guest) end
function monitor.state() return vcpu end

function monitor.on_trap(m, trap)
  if trap.cause ~= "privileged" then
    return "stop", {message = "a trap that this lab does not know: " .. trap.cause}
  end
  vcpu.pc = trap.pc
  local insn = monitor.decode(trap.word)
  if not insn then
    return "stop", {message = ("decode does not know the word 0x%08x"):format(trap.word)}
  end
  monitor.emulate(m, vcpu, insn)
  if vcpu.power then return "stop", {message = "the guest has switched itself off"} end
  if vcpu.waiting then return "stop", {message = "the guest waits for ever"} end
  return "redirect", {pc = vcpu.pc, ring = vm.real_ring(vcpu.ring), cycles = 100}
end

function monitor.decode_all(_, words)
  local list = {}
  for i, word in ipairs(words) do list[i] = monitor.decode(word) or {op = "none"} end
  return list
end

return monitor
