-- Memory, written over and over.
-- ended: memory
-- instructions: 2000000000
local good = require "good"
function good.finish(m)
  local s = ('x'):rep(1000000)
  while true do m.memory:set_bytes(0, s) end
end
return good
