-- A search that begins anew at every place.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local s = ('a'):rep(200000)
  return (s:find('.-b'))
end
return good
