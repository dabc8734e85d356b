-- Reading the environment.
-- ended: error
-- says: os
local good = require "good"
function good.finish(m)
  return os.getenv('HOME')
end
return good
