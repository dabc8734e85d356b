-- Many lines: the first are kept.
-- ended: done
-- like-good
-- log-lines: 201
local good = require "good"
function good.finish(m)
  for i = 1, 100000 do print(i) end
  return 3
end
return good
