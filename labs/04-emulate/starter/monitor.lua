-- Lab 4: a monitor that emulates. Two functions are yours: decode and emulate. The rest is here already.
local ar32 = require "ar32"
local vm = require "vm"

local monitor = {}
local vcpu  -- the virtual CPU: vm.lua says what is in it

--- What a privileged instruction is: {op = "csrrw", rd =, rs1 =, rs2 =, imm =, csr =}, or nil if `word` is none of those in the text.
-- rd, rs1 and rs2 are the numbers in the word's fields. csr (csrr* only) is the number of the register.
-- imm: of `in` and `out` the displacement, negative ones too; of csrrwi, csrrsi and csrrci the number that is the operand, 0 to 31.
function monitor.decode(word)
  to_be_written("decode(word)")
end

--- Does to the virtual CPU what the instruction asked of the real one, and leaves in vcpu.pc where the guest goes on.
-- The guest's general registers are in m.cpu: m.cpu["x" .. number].
function monitor.emulate(m, vcpu, insn)
  to_be_written("emulate(m, vcpu, insn), insn.op = " .. insn.op)
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
