-- Nothing, 2^60 times.
-- ended: done
-- like-good
local good = require "good"
function good.finish(m)
  assert(('').rep('', 1 << 60) == '')
  return 3
end
return good
