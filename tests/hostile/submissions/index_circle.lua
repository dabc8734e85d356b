-- A table that looks into itself.
-- ended: error
-- says: t
local good = require "good"
function good.finish(m)
  local t = {}
  setmetatable(t, {__index = t})
  return t.x.y
end
return good
