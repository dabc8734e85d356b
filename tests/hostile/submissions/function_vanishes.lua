-- A function of the module that vanishes while it is needed.
-- ended: error
-- says: emulate
local good = require "good"
function good.boot(m) good.emulate = nil end
return good
