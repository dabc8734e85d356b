-- The monitor's side: answers hypercalls, and trusts nothing that comes with them.
local layout = require "layout"    -- who owns which memory; the calls; the errors
local console = require "console"  -- console.print(bytes)

local monitor = {}

--- `a` and `b` are what the guest had in a0 and a1. Returns the result, 0 to 0xffffffff.
function monitor.hypercall(m, number, a, b)
  to_be_written("monitor.hypercall(m, number, a, b), number = " .. number)
end

return monitor
