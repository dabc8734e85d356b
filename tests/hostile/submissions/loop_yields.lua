-- A coroutine that always has something more.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local f = coroutine.wrap(function() while true do coroutine.yield() end end)
  while true do f() end
end
return good
