-- Source that has no end.
-- ended: instructions
local good = require "good"
function good.finish(m)
  return load(function() return ' ' end)
end
return good
