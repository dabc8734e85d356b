-- Padding without end.
-- ended: instructions
local good = require "good"
function good.finish(m)
  while true do pcall(string.pack, 'c2000000', '') end
end
return good
