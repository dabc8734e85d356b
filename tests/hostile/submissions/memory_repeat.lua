-- A text of a terabyte.
-- ended: error
-- says: too large
local good = require "good"
function good.finish(m)
  return #('x'):rep(1 << 40)
end
return good
