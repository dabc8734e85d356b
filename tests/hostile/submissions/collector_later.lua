-- A finalizer that comes into the metatable later is never called.
-- ended: done
-- like-good
local good = require "good"
function good.finish(m)
  local meta = {}
  for i = 1, 100 do setmetatable({}, meta) end
  meta.__gc = function() while true do end end
  for i = 1, 100000 do local t = {} end
  return 3
end
return good
