-- Shadow tables: one set of real tables for each value of the guest's root register, filled on page faults, emptied by tlbflush.
local guest = require "guest"
local pool = require "pool"

local shadow = {}

local V, R, W, X, A, D = 1, 2, 4, 8, 64, 128
local RIGHTS = R | W | X
local FRAME = 0xfffff000
local NEEDED = { load = R, store = W, fetch = X }

local spaces = {}  -- by the guest's root: {number = real address space, root = real table, tables = {[index] = real table}}
local count = 0
local current

local function drop(m, space, index)
  local page = space.tables[index]
  if page == nil then return end
  m.memory:set_u32(space.root + index * 4, 0)
  space.tables[index] = nil
  pool.give(page)
end

local function select_space(m, root)
  local key = root & 1 == 0 and 0 or root
  current = spaces[key]
  if current == nil then
    count = count + 1
    current = { number = count, root = pool.take(m), tables = {}, guest_root = key }
    spaces[key] = current
  end
  m.cpu.root = current.root | current.number << 4 | 1
end

function shadow.start(m)
  select_space(m, 0)
end

function shadow.set_root(m, root)
  select_space(m, root)
end

function shadow.flush(m, va, asid)
  for key, space in pairs(spaces) do
    if key ~= 0 and (asid == nil or key >> 4 & 0xff == asid) then
      -- An address within a superpage means all of it: so what goes is always the table of its 4 MiB.
      if va ~= nil then
        drop(m, space, va >> 22)
      else
        for index = 0, 1023 do drop(m, space, index) end
      end
      m:tlbflush(nil, space.number)
    end
  end
end

local function sound(entry)
  return entry & V ~= 0 and (entry & W == 0 or entry & R ~= 0)
end

--- The guest's leaf for the address, where it lies, and the guest-physical page; or nil and whose fault it is.
local function walk(vcpu, m, va)
  local at = (vcpu.root & FRAME) + (va >> 22) * 4
  if not guest.holds(at) then return nil, "memory" end
  local entry = guest.word(m, at)
  if not sound(entry) then return nil, "page" end
  if entry & RIGHTS ~= 0 then
    if entry & 0x003ff000 ~= 0 then return nil, "page" end
    return entry, at, (entry & FRAME) | (va & 0x003ff000)
  end
  at = (entry & FRAME) + (va >> 12 & 1023) * 4
  if not guest.holds(at) then return nil, "memory" end
  entry = guest.word(m, at)
  if not sound(entry) or entry & RIGHTS == 0 then return nil, "page" end
  return entry, at, entry & FRAME
end

local function fill(m, va, entry)
  local index = va >> 22
  if current.tables[index] == nil then
    local page = pool.take(m)
    current.tables[index] = page
    m.memory:set_u32(current.root + index * 4, page | V)
  end
  m.memory:set_u32(current.tables[index] + (va >> 12 & 1023) * 4, entry)
  -- The TLB may hold the page with fewer rights than it has now.
  m:tlbflush(va, current.number)
end

function shadow.fault(m, vcpu, access, va)
  if vcpu.root & 1 == 0 then
    if not guest.holds(va) then return "memory" end
    fill(m, va, guest.base + (va & FRAME) | V | RIGHTS | 1 << 4 | A | D)
    return "filled"
  end
  local leaf, at, frame = walk(vcpu, m, va)
  if leaf == nil then return at end
  if leaf & NEEDED[access] == 0 or vcpu.ring > leaf >> 4 & 3 then return "page" end
  local touched = leaf | A | (access == "store" and D or 0)
  if touched ~= leaf then guest.set_word(m, at, touched) end
  if not guest.holds(frame) then return "memory" end
  local rights = touched & RIGHTS
  if touched & D == 0 then rights = rights & ~W end
  local ring = touched >> 4 & 3 == 3 and 3 or 1
  fill(m, va, guest.base + frame | V | rights | ring << 4 | A | D)
  return "filled"
end

return shadow
