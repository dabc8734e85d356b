-- Brackets that never close.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local s = ('('):rep(200000)
  return (s:gsub('%b()', ''))
end
return good
