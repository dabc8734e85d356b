-- All memory, over and over.
-- ended: instructions
local good = require "good"
function good.finish(m)
  while true do local s = m.memory:bytes(0, 2 << 20) end
end
return good
