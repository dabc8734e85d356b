-- A function that calls itself without end.
-- ended: error
-- says: stack overflow
local good = require "good"
function good.finish(m)
  local function f() return 1 + f() end
  return f()
end
return good
