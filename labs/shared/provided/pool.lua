-- The monitor's own pages, for tables. They lie outside the guest's memory.
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
    error("the pool is empty: all " .. pool.pages .. " pages are taken. Give back the tables that are dropped (pool.give)", 2)
  end
  m.memory:set_bytes(page, zeros)
  return page
end

--- The page is no longer used: no entry names it, and the TLB has forgotten what led through it.
function pool.give(page)
  for _, other in ipairs(free) do
    if other == page then error(string.format("page 0x%08x was given back before", page), 2) end
  end
  free[#free + 1] = page
end

return pool
