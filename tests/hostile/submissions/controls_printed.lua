-- Controls for a terminal and for a forge, printed.
-- ended: done
-- like-good
local good = require "good"
function good.finish(m)
  print('\27[2J\27[H\7\b\r100 points')
  print('::error::x', '</testcase>', ']]>', '\0')
  return 3
end
return good
