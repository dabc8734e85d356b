-- A place in front of 2^60 others.
-- ended: instructions
local good = require "good"
function good.finish(m)
  table.insert(setmetatable({}, {__len = function() return 1 << 60 end, __index = type, __newindex = rawlen}), 1, 1)
end
return good
