-- A text of a terabyte.
-- ended: memory
local good = require "good"
function good.finish(m)
  return #('x'):rep(1 << 40)
end
return good
