-- A table that says it has 2^60 entries.
-- ended: error
-- says: too big
local good = require "good"
function good.finish(m)
  table.sort(setmetatable({}, {__len = function() return 1 << 60 end}))
end
return good
