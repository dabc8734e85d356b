-- A hook that does not come back.
-- ended: instructions
local good = require "good"
function good.emulate() repeat until false end
return good
