-- Lab 3: a monitor that takes the guest's privilege away.
local ar32 = require "ar32"

local monitor = {}
local vcpu  -- the virtual CPU: what the guest takes for its processor, and what you know about it

function monitor.real_ring(virtual)
  if virtual == 3 then return 3 end
  return 1
end

function monitor.boot(m, guest)
  vcpu = {ring = guest.ring, pc = guest.pc, pending = 0}
  for number = 1, 31 do m.cpu["x" .. number] = 0 end
  m.cpu.a0, m.cpu.a1 = guest.a0, guest.a1
  m.cpu.grant = 0  -- no ring outside 0 has a bank: everything privileged traps, and comes here
  m.cpu.root = 0
  m.cpu.pc, m.cpu.ring = vcpu.pc, monitor.real_ring(vcpu.ring)
end

function monitor.on_trap(m, trap)
  if trap.interrupt then
    vcpu.pending = vcpu.pending | 1 << trap.line
    m.cpu.imask0 = m.cpu.imask0 & ~(1 << trap.line)
    return "retry"
  end
  vcpu.pc, vcpu.cause, vcpu.value = trap.pc, trap.cause, trap.value
  if trap.cause == "privileged" and vcpu.ring == 0 then
    vcpu.owner = "monitor"
  else
    vcpu.owner = "guest"
  end
  return "stop", {message = "the guest's first trap: " .. trap.cause}
end

function monitor.state() return vcpu end

return monitor
