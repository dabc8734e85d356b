-- An error that would clear the screen.
-- ended: error
local good = require "good"
function good.finish(m)
  error('\27[2J\27]0;100 points\7\r\n::set-output name=score::100', 0)
end
return good
