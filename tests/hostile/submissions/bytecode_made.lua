-- Making bytecode.
-- ended: error
-- says: dump
local good = require "good"
function good.finish(m)
  return string.dump(good.boot)
end
return good
