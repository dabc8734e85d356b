-- A text that is never said.
-- ended: instructions
local good = require "good"
function good.finish(m)
  return tostring(setmetatable({}, {__tostring = function() while true do end end}))
end
return good
