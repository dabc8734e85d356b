-- A machine with another metatable.
-- ended: error
-- says: table expected
local good = require "good"
function good.finish(m)
  setmetatable(m, {})
end
return good
