-- The monitor's own pages, for nested tables. They lie outside the guest's memory.
local pool = {
  base = 0x00100000,
  pages = 64,
}

local free = {}
for i = pool.pages - 1, 0, -1 do free[#free + 1] = pool.base + i * 4096 end
local zeros = string.rep("\0", 4096)

--- The real address of a page that is all zero.
function pool.take(m)
  local page = table.remove(free)
  if page == nil then
    error("the pool is empty: all " .. pool.pages .. " pages are taken. A guest of 2 MiB needs two of them", 2)
  end
  m.memory:set_bytes(page, zeros)
  return page
end

return pool
