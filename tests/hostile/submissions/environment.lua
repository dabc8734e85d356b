-- Another environment.
-- ended: done
-- like-good
local good = require "good"
local finish = good.finish
function good.finish(m) local _ENV = {} return finish(m) end
return good
