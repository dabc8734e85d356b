-- The rest of the monitor: starts the guest, takes its traps, has its calls answered by your monitor.lua.
local console = require "console"
local layout = require "layout"
local monitor = require "monitor"

local host = {}

function host.boot(m)
  m.cpu.root = layout.roots[1] | 1
  m.cpu.ring = 1
end

--- hcall: the number in a7, arguments in a0 and a1, the result in a0.
function host.call(m)
  local result = monitor.hypercall(m, m.cpu.a7, m.cpu.a0, m.cpu.a1)
  if math.type(result) ~= "integer" then error("monitor.hypercall returned " .. tostring(result) .. "; it returns an integer, the result for a0") end
  m.cpu.a0 = result & 0xffffffff
  return "emulate", { cycles = 50 }
end

--- The guest touched a page that is not there, or may not be touched so: the script sees this as the result, and goes on behind.
function host.fault(m, trap)
  m.cpu.a0 = 0xdead0000 + trap.number
  return "emulate", { cycles = 10 }
end

--- Anything else is a mistake, of guest.s or of the monitor.
function host.lost(_, trap)
  error(string.format("the guest's kernel met \"%s\" at pc 0x%08x (value 0x%08x): something in guest.s is wrong or still to be written, or your monitor accepted a root or a change that takes the kernel's own pages away", trap.cause, trap.pc, trap.value))
end

--- ebreak: the script is at its end.
function host.off()
  return "stop", { message = "the guest is done" }
end

function host.finish()
  return console.text
end

return host
