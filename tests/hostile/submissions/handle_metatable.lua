-- Another meaning for the machine.
-- ended: error
local good = require "good"
function good.finish(m)
  getmetatable(m).__index = function() return 0 end
end
return good
