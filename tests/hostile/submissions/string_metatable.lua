-- Another meaning for every text.
-- ended: error
-- says: index a boolean value
local good = require "good"
function good.finish(m)
  getmetatable('').__index = function() return 1 end
end
return good
