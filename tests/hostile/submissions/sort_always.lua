-- Everything before everything.
-- ended: done
-- like-good
local good = require "good"
function good.finish(m)
  local t = {}
  for i = 1, 300 do t[i] = i % 7 end
  table.sort(t, function() return true end)
  return 3
end
return good
