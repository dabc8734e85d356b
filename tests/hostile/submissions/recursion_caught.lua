-- The same, caught, for ever.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local function f() return 1 + f() end
  while true do pcall(f) end
end
return good
