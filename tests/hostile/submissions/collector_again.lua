-- A finalizer, on the second try.
-- ended: error
-- says: __gc
local good = require "good"
function good.finish(m)
  local meta = {}
  local t = setmetatable({}, meta)
  meta.__gc = function() while true do end end
  setmetatable(t, meta)
end
return good
