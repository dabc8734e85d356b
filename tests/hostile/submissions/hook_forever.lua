-- A hook that takes all the time there is.
-- ended: cycles
local good = require "good"
function good.emulate() return 'emulate', {cycles = 4000000000} end
return good
