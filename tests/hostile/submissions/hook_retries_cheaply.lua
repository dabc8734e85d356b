-- A hook that always tries again, for a cycle each.
-- ended: instructions
-- cycles: 1000000000
local good = require "good"
function good.emulate() return 'retry' end
return good
