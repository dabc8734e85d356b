-- A hook that always tries again.
-- ended: cycles
local good = require "good"
function good.emulate() return 'retry', {cycles = 1000} end
return good
