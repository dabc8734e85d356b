-- Instructions tried, over and over, each of which is work.
-- ended: instructions
-- instructions: 100000
-- world
local good = require "good"
function good.finish(world)
  for i = 1, 2000 do world:execute{word = 0x13, ring = 3} end
end
return good
