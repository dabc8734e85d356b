-- A finalizer, which would run when nobody counts.
-- ended: error
-- says: __gc
local good = require "good"
function good.finish(m)
  setmetatable({}, {__gc = function() while true do end end})
end
return good
