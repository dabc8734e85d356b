-- Says that the guest has switched itself off, at its first trap.
local monitor = {}
local vm = require "vm"
local vcpu
function monitor.boot(m, guest) vcpu = vm.boot(m, guest) end
function monitor.on_trap(m, trap)
  vcpu.power, vcpu.waiting = 0, true
  return "stop", {message = "the guest has switched itself off"}
end
function monitor.state() return vcpu end
function monitor.decode_all() return {} end
return monitor
