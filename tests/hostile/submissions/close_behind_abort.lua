-- A variable that would be closed behind the abort.
-- ended: instructions
-- no-log: closed
local good = require "good"
function good.finish(m)
  local x <close> = setmetatable({}, {__close = function() print('closed') end})
  while true do end
end
return good
