-- A hook that takes less than no time.
-- ended: error
local good = require "good"
function good.emulate() return 'emulate', {cycles = -1000} end
return good
