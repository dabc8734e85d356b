-- A table that tells when things are collected.
-- ended: error
-- says: __mode
local good = require "good"
function good.finish(m)
  setmetatable({}, {__mode = 'k'})
end
return good
