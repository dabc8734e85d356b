-- Replacing by what is replaced.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local s = 'x'
  while true do s = s:sub(1, 100):gsub('x*', 'xx') end
end
return good
