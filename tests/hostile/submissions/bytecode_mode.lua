-- A chunk of bytecode, asked for.
-- ended: error
-- says: attempt to load a binary chunk
local good = require "good"
function good.finish(m)
  return assert(load('\27Lua', 'x', 'b'))()
end
return good
