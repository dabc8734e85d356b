-- Keys by the hundred thousand.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local t = {}
  for i = 1, 1 << 60 do t['k' .. i % 100000] = i end
end
return good
