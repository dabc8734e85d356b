-- A machine that the student runs.
-- ended: error
local good = require "good"
function good.finish(m)
  m:run(1000000)
end
return good
