-- Everything moves down by one.
-- ended: instructions
local good = require "good"
function good.finish(m)
  table.remove(setmetatable({}, {__len = function() return 1 << 60 end, __index = type, __newindex = rawlen}), 1)
end
return good
