-- An error that would speak for itself.
-- ended: error
local good = require "good"
function good.finish(m)
  error(setmetatable({}, {__tostring = function() while true do end end}))
end
return good
