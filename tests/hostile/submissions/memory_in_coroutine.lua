-- Memory that is gone in a coroutine.
-- ended: memory
-- instructions: 20000000
-- no-log: swallowed
local good = require "good"
function good.finish(m)
  coroutine.resume(coroutine.create(function() local s = ('x'):rep(1000) while true do s = s .. s end end))
  print('swallowed')
end
return good
