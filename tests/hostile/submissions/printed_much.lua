-- Pages and pages.
-- ended: instructions
-- log-lines: 201
local good = require "good"
function good.finish(m)
  local s = ('x'):rep(10000)
  while true do print(s, s, s) end
end
return good
