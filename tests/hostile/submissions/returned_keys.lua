-- A table that is no list and no object.
-- ended: error
-- says: keys
local good = require "good"
function good.finish(m)
  return {[print] = 1}
end
return good
