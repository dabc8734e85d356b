-- An error that says much.
-- ended: error
local good = require "good"
function good.finish(m)
  error(('x'):rep(10000000))
end
return good
