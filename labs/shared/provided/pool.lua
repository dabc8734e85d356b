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
    error(text{en = "the pool is empty: all %d pages are taken. Give back the tables that are dropped (pool.give)",
               ["pt-BR"] = "o pool está vazio: todas as %d páginas foram tomadas. Devolva as tabelas que são descartadas (pool.give)"}:format(pool.pages), 2)
  end
  m.memory:set_bytes(page, zeros)
  return page
end

--- The page is no longer used: no entry names it, and the TLB has forgotten what led through it.
function pool.give(page)
  for _, other in ipairs(free) do
    if other == page then
      error(text{en = "page 0x%08x was given back before: forget a table as soon as its page is given back", ["pt-BR"] = "a página 0x%08x já tinha sido devolvida: esqueça uma tabela assim que a página dela for devolvida"}:format(page), 2)
    end
  end
  free[#free + 1] = page
end

return pool
