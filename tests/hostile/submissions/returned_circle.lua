-- A table in itself.
-- ended: error
-- says: contains itself
local good = require "good"
function good.finish(m)
  local t = {}
  t.t = t
  return t
end
return good
