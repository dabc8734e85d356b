-- A pattern that tries everything.
-- ended: instructions
local good = require "good"
function good.finish(m)
  return (('a'):rep(1000):find(('a-'):rep(50) .. 'b'))
end
return good
