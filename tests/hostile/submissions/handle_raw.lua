-- A machine as if it were a table.
-- ended: error
-- says: table expected
local good = require "good"
function good.finish(m)
  rawset(m, 'cycle', 5)
end
return good
