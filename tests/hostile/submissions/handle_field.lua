-- A machine with a field of one's own.
-- ended: error
local good = require "good"
function good.finish(m)
  m.cycle = 5
end
return good
