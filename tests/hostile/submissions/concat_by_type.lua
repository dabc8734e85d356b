-- Entries that a C function makes, 2^60 of them, of nothing.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local nothing = setmetatable({}, {__index = string.rep})
  return #table.concat(setmetatable({}, {__index = function() return '' end}), '', 1, 1 << 60)
end
return good
