-- A text that just does not fit.
-- ended: memory
-- instructions: 20000000
local good = require "good"
function good.finish(m)
  return #("x"):rep(60000000)
end
return good
