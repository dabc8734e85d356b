-- Source that is nested too deep.
-- ended: done
-- like-good
local good = require "good"
function good.finish(m)
  assert(load('return ' .. ('('):rep(100000)) == nil)
  assert(load(('do '):rep(100000)) == nil)
  assert(load('x = ' .. ('{'):rep(100000)) == nil)
  return 3
end
return good
