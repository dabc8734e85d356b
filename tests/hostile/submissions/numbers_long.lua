-- Long texts that are numbers.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local s = '0x' .. ('0'):rep(100000)
  while true do local n = s + 0 end
end
return good
