-- Memory that is gone, caught.
-- ended: memory
-- no-log: swallowed
local good = require "good"
function good.finish(m)
  pcall(function() local t = {} for i = 1, math.huge do t[i] = {} end end)
  print('swallowed')
  return 3
end
return good
