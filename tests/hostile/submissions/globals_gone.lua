-- Nothing is left of the globals.
-- ended: done
-- like-good
local good = require "good"
function good.finish(m)
  local clear = next
  for name in pairs(_G) do _G[name] = nil end
  return 3
end
return good
