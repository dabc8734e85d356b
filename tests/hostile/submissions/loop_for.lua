-- A loop that ends when nobody is left.
-- ended: instructions
local good = require "good"
function good.finish(m)
  for i = 1, math.maxinteger do end
end
return good
