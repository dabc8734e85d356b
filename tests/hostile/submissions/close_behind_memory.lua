-- A variable that would be closed when memory is gone.
-- ended: memory
-- instructions: 20000000
-- no-log: closed
local good = require "good"
function good.finish(m)
  local x <close> = setmetatable({}, {__close = function() print('closed') end})
  local s = 'x'
  while true do s = s .. s end
end
return good
