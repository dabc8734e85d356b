-- Nothing is left of the globals.
-- ended: done
-- like-good
local good = require "good"
function good.finish(m)
  local all = _G
  for name in pairs(all) do all[name] = nil end
  return 3
end
return good
