-- More than can be handed over.
-- ended: error
-- says: more than
local good = require "good"
function good.finish(m)
  local t = {}
  for i = 1, 1100000 do t[i] = true end
  return t
end
return good
