-- Registers, written over and over.
-- ended: memory
local good = require "good"
function good.finish(m)
  while true do m.cpu.a0 = 1 end
end
return good
