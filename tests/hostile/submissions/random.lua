-- Chance: the same in every run.
-- ended: done
-- like-good
local good = require "good"
function good.finish(m)
  print(math.random(1 << 40), math.random())
  math.randomseed()
  print(math.random(1 << 40))
  return 3
end
return good
