-- Reading a file.
-- ended: error
-- says: io
local good = require "good"
function good.finish(m)
  return io.open('tests/hidden.lua'):read('a')
end
return good
