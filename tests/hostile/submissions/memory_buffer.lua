-- A text that a library function makes ever longer.
-- ended: memory
-- instructions: 20000000
local good = require "good"
function good.finish(m)
  return #table.concat(setmetatable({}, {__index = function() return ('x'):rep(100000) end}), '', 1, 1 << 60)
end
return good
