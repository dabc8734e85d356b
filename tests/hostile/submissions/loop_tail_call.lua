-- Calls in the place of calls, for ever.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local function f() return f() end
  f()
end
return good
