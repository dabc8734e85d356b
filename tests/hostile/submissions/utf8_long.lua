-- Counting a long text's characters.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local s = ('x'):rep(1000000)
  while true do utf8.len(s) end
end
return good
