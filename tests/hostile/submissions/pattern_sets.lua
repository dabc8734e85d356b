-- A set as long as a book.
-- ended: instructions
local good = require "good"
function good.finish(m)
  local set = '[' .. ('bcd'):rep(30000) .. ']'
  local s = ('a'):rep(100000)
  return (s:find(set))
end
return good
