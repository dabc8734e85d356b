-- A hook that answers nothing.
-- ended: error
-- says: emulate
local good = require "good"
function good.emulate() end
return good
