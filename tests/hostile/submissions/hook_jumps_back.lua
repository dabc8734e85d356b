-- A hook that goes back for ever.
-- ended: instructions
-- cycles: 1000000000
local good = require "good"
function good.emulate(m, trap) return 'redirect', {pc = trap.pc, ring = 1} end
return good
