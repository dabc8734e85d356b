-- A hook that goes to a ring that is none.
-- ended: error
local good = require "good"
function good.emulate() return 'redirect', {pc = 0, ring = 7} end
return good
