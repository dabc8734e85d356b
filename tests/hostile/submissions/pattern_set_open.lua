-- A set that does not end, looked through to the pattern's end each time.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local set = '[' .. ('a'):rep(8000)
  for i = 1, 20000 do pcall(string.find, 'x', set) end
end
return good
