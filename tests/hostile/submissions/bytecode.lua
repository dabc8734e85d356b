-- A chunk of bytecode.
-- ended: error
-- says: attempt to load a binary chunk
local good = require "good"
function good.finish(m)
  return assert(load('\27Lua\x54\0\x19\x93\r\n\x1a\n\4\8\8'))()
end
return good
