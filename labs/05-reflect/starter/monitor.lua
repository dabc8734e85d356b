-- Lab 5: a monitor that reflects. Four functions are yours: deliver, lines, take_interrupt and on_trap.
-- The emulation of privileged instructions is there: emulate(m, vcpu, word, lines), in provided/emulate.lua.
local ar32 = require "ar32"
local vm = require "vm"
local emulate = require "emulate"

local monitor = {}
local vcpu  -- the virtual CPU: vm.lua says what is in it

--- Delivers a trap into the guest's bank 0, as the hardware would have done: from vcpu.pc and vcpu.ring to the guest's handler.
function monitor.deliver(vcpu, cause, value)
  to_be_written("deliver(vcpu, cause, value)")
end

--- The lines of the virtual devices that are high now: bit 1 while vcpu.console_irq is on and vcpu.input is not empty.
function monitor.lines(vcpu)
  to_be_written("lines(vcpu)")
end

--- Delivers one interrupt, if there is one that the guest would take now.
function monitor.take_interrupt(vcpu)
  to_be_written("take_interrupt(vcpu)")
end

--- Every trap out of the guest. Ends with "redirect" to where the guest goes on.
function monitor.on_trap(m, trap)
  to_be_written("on_trap(m, trap), trap.cause = " .. trap.cause)
end

-- ------------------------------------------------------------ from here on nothing is to be written

function monitor.boot(m, guest)
  vcpu = vm.boot(m, guest)
  vcpu.console_irq = false  -- whether the guest has asked for the console's line, at port 0x12
end
function monitor.state() return vcpu end

return monitor
