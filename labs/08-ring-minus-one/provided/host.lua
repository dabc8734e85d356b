-- Calls your monitor.lua: once before the machine starts, and at each exit.
local block = require "block"
local devices = require "devices"
local monitor = require "monitor"

local host = {}
local names = { [16] = "nested-fault", [17] = "csr", [18] = "port", [19] = "instruction", [21] = "preempted" }

function host.boot(m, typed)
  devices.typed = typed
  monitor.boot(m)
end

--- Behind an exit: the control block says what it is, the general registers are the guest's.
function host.exit(m, trap)
  local name = names[trap.number]
  if m.cpu.ring ~= -1 then return "pass" end  -- the guest's own trap into its own ring 0
  if name == nil then
    error(text{en = "the guest exits with reason %d (\"%s\") at pc 0x%08x: see DELEGATE for the exceptions that are the guest's own, and what makes a guest unable to take its traps",
               ["pt-BR"] = "o convidado sai com o motivo %d (\"%s\") no pc 0x%08x: veja em DELEGATE as exceções que são do próprio convidado, e o que impede um convidado de receber os seus traps"}:format(trap.number, trap.cause, trap.pc))
  end
  local what = monitor.exit(m, name)
  if what == "off" then return "stop", { message = "the guest has turned its machine off" } end
  if what ~= "on" then
    error(text{en = 'monitor.exit returned %s for "%s"; it returns "on" (the guest goes on) or "off"', ["pt-BR"] = 'monitor.exit devolveu %s para "%s"; ela devolve "on" (o convidado segue) ou "off"'}:format(tostring(what), name))
  end
  return "pass", { cycles = 60 }
end

function host.finish()
  return devices.printed
end

return host
