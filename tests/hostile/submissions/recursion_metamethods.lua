-- Metamethods that call themselves.
-- ended: error
-- says: overflow
local good = require "good"
function good.finish(m)
  local t = setmetatable({}, {})
  getmetatable(t).__add = function(a, b) return a + b end
  return t + 1
end
return good
