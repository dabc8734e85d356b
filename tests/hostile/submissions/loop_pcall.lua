-- Errors, caught, for ever.
-- ended: instructions
local good = require "good"
function good.finish(m)
  while true do pcall(error) end
end
return good
