-- The rest of the monitor: starts the guest, takes its traps, has its calls answered by your monitor.lua.
local console = require "console"
local layout = require "layout"
local monitor = require "monitor"

local host = {}
local kToBeWritten = 0xfffffff0  -- where guest.s goes from what is not written yet

function host.boot(m)
  m.cpu.root = layout.roots[1] | 1
  m.cpu.ring = 1
end

--- hcall: the number in a7, arguments in a0 and a1, the result in a0.
function host.call(m)
  local result = monitor.hypercall(m, m.cpu.a7, m.cpu.a0, m.cpu.a1)
  if math.type(result) ~= "integer" then
    error(text{en = "monitor.hypercall returned %s for call %d; it returns an integer, the result for a0",
               ["pt-BR"] = "monitor.hypercall devolveu %s para a chamada %d; ela devolve um inteiro, o resultado para a0"}:format(tostring(result), m.cpu.a7))
  end
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
  if trap.pc == kToBeWritten then
    error(text{en = "the script called a function of guest.s that is still to be written: see which of them end with \"j to_be_written\"",
               ["pt-BR"] = "o roteiro chamou uma função de guest.s que ainda está por escrever: veja quais terminam com \"j to_be_written\""})
  end
  error(text{en = "the guest's kernel met \"%s\" at pc 0x%08x (value 0x%08x). Either guest.s leads there (does each function keep ra, sp and s0 to s11, and return to its caller?), or your monitor accepted a root or a change that takes the kernel's own pages away",
             ["pt-BR"] = "o núcleo do convidado encontrou \"%s\" no pc 0x%08x (valor 0x%08x). Ou guest.s leva até ali (cada função preserva ra, sp e s0 a s11, e volta a quem a chamou?), ou o seu monitor aceitou uma raiz ou mudança que tira as páginas do próprio núcleo"}:format(trap.cause, trap.pc, trap.value))
end

--- ebreak: the script is at its end.
function host.off()
  return "stop", { message = "the guest is done" }
end

function host.finish()
  return console.text
end

return host
