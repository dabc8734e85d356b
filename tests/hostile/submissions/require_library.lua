-- A library, as a module.
-- ended: error
-- says: not found
local good = require "good"
function good.finish(m)
  return require('os')
end
return good
