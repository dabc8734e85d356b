-- Long texts of zeros, put in order.
-- ended: instructions
-- instructions: 100000
local good = require "good"
function good.finish(m)
  local a, b = ('\0'):rep(100000) .. 'a', ('\0'):rep(100000) .. 'b'
  while true do local less = a < b end
end
return good
