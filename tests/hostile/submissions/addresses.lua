-- Addresses: the same in every run.
-- ended: done
-- like-good
local good = require "good"
function good.finish(m)
  print({}, print, coroutine.create(print), good.boot, m, string.format('%s', {}))
  return 3
end
return good
