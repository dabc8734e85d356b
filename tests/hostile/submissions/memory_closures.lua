-- Functions that hold functions.
-- ended: memory
local good = require "good"
function good.finish(m)
  local f = function() end
  while true do local g = f f = function() return g end end
end
return good
