-- Asking how much memory there is.
-- ended: error
-- says: collectgarbage
local good = require "good"
function good.finish(m)
  return collectgarbage('count')
end
return good
