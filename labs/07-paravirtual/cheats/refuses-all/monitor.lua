-- A monitor that does nothing cannot be fooled.
local layout = require "layout"

local monitor = {}

function monitor.hypercall()
  return layout.REFUSED
end

return monitor
