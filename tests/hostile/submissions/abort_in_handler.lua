-- A message handler that does not come back.
-- ended: instructions
-- no-log: swallowed
local good = require "good"
function good.finish(m)
  xpcall(error, function() while true do end end)
  print('swallowed')
end
return good
