-- A variable whose closing does not end.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local x <close> = setmetatable({}, {__close = function() while true do end end})
  error('out')
end
return good
