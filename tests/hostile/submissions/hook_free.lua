-- A hook that takes no time.
-- ended: error
-- says: at least 1
local good = require "good"
function good.emulate() return 'emulate', {cycles = 0} end
return good
