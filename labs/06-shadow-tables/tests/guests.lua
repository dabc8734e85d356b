-- Guests for lab 6, made at random: their code, their memory with its page tables, how many fills they need, what comes of them on a bare machine.
local compare = require "compare"

local guests = {}

local kRam, kBase = 2 << 20, 4 << 20                 -- the guest's memory, and where it is on the real machine
local kCode, kRoots, kTables, kData, kLog, kUser = 0x1000, 0x10000, 0x13000, 0x20000, 0x30000, 0x3e000
local kKept, kKeptEnd = 0x10000, 0x40000             -- what is compared: tables, data, log
local kPool, kPoolBytes = 0x00100000, 64 * 4096
local kFrames = 12
local kA, kB, kSuper, kUserPage = 0x00400000, 0x00800000, 0x00c00000, 0x007ff000
local V, R, W, X, A, D = 1, 2, 4, 8, 64, 128
local RIGHTS = 14

--- The places that a judge has to know.
guests.places = { base = kBase, data = kData, kept = kKept, kept_end = kKeptEnd, log = kLog, pool = kPool, pool_bytes = kPoolBytes, ram = kRam, roots = kRoots }

-- The guest: a list of lines, an image of its memory, and a count of the fills that it can need at most.

local Guest = {}
Guest.__index = Guest

local function new_guest(random, options)
  local g = setmetatable({ random = random, lines = {}, words = {}, options = options, labels = 0, fills = 0, code_fills = 0, known = {}, root = 0 }, Guest)
  g.roots = {}
  for i = 1, options.roots or 1 do g.roots[i] = kRoots + (i - 1) * 0x1000 end
  g.flat_kernel = options.superpages and random:chance(2)
  for frame = 0, kFrames - 1 do
    local at = kData + frame * 4096
    g.words[at] = 0x00040413 | random:number(1, 1000) << 20  -- addi s0, s0, N
    g.words[at + 4] = 0x00008067                             -- ret
    for i = 4, 15 do g.words[at + i * 4] = random:word() end
    for i = 1020, 1023 do g.words[at + i * 4] = random:word() end
  end
  for i, word in ipairs { 0x0002a303, 0x00000073, 0, 0, 0, 0, 0, 0, 0x0062a023, 0x00000073, 0, 0, 0, 0, 0, 0, 0x000280e7, 0x00000073 } do
    g.words[kUser + (i - 1) * 4] = word  -- lw t1, 0(t0); ecall / sw t1, 0(t0); ecall / jalr 0(t0); ecall
  end
  -- The kernel's own 4 MiB are mapped as they are: by pages, or by a superpage that reaches beyond the end of memory.
  local kernel_table, shared = kTables, kTables + 0x1000
  for page = 0, 63 do g.words[kernel_table + page * 4] = page << 12 | V | RIGHTS end
  for i, root in ipairs(g.roots) do
    local own = kTables + 0x1000 + i * 0x1000
    g.words[root] = g.flat_kernel and (V | RIGHTS) or (kernel_table | V)
    g.words[root + (kA >> 22) * 4] = own | V
    g.words[root + (kB >> 22) * 4] = shared | V
    if options.superpages then g.words[root + (kSuper >> 22) * 4] = g:superpage() end
    for page = 0, 15 do
      g.words[own + page * 4] = g:leaf()
      if i == 1 then g.words[shared + page * 4] = g:leaf() end
    end
    g.words[own + 1023 * 4] = kUser | V | R | X | 3 << 4
  end
  return g
end

