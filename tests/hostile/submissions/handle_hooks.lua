-- Hooks of the student's own.
-- ended: error
local good = require "good"
function good.finish(m)
  m:hook{cause = 'any', call = function() end}
end
return good
