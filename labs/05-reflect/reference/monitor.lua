-- Lab 5: a monitor that reflects.
local ar32 = require "ar32"
local vm = require "vm"
local emulate = require "emulate"

local monitor = {}
local vcpu  -- the virtual CPU: vm.lua says what is in it

function monitor.deliver(vcpu, cause, value)
  vcpu.epc0, vcpu.cause0, vcpu.value0 = vcpu.pc, cause, value
  local enabled = vcpu.status0 & ar32.IE ~= 0
  vcpu.status0 = (enabled and ar32.PIE or 0) | vcpu.ring << ar32.PRING_SHIFT
  vcpu.ring, vcpu.pc = 0, vcpu.vector0
end

function monitor.lines(vcpu)
  if vcpu.console_irq and #vcpu.input > 0 then return 1 << ar32.line.console end
  return 0
end

function monitor.take_interrupt(vcpu)
  local ready = (vcpu.pending0 | monitor.lines(vcpu)) & vcpu.imask0
  if ready == 0 then return end
  if vcpu.ring == 0 and vcpu.status0 & ar32.IE == 0 then return end
  local line = 0
  while ready >> line & 1 == 0 do line = line + 1 end
  monitor.deliver(vcpu, ar32.INTERRUPT | line, 0)
end

function monitor.on_trap(m, trap)
  vcpu.pc = trap.pc
  if trap.interrupt then
    m.cpu.imask0 = m.cpu.imask0 & ~(1 << trap.line)  -- the line stays high: heard once, it is to be still
    vcpu.pending0 = vcpu.pending0 | 1 << trap.line
  elseif trap.cause == "privileged" and vcpu.ring == 0 then
    if not emulate(m, vcpu, trap.word, monitor.lines(vcpu)) then
      return "stop", {message = ("nobody emulates 0x%08x"):format(trap.word)}
    end
  elseif trap.cause == "hcall" and vcpu.ring == 0 then
    monitor.deliver(vcpu, ar32.cause.illegal, trap.word)  -- nobody lies beneath a bare ring 0
  else
    monitor.deliver(vcpu, ar32.cause[trap.cause], trap.value)
  end
  monitor.take_interrupt(vcpu)
  return "redirect", {pc = vcpu.pc, ring = vm.real_ring(vcpu.ring), cycles = 40}
end

-- ------------------------------------------------------------ from here on nothing is to be written

function monitor.boot(m, guest)
  vcpu = vm.boot(m, guest)
  vcpu.console_irq = false  -- whether the guest has asked for the console's line, at port 0x12
end
function monitor.state() return vcpu end

return monitor
