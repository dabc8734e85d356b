-- Every call is said to have been done.
local monitor = {}

function monitor.hypercall(_, number, _, b)
  return number == 2 and 0 or b
end

return monitor
