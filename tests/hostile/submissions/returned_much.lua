-- More than can be handed over.
-- ended: memory
local good = require "good"
function good.finish(m)
  local t = {}
  for i = 1, 1100000 do t[i] = true end
  return t
end
return good
