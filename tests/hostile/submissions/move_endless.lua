-- Moving 2^60 nothings.
-- ended: instructions
local good = require "good"
function good.finish(m)
  table.move({}, 1, 1 << 60, 2, setmetatable({}, {__newindex = rawlen}))
end
return good
