-- A loop in a coroutine, whose resumer would say false.
-- ended: instructions
-- no-log: swallowed
local good = require "good"
function good.finish(m)
  print(coroutine.resume(coroutine.create(function() while true do end end)))
  print('swallowed')
end
return good
