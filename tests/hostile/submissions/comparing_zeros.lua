-- Long texts of zeros, put in order.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local a, b = ('\0'):rep(100000) .. 'a', ('\0'):rep(100000) .. 'b'
  while true do local less = a < b end
end
return good
