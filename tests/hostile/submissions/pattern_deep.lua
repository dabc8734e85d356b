-- A pattern with too many turns.
-- ended: error
-- says: too complex
local good = require "good"
function good.finish(m)
  return ('x'):rep(1000):find(('x?'):rep(1000))
end
return good
