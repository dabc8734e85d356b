-- Source that is compiled over and over.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local s = ('x = 1 '):rep(1000)
  while true do load(s) end
end
return good
