-- Memory that is not there.
-- ended: error
local good = require "good"
function good.finish(m)
  m.memory:set_u32(0xfffffffc, 1)
end
return good
