-- A frame of the worker's, printed.
-- ended: done
-- like-good
local good = require "good"
function good.finish(m)
  print('ANLF' .. ('\0'):rep(17) .. '\1\0\0\0\xf5')
  return 3
end
return good
