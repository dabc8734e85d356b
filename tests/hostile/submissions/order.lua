-- The order of a table: the same in every run.
-- ended: done
-- like-good
local good = require "good"
function good.finish(m)
  local t, keys = {}, {}
  for i = 1, 200 do t['k' .. i * 7919 % 1000] = i t[{}] = i t[i * 1.5] = i end
  for key in pairs(t) do keys[#keys + 1] = tostring(key) end
  print(table.concat(keys, ' '):sub(1, 400))
  print(next(t))
  return 3
end
return good
