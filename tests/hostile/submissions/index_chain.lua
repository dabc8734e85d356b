-- Looking through thousands of tables.
-- ended: instructions
-- instructions: 100000
local good = require "good"
function good.finish(m)
  local t = {}
  for i = 1, 1900 do t = setmetatable({}, {__index = t}) end
  while true do local x = t.x end
end
return good
