-- Quoting a long text.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local s = ('\n'):rep(1000000)
  while true do string.format('%q', s) end
end
return good