function Guest:add(...)
  self.lines[#self.lines + 1] = "    " .. string.format(...)
end

--- An entry for one of the data pages, sound or not, or for memory that is not there.
function Guest:leaf()
  local random, options = self.random, self.options
  if options.tidy then return kData + random:number(0, kFrames - 1) * 4096 | V | RIGHTS | 3 << 4 end
  local frame = kData + random:number(0, kFrames - 1) * 4096
  if options.nowhere and random:chance(8) then frame = kRam + random:number(0, 255) * 4096 end
  local rights = random:pick { R, R | X, R | W, R | W, R | W | X, X, W, W | X, 0 }
  local valid = random:chance(6) and 0 or V
  local seen = random:pick { 0, 0, A, A | D }
  return frame | valid | rights | random:pick { 0, 1, 2, 3, 3, 3 } << 4 | seen
end

function Guest:superpage()
  local frame = self.random:chance(4) and kData or 0  -- not aligned to 4 MiB: not valid
  return frame | V | self.random:pick { R, R | X, R | W, R | W | X } | self.random:pick { 0, 3, 3 } << 4
end

--- Notes that a page is used, for the ceiling of fills: once, and once more for its first store.
function Guest:touch(va, writes)
  local space = self.known[self.root] or {}
  self.known[self.root] = space
  local page = va >> 12
  if space[page] == nil then
    space[page] = "read"
    self.fills = self.fills + 1
  end
  if writes and space[page] ~= "written" then
    space[page] = "written"
    self.fills = self.fills + 1
  end
end

function Guest:forget(va, root)
  for of, space in pairs(self.known) do
    if of ~= 0 and (root == nil or of == root) then
      for page in pairs(space) do
        if va == nil or page >> 10 == va >> 22 then space[page] = nil end
      end
    end
  end
  -- The kernel itself goes on, and is needed again.
  self:touch_kernel()
end

function Guest:touch_kernel()
  self:touch(kLog, true)
  local space = self.known[self.root]
  if space[kCode >> 12] == nil then
    space[kCode >> 12] = "read"
    self.code_fills = self.code_fills + 1  -- of all its code, however long that will be
  end
end

function Guest:address()
  local random, options = self.random, self.options
  if self.root == 0 then
    return random:chance(4) and kRam + random:number(0, 15) * 4096 + 16 or kData + random:number(0, kFrames - 1) * 4096 + random:number(4, 15) * 4
  end
  local offset = random:pick { 0x10, 0x14, 0x20, 0x3c, 0xff0, 0xffc }
  if options.superpages and random:chance(3) then
    local inside = kData + random:number(0, kFrames - 1) * 4096
    if random:chance(5) then inside = kRam + random:number(0, 300) * 4096 end
    return kSuper + inside + offset
  end
  local pages = options.pages or 18
  return random:pick { kA, kB } + random:number(0, pages - 1) * 4096 + offset
end

function Guest:load(va)
  self:touch(va)
  self:add("li t0, 0x%x", va)
  self:add("li t1, 0x111")
  self:add(self.random:pick { "lw t1, 0(t0)", "lhu t1, 2(t0)", "lb t1, 1(t0)" })
  self:add("slli t2, s0, 1")
  self:add("xor s0, t2, t1")
end

function Guest:store(va)
  self:touch(va, true)
  self:add("li t0, 0x%x", va)
  self:add("li t1, 0x%x", self.random:word())
  self:add(self.random:pick { "sw t1, 0(t0)", "sh t1, 2(t0)", "sb t1, 3(t0)" })
end

function Guest:call(va)
  self:touch(va)
  self:add("li t0, 0x%x", va & ~0xfff)
  self:add("jalr ra, 0(t0)")
end

--- The same three from ring 3, and back by ecall. `only`: this one.
function Guest:from_user(va, only)
  local how = only or self.random:pick { 0, 0x20, 0x40 }
  if self.root == 0 then return self:load(va) end
  self:touch(va, how == 0x20)
  self:touch(kUserPage)
  self.labels = self.labels + 1
  self:add("li t0, 0x%x", how == 0x40 and va & ~0xfff or va)
  self:add("li t1, 0x%x", self.random:word())
  self:add("la s11, back%d", self.labels)
  self:add("li t2, 0x%x", kUserPage + how)
  self:add("csrw epc0, t2")
  self:add("csrwi status0, 12")
  self:add("tret")
  self.lines[#self.lines + 1] = string.format("back%d:", self.labels)
  self:add("add s0, s0, t1")
end

function Guest:switch_to(root)
  local value = root == 0 and 0 or root | (root - kRoots >> 12) + 1 << 4 | 1
  self.root = root
  self:add("li t0, 0x%x", value)
  self:add("csrw root, t0")
  self:touch_kernel()
end

local function number_of(root) return (root - kRoots >> 12) + 1 end

--- Another entry, and the flush that it needs.
function Guest:change_entry()
  local random = self.random
  local root = random:pick(self.roots)
  local at, va, only
  if self.options.superpages and random:chance(4) then
    at, va, only = root + (kSuper >> 22) * 4, kSuper, root
    self:add("li t1, 0x%x", self:superpage())
  else
    local page = random:number(0, 15)
    if random:chance(2) then at, va = kTables + 0x1000 + page * 4, kB + page * 4096
    else at, va, only = kTables + 0x1000 + number_of(root) * 0x1000 + page * 4, kA + page * 4096, root end
    self:add("li t1, 0x%x", self:leaf())
  end
  self:touch(at, true)
  self:add("li t0, 0x%x", at)
  self:add("sw t1, 0(t0)")
  local how = random:number(1, 4)
  if only == nil and how >= 3 then how = how - 2 end
  local inside = va == kSuper and kSuper + random:number(0, 1023) * 4096 or va
  self:add("li t1, 0x%x", inside)
  self:add("li t2, %d", only and number_of(only) or 0)
  self:add(({ "tlbflush t1, x0", "tlbflush x0, x0", "tlbflush t1, t2", "tlbflush x0, t2" })[how])
  self:forget((how == 1 or how == 3) and inside or nil, how >= 3 and only or nil)
  if only == nil or only == self.root then self:load((va == kSuper and va + kData or va) + 0x10) end
end

--- A superpage changes; the flush names a part of it that is not the one in use.
function Guest:change_superpage()
  local random = self.random
  if self.root == 0 then return end
  local at = self.root + (kSuper >> 22) * 4
  local part = kSuper + kData + random:number(0, kFrames - 1) * 4096 + 0x20
  local function enter(entry)
    local inside = kSuper + random:number(0, 1023) * 4096
    self:touch(at, true)
    self:add("li t0, 0x%x", at)
    self:add("li t1, 0x%x", entry)
    self:add("sw t1, 0(t0)")
    self:add("li t1, 0x%x", inside)
    self:add("tlbflush t1, x0")
    self:forget(inside)
  end
  enter(V | R | W | 3 << 4)
  self:load(part)
  self:store(part)
  enter(random:pick { kData | V | R | W | 3 << 4, V | R | 3 << 4, V | R | W, 0 })
  self:load(part)
  self:store(part)
  self:from_user(part)
end

--- A page of another address space changes while that space is not in force.
function Guest:change_elsewhere()
  local random = self.random
  local here = random:pick(self.roots)
  local page = random:number(0, 15)
  local at, va = kTables + 0x1000 + number_of(here) * 0x1000 + page * 4, kA + page * 4096 + 0x10
  self:switch_to(here)
  self:store(va)
  local there = random:pick(self.roots)
  if there ~= here then self:switch_to(there) end
  self:touch(at, true)
  self:add("li t0, 0x%x", at)
  self:add("li t1, 0x%x", self:leaf())
  self:add("sw t1, 0(t0)")
  self:add("li t1, 0x%x", va)
  self:add("li t2, %d", number_of(here))
  local all, one = random:chance(2), random:chance(3)
  self:add(all and "tlbflush x0, t2" or one and "tlbflush t1, x0" or "tlbflush t1, t2")
  self:forget(not all and va or nil, (all or not one) and here or nil)
  if there ~= here then self:switch_to(here) end
  self:load(va)
end

--- A page of the kernel's that is filled, because the kernel reads it: its programs are kept out all the same.
function Guest:kernel_page()
  local random = self.random
  local page = random:number(0, 15)
  local entry = kData + random:number(0, kFrames - 1) * 4096 | V | R | random:pick { 0, W } | random:number(0, 2) << 4
  self.words[kTables + 0x2000 + page * 4] = entry  -- of the first root's own table: where nothing changes it is so from the beginning
  local va = kA + page * 4096 + random:number(4, 15) * 4
  self:load(va)
  self:from_user(va, 0)
end

function Guest:access()
  local va = self:address()
  local how = self.random:number(1, 6)
  if how <= 2 then
    self:load(va)
    if self.random:chance(3) then self:from_user(va) end
  elseif how <= 4 then self:store(va)
  elseif how == 5 and self.root ~= 0 then self:call(va)
  else self:from_user(va) end
end

local kHandler = [[
handler:
    csrr t3, cause0
    csrr t4, value0
    csrr t5, epc0
    csrr t6, status0
    sw t3, 0(s10)
    sw t4, 4(s10)
    sw t5, 8(s10)
    sw t6, 12(s10)
    addi s10, s10, 16
    li t6, 8
    beq t3, t6, call
    li t6, 12
    beq t3, t6, no_code
    li t6, 1
    beq t3, t6, no_code
    addi t5, t5, 4
    csrw epc0, t5
    tret
no_code:
    csrw epc0, ra
    tret
call:
    csrw epc0, s11
    csrwi status0, 0
    tret
]]

function Guest:finish()
  local text = { string.format(".org 0x%x\n_start:\n    la t0, handler\n    csrw vector0, t0\n    li s10, 0x%x\n", kCode, kLog) }
  for _, name in ipairs { "s0", "s11", "t1", "t2", "t3", "t4", "t5", "t6", "ra" } do text[#text + 1] = "    li " .. name .. ", 0\n" end
  text[#text + 1] = table.concat(self.lines, "\n")
  text[#text + 1] = "\n    out zero, 0xf0(zero)\n" .. kHandler
  self.text = table.concat(text)
  return self
end

--- A guest as the options say: accesses and changes at random, `length` of them.
local function make_guest(random, options)
  local g = new_guest(random, options)
  g:touch_kernel()
  for _ = 1, options.before or 0 do g:access() end
  g:switch_to(g.roots[1])
  local kernel_page_at = options.kernel_page and random:number(1, options.length)
  for i = 1, options.length do
    if i == kernel_page_at then g:kernel_page() end
    if options.elsewhere and random:chance(6) then g:change_elsewhere()
    elseif options.changes and options.superpages and random:chance(8) then g:change_superpage()
    elseif options.changes and random:chance(3) then g:change_entry()
    elseif #g.roots > 1 and random:chance(options.switches or 5) then g:switch_to(random:pick(g.roots))
    elseif options.off and random:chance(15) then
      g:switch_to(0)
      g:access()
      g:switch_to(random:pick(g.roots))
    else g:access() end
  end
  -- What ends here leaves a shadow that is in use.
  for _ = 1, 3 do g:access() end
  return g:finish()
end

local function native_run(program, kept)
  local m = machine.new { policy = "strict", memory = { ram_mib = kRam >> 20 }, timing = "none" }
  m:load(program)
  m.memory:set_bytes(kKept, kept)
  m:start(kCode)
  local why = m:run(100000)
  if why ~= "off" then error("the guest does not end on the bare machine: " .. why) end
  local x = {}
  for i = 0, 31 do x[i + 1] = m.cpu["x" .. i] end
  return { x = x, kept = m.memory:bytes(kKept, kKeptEnd - kKept) }
end

function guests.make(options)
  return function(random)
    local g = make_guest(random, options)
    local program = assemble(g.text, "guest.s")
    local kept = compare.image(g.words, kKept, kKeptEnd)
    local memory = { { at = kBase + kKept, bytes = kept } }
    local code = program.sections[1].bytes
    local code_pages = (#code + 4095) // 4096
    for _, section in ipairs(program.sections) do memory[#memory + 1] = { at = kBase + section.address, bytes = section.bytes } end
    local task = {
      machine = { policy = "strict", memory = { ram_mib = 8 }, timing = "none" },
      memory = memory,
      cpu = { pc = kCode },
      module = "provided/monitor",
      hooks = {
        { cause = { "load-page", "store-page", "fetch-page" }, from = { 1, 3 }, call = "page" },
        { cause = { "privileged" }, from = { 1, 3 }, call = "privileged" },
        { cause = "any", from = { 1, 3 }, call = "other" },
      },
      steps = { { call = "boot" }, { run = { cycles = 400000 } } },
      report = { memory = { { at = kBase + kKept, bytes = kKeptEnd - kKept } }, hooks = 3000, events = 0 },
    }
    if options.shadow then task.report.memory[2] = { at = kPool, bytes = kPoolBytes } end
    return task, { native = native_run(program, kept), root = g.root, fills = g.fills + g.code_fills * code_pages + 4, code = { { at = kCode, bytes = code }, { at = kUserPage, bytes = compare.image(g.words, kUser, kUser + 0x60) } } }
  end
end

return guests
