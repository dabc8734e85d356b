-- Native code.
-- ended: error
-- says: package
local good = require "good"
function good.finish(m)
  return package.loadlib('libc.so.6', 'system')
end
return good
