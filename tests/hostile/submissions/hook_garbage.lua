-- A hook that answers nonsense.
-- ended: error
-- says: emulate
local good = require "good"
function good.emulate() return 'win' end
return good
