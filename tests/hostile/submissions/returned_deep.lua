-- Tables in tables in tables.
-- ended: error
-- says: deep
local good = require "good"
function good.finish(m)
  local t = {}
  for i = 1, 100 do t = {t} end
  return t
end
return good
