-- A loop in a pcall, and good manners behind it: nobody gets there.
-- ended: instructions
-- no-log: swallowed
local good = require "good"
function good.finish(m)
  pcall(function() while true do end end)
  print('swallowed')
  return 3
end
return good
