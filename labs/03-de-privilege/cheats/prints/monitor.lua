-- Says what is wanted, and does none of it.
local monitor = {}
local vcpu
function monitor.real_ring(virtual) return virtual == 3 and 3 or 1 end
function monitor.boot(m, guest)
  print("ring-one ok", "registers ok", "owner ok", "100 points")
  vcpu = {ring = guest.ring, pc = guest.pc, pending = 0, cause = "privileged", value = 0, owner = "monitor"}
end
function monitor.on_trap() return "stop", {message = "passed"} end
function monitor.state() return vcpu end
return monitor
