-- A table that says it has 2^30 entries, and one for every place.
-- ended: memory
local good = require "good"
function good.finish(m)
  table.sort(setmetatable({}, {__len = function() return 1 << 30 end, __index = function() return 1 end}))
end
return good
