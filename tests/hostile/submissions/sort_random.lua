-- An order that changes its mind.
-- ended: done
-- like-good
local good = require "good"
function good.finish(m)
  local t, n = {}, 0
  for i = 1, 300 do t[i] = i end
  table.sort(t, function() n = n * 5 + 1 return n % 3 == 0 end)
  return 3
end
return good
