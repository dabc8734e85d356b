-- Instructions tried, each of which leaves another program behind, and all of these are kept.
-- ended: instructions
-- world
local good = require "good"
function good.finish(world)
  for i = 1, 1 << 40 do world:execute{word = (i << 12 & 0xfffff000) | 0x37, ring = 3} end
end
return good
