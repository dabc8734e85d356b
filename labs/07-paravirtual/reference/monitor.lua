-- The monitor's side: copies what the guest hands over once, checks all of it, and only then does it.
local layout = require "layout"
local console = require "console"

local monitor = {}

local V, R, W, X = 1, 2, 4, 8
local FRAME = 0xfffff000

local root_frames, table_frames = {}, {}
for _, frame in ipairs(layout.roots) do root_frames[frame] = true end
for i, frame in ipairs(layout.tables) do table_frames[frame] = layout.tables_at[i] end

local function holds(address, bytes)
  return address >= layout.memory and address + bytes <= layout.memory_end
end

local function console_write(m, address, bytes)
  if bytes > layout.CONSOLE_MOST then return layout.TOO_MANY end
  if not holds(address, bytes) then return layout.BAD_ADDRESS end
  console.print(m.memory:bytes(address, bytes))
  return bytes
end

--- Whether the guest may have this entry in a table of pages.
local function allowed(entry)
  if entry & V == 0 then return true end
  if entry & (R | X) == 0 or (entry & W ~= 0 and entry & R == 0) then return false end
  if entry >> 4 & 3 == 0 then return false end
  local frame = entry & FRAME
  if not holds(frame, 4096) then return false end
  return entry & W == 0 or not (root_frames[frame] or table_frames[frame])
end

local function update(m, list, count)
  if count > layout.UPDATES_MOST then return layout.TOO_MANY end
  if list % 4 ~= 0 or not holds(list, count * 8) then return layout.BAD_ADDRESS end
  local changes = {}
  for i = 1, count do
    local at = list + (i - 1) * 8
    changes[i] = { at = m.memory:u32(at), entry = m.memory:u32(at + 4) }
  end
  for _, change in ipairs(changes) do
    if change.at % 4 ~= 0 or not holds(change.at, 4) then return layout.BAD_ADDRESS end
    if table_frames[change.at & FRAME] == nil or not allowed(change.entry) then return layout.REFUSED end
  end
  for _, change in ipairs(changes) do
    m.memory:set_u32(change.at, change.entry)
    m:tlbflush(table_frames[change.at & FRAME] + (change.at >> 2 & 1023) * 4096)
  end
  return count
end

local function set_root(m, root)
  if root % 4096 ~= 0 or not holds(root, 4096) then return layout.BAD_ADDRESS end
  if not root_frames[root] then return layout.REFUSED end
  m.cpu.root = root | 1
  m:tlbflush()
  return 0
end

function monitor.hypercall(m, number, a, b)
  if number == layout.CONSOLE_WRITE then return console_write(m, a, b) end
  if number == layout.UPDATE then return update(m, a, b) end
  if number == layout.SET_ROOT then return set_root(m, a) end
  return layout.NO_SUCH_CALL
end

return monitor
