-- Coroutines that end before anybody counts.
-- ended: instructions
local good = require "good"
function good.finish(m)
  while true do coroutine.wrap(function() local x = 0 for i = 1, 100 do x = x + i end end)() end
end
return good
