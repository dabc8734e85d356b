-- Texts that are more than a frame holds.
-- ended: memory
-- says: handed over
local good = require "good"
function good.finish(m)
  local s = ('x'):rep(3000000)
  return s, s, s, s, s, s
end
return good
