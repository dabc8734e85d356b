-- Long texts that differ at their ends.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local a, b = ('x'):rep(1000000) .. 'a', ('x'):rep(1000000) .. 'b'
  while true do local same = a == b end
end
return good
