-- A table of tables of tables.
-- ended: memory
local good = require "good"
function good.finish(m)
  local t = {}
  while true do t = {t, {}} end
end
return good
