-- An error of nothing.
-- ended: error
local good = require "good"
function good.finish(m)
  error()
end
return good
