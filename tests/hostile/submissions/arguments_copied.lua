-- Many arguments, handed on and on.
-- ended: instructions
-- instructions: 400000
local good = require "good"
function good.finish(m)
  local function f(...) return f(...) end
  f(table.unpack({}, 1, 8000))
end
return good
