-- A long set that has nothing to match, so that only its end is looked for.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local set = '[' .. ('a'):rep(8000) .. ']'
  for i = 1, 20000 do string.find('', set) end
end
return good
