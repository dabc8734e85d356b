-- Lab 3: a monitor that takes the guest's privilege away. Three functions are yours: real_ring, boot and on_trap.
local ar32 = require "ar32"

local monitor = {}
local vcpu  -- the virtual CPU: what the guest takes for its processor, and what you know about it

--- The ring of the real machine in which a guest in the ring `virtual` (0 to 3) of its own machine runs.
function monitor.real_ring(virtual)
  to_be_written("real_ring(virtual)")
end

--- Makes the virtual CPU and the real one ready. guest = {pc = first instruction, ring = virtual ring, a0 =, a1 =}
-- Keep in vcpu: ring, pc, pending (0 so far).
function monitor.boot(m, guest)
  to_be_written("boot(m, guest)")
end

--- Every trap into ring 0 comes here. An interrupt: remember it, silence it, "retry".
-- Anything else is the first trap of the guest: vcpu.pc, vcpu.cause (its name), vcpu.value, and vcpu.owner, "monitor" or "guest"; then "stop".
function monitor.on_trap(m, trap)
  to_be_written("on_trap(m, trap), trap.cause = " .. trap.cause)
end

function monitor.state() return vcpu end

return monitor
