-- Scripts for lab 7's guest, made at random together with what they must lead to.
local compare = require "compare"

local scripts = {}

local say = compare.say
local kMemory, kMemoryEnd = 0x00200000, 0x00280000
local kKept, kKeptEnd = 0x00208000, 0x00230000        -- script, results, tables, texts, lists, data
local kScript, kResults = 0x00208000, 0x0020b000
local kRoots = { 0x00210000, 0x00211000 }
local kKernel, kA, kB, kC = 0x00212000, 0x00213000, 0x00214000, 0x00215000
local kText, kLists, kData, kFrames = 0x00218000, 0x0021c000, 0x00220000, 16
local kBelow, kAbove = kMemory - 0x1000, kMemoryEnd   -- the monitor's pages on either side
local V, R, W, X, A, D = 1, 2, 4, 8, 64, 128
local FRAME = 0xfffff000
local kEnd, kMap, kUnmap, kCommit, kSwitch, kConsole, kLoad, kStore, kCall = 0, 1, 2, 3, 4, 5, 6, 7, 8
local kConsoleWrite, kUpdate, kSetRoot, kMost, kConsoleMost = 0, 1, 2, 32, 256
local NO_SUCH_CALL, REFUSED, BAD_ADDRESS, TOO_MANY = 0xffffffff, 0xfffffffe, 0xfffffffd, 0xfffffffc
local kNoError = "no error"

--- The places and numbers that a judge has to know.
scripts.places = {
  above = kAbove, below = kBelow, c = kC, call = kCall, data = kData, kept = kKept, kept_end = kKeptEnd, load = kLoad,
  no_error = kNoError, results = kResults, roots = kRoots, store = kStore, NO_SUCH_CALL = NO_SUCH_CALL, REFUSED = REFUSED, BAD_ADDRESS = BAD_ADDRESS, TOO_MANY = TOO_MANY,
}

local Plan = {}
Plan.__index = Plan

local function leaf(random)
  return kData + random:number(0, kFrames - 1) * 4096 | V | random:pick { R, R, R | X, R | W, R | W, R | W | X } | random:number(1, 3) << 4
end

local function new_plan(random)
  local p = setmetatable({ random = random, memory = {}, lines = {}, expected = {}, why = {}, pending = {}, console = {}, root = kRoots[1], calls = 0, next_list = kLists, left = {}, ignored = {} }, Plan)
  for at = kData, kData + kFrames * 4096 - 4, 4096 do
    for offset = 0x10, 0x3c, 4 do p.memory[at + offset] = random:word() end
  end
  local letters = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ.,;:\n0123456789"
  for at = kText, kText + 0x1ffc, 4 do
    local word = 0
    for _ = 1, 4 do
      local i = random:number(1, #letters)
      word = word << 8 | letters:byte(i)
    end
    p.memory[at] = word
  end
  for i, root in ipairs(kRoots) do
    p.memory[root] = kKernel | V
    p.memory[root + 4] = (i == 1 and kA or kC) | V
    p.memory[root + 8] = kB | V
  end
  for at = kMemory, kMemoryEnd - 1, 4096 do
    local is_table = at >= kRoots[1] and at <= kC
    p.memory[kKernel + (at >> 12) * 4] = at | V | (is_table and R or R | W | X) | 1 << 4 | A | D
  end
  for _, frame in ipairs { kA, kB, kC } do
    for i = 0, 15 do
      if random:chance(2) then p.memory[frame + i * 4] = leaf(random) end
    end
  end
  -- Lists that would be in order, in memory that is not the guest's.
  p.pairs = {}
  for i = 1, 512 do p.pairs[i] = string.pack("<I4I4", random:pick { kA, kB, kC } + random:number(0, 15) * 4, leaf(random)) end
  p.pairs = table.concat(p.pairs)
  p.start = {}
  for at, word in pairs(p.memory) do p.start[at] = word end
  return p
end

function Plan:word(at) return self.memory[at] or 0 end

--- A word that is there from the beginning.
function Plan:lay(at, word)
  self.start[at], self.memory[at] = word, word
end

--- `why`: of a refusal, in both languages.
function Plan:line(action, a, b, number, expected, why)
  self.lines[#self.lines + 1] = { action, a or 0, b or 0, number or 0 }
  self.expected[#self.lines] = expected
  self.why[#self.lines] = why or false
end

--- What waits in the queue reaches the tables: how many calls that takes at best.
function Plan:deliver()
  for _, change in ipairs(self.pending) do self.memory[change[1]] = change[2] end
  self.calls = self.calls + (#self.pending + kMost - 1) // kMost
  self.pending = {}
end

--- When exactly changes are handed over is the guest's choice, so is what the last commit still finds to do.
function Plan:commit()
  self:line(kCommit, 0, 0, 0, kNoError)
  self:deliver()
end

function Plan:settle() if #self.pending > 0 then self:commit() end end

function Plan:entry_address()
  return self.random:pick { kA, kB, kC } + self.random:number(0, 15) * 4
end

function Plan:map(at, entry)
  self.pending[#self.pending + 1] = { at, entry }
  self:line(kMap, at, entry, 0, 0)
end

function Plan:unmap(at)
  self.pending[#self.pending + 1] = { at, 0 }
  self:line(kUnmap, at, 0xffffffff, 0, 0)
end

function Plan:changes(count)
  for _ = 1, count do
    if self.random:chance(3) then self:unmap(self:entry_address()) else self:map(self:entry_address(), leaf(self.random)) end
  end
end

--- The entry by which a virtual address is translated now.
function Plan:entry_of(va)
  local frame = va >= 0x00800000 and kB or self.root == kRoots[1] and kA or kC
  return self:word(frame + (va >> 12 & 1023) * 4)
end

function Plan:touch(va)
  self:settle()
  local entry = self:entry_of(va)
  local at = (entry & FRAME) + (va & 0xfff)
  if self.random:chance(2) then
    local may = entry & V ~= 0 and entry & R ~= 0
    self:line(kLoad, va, 0, 0, may and self:word(at) or 0xdead000d)
    -- An entry of a table that the guest may read: A and D are the hardware's to set.
    if may and at >= kRoots[1] and at < kC + 0x1000 then self.ignored[#self.lines] = A | D end
  else
    local value = self.random:word()
    local may = entry & V ~= 0 and entry & W ~= 0
    if may then self.memory[at] = value end
    self:line(kStore, va, value, 0, may and 0 or 0xdead000f)
  end
end

function Plan:touches(count)
  for _ = 1, count do
    self:touch(self.random:pick { 0x00400000, 0x00800000 } + self.random:number(0, 15) * 4096 + self.random:number(4, 15) * 4)
  end
end

--- Touched before and after: what the TLB remembers has to go with the entry.
function Plan:change_under_use()
  local random = self.random
  local page = random:number(0, 15)
  local own = self.root == kRoots[1] and kA or kC
  local at, va = own + page * 4, 0x00400000 + page * 4096 + 0x10
  if random:chance(2) then at, va = kB + page * 4, 0x00800000 + page * 4096 + 0x10 end
  self:map(at, leaf(random) | R | W)
  self:touch(va)
  if random:chance(2) then self:unmap(at) else self:map(at, leaf(random)) end
  self:touch(va)
end

--- What has just been asked for is used behind the switch, with no commit of the script's own.
function Plan:switch_to_changed()
  local random = self.random
  local root = random:pick(kRoots)
  local page = random:number(0, 15)
  self:map((root == kRoots[1] and kA or kC) + page * 4, leaf(random) | R | W)
  self:switch(root)
  self:touch(0x00400000 + page * 4096 + random:number(4, 15) * 4)
end

function Plan:switch(to)
  local root = to or self.random:pick(kRoots)
  self:deliver()
  self.calls = self.calls + 1
  self.root = root
  self:line(kSwitch, root, 0, 0, 0)
end

function Plan:text(at, bytes)
  local out = {}
  for i = at, at + bytes - 1 do out[#out + 1] = string.char(self:word(i & ~3) >> (i & 3) * 8 & 0xff) end
  self.console[#self.console + 1] = table.concat(out)
end

function Plan:print(most)
  local bytes = self.random:pick { 0, 1, 255, 256, 257, 512, self.random:number(2, most), self.random:number(2, most) }
  local at = kText + self.random:number(0, 4000)
  self:text(at, bytes)
  self.calls = self.calls + (bytes + kConsoleMost - 1) // kConsoleMost
  self:line(kConsole, at, bytes, 0, 0)
end

--- A hypercall as it stands, with its result.
function Plan:call(number, a, b, expected, why)
  self:settle()
  self.calls = self.calls + 1
  self:line(kCall, a, b, number, expected, why)
end

--- The address of a list of changes in the guest's memory.
function Plan:list(changes)
  local at = self.next_list
  self.next_list = at + #changes * 8
  for i, change in ipairs(changes) do
    self:lay(at + i * 8 - 8, change[1])
    self:lay(at + i * 8 - 4, change[2])
  end
  return at
end

function Plan:good_change() return { self:entry_address(), leaf(self.random) } end

--- A list that is taken.
function Plan:raw_update(changes)
  local at = self:list(changes)
  self:call(kUpdate, at, #changes, #changes)
  for _, change in ipairs(changes) do self.memory[change[1]] = change[2] end
end

function Plan:refused_update(changes, expected, why)
  local at = self:list(changes)
  self:call(kUpdate, at, #changes, expected, why)
end

-- What a hostile guest tries, by kind. Each comes among calls that are in order.

local attacks = {}

--- One of the list, in an order by chance in which all come before one comes again: so what is tried often enough is tried in every way.
function Plan:next_of(kind, list)
  local left = self.left[kind]
  if left == nil or #left == 0 then
    left = {}
    for i = 1, #list do left[i] = i end
    left = self.random:shuffle(left)
    self.left[kind] = left
  end
  return list[table.remove(left)]
end

function attacks.addresses(p)
  local random = p.random
  local change = p:good_change()
  local value = change[2]
  p:lay(kData + 0x800, change[1])
  p:lay(kData + 0x804, value)
  local outside = say("the list is not in the guest's memory", "a lista não está na memória do convidado")
  local tail = say("the list begins in the guest's memory and ends outside", "a lista começa na memória do convidado e termina fora dela")
  p:next_of("addresses", {
    function() p:call(kUpdate, random:pick { kBelow, kAbove, 0, 0xfffff000, kMemory - 8, kMemory - 4 }, 1, BAD_ADDRESS, outside) end,
    function() p:call(kUpdate, kMemoryEnd - random:pick { 4, 8, 8, 16 }, random:number(3, 32), BAD_ADDRESS, tail) end,
    function() p:call(kUpdate, 0x100000000 - random:number(1, 3) * 8, random:number(4, 32), BAD_ADDRESS, outside) end,
    function() p:call(kUpdate, kData + 0x800 + random:number(1, 3), 1, BAD_ADDRESS, say("the list is not aligned", "a lista não está alinhada")) end,
    function() p:call(kConsoleWrite, kMemoryEnd - random:number(1, 20), random:number(21, 256), BAD_ADDRESS, say("the text ends outside the guest's memory", "o texto termina fora da memória do convidado")) end,
    function() p:call(kConsoleWrite, random:pick { kBelow, kAbove, kMemory - 1, 0, 0x80000000, 0xffffff80 }, random:number(1, 256), BAD_ADDRESS, say("the text is not all in the guest's memory", "o texto não está todo na memória do convidado")) end,
    function() p:refused_update({ { random:pick { kBelow, kAbove } + random:number(0, 1023) * 4, value } }, BAD_ADDRESS, say("the entry to be changed is in the monitor's memory", "a entrada a mudar está na memória do monitor")) end,
    function() p:refused_update({ { change[1] + random:number(1, 3), value } }, BAD_ADDRESS, say("the entry's address is not aligned", "o endereço da entrada não está alinhado")) end,
    function() p:refused_update({ { random:pick { kData, kText, kRoots[1], kRoots[2], kMemory } + random:number(0, 1023) * 4, value } }, REFUSED, say("what is to be changed is no entry of a table of pages", "o que se quer mudar não é uma entrada de tabela de páginas")) end,
  })()
end

function attacks.frames(p)
  local random = p.random
  local good = leaf(random)
  local bad = {
    { random:pick { kBelow, kAbove, 0, 0x00100000, 0xfffff000 } | good & 0xfff, say("the frame is not in the guest's memory", "o quadro não está na memória do convidado") },
    { good & ~0x30, say("the ring is 0", "o anel é 0") },
    { random:pick { kRoots[1], kRoots[2], kKernel, kA, kB, kC } | V | R | W | random:pick { 0, X } | 1 << 4, say("the guest could write to a table", "o convidado poderia escrever numa tabela") },
    { good & ~(R | W | X) | random:pick { W, W | X }, say("W without R", "W sem R") },
    { good & ~(R | W | X), say("V without any right", "V sem direito algum") },
  }
  local chosen = p:next_of("frames", bad)
  p:refused_update({ { p:entry_address(), chosen[1] } }, REFUSED, chosen[2])
  -- These look alike, and are in order: a table that is only read, and an entry that is not valid.
  if random:chance(2) then p:raw_update { { p:entry_address(), random:pick { kRoots[1], kA, kC } | V | R | random:number(1, 3) << 4 } } end
  if random:chance(2) then p:raw_update { { p:entry_address(), kBelow | random:word() & 0xffe } } end
end

function attacks.counts(p)
  local random = p.random
  local changes = {}
  for i = 1, 33 do changes[i] = p:good_change() end
  local list = p:list(changes)
  p:next_of("counts", {
    function() p:call(kUpdate, list, random:pick { 33, 0x20000001, 0x80000001, 0xffffffff }, TOO_MANY, say("more than 32 changes", "mais de 32 mudanças")) end,
    function() p:call(kConsoleWrite, kText, random:pick { 257, 4096, 0x80000010, 0xffffffff }, TOO_MANY, say("more than 256 bytes", "mais de 256 bytes")) end,
    function() p:call(random:pick { 3, 64, 0x80000001, 0xffffffff }, list, 1, NO_SUCH_CALL, say("no call has this number", "nenhuma chamada tem esse número")) end,
    function()
      p:call(kUpdate, list, 32, 32)
      for i = 1, 32 do p.memory[changes[i][1]] = changes[i][2] end
    end,
    function()
      p:text(kText, 256)
      p:call(kConsoleWrite, kText, 256, 256)
    end,
  })()
end

function attacks.roots(p)
  local random = p.random
  p:next_of("roots", {
    function() p:call(kSetRoot, random:pick { kKernel, kA, kB, kC, kData, kText }, 0, REFUSED, say("that page is no root table", "essa página não é uma tabela raiz")) end,
    function() p:call(kSetRoot, random:pick { kBelow, kAbove, 0, 0xfffff000 }, 0, BAD_ADDRESS, say("the root is not in the guest's memory", "a raiz não está na memória do convidado")) end,
    function() p:call(kSetRoot, random:pick(kRoots) + random:pick { 1, 4, 0x800 }, 0, BAD_ADDRESS, say("the root does not begin a page", "a raiz não começa uma página")) end,
  })()
end

function attacks.all_or_nothing(p)
  local random = p.random
  local changes = {}
  for i = 1, random:number(3, 8) do changes[i] = p:good_change() end
  local at = random:number(2, #changes + 1)
  local bad, code, en, pt = { p:entry_address(), leaf(random) & ~0x30 }, REFUSED, "the ring of change %d is 0", "o anel da mudança %d é 0"
  if random:chance(2) then
    bad, code, en, pt = { kAbove, leaf(random) }, BAD_ADDRESS, "change %d is in the monitor's memory", "a mudança %d está na memória do monitor"
  end
  table.insert(changes, at, bad)
  p:refused_update(changes, code, say(en, pt, at))
end

--- The list lies in a table of pages: its first change rewrites the second one's words. What counts is what was handed over.
function attacks.copied_once(p)
  local random = p.random
  local at = kB + 0x800 + random:number(0, 100) * 16
  local target, value = p:entry_address(), leaf(random)
  local rewritten = random:chance(2) and at + 8 or at + 12
  local by = rewritten == at + 8 and random:pick { kBelow, kAbove } + random:number(0, 1023) * 4 or leaf(random)
  -- Laid down by the guest itself, in order: an address is an entry that is not valid.
  p:raw_update { { at, rewritten }, { at + 4, by & V == 0 and by or leaf(random) }, { at + 8, target }, { at + 12, value } }
  local first = p:word(at + 4)
  p:call(kUpdate, at, 2, 2)
  p.memory[rewritten], p.memory[target] = first, value
end

local function finished(p)
  p:settle()
  p:line(kEnd)
  for i, line in ipairs(p.lines) do
    for j = 1, 4 do p:lay(kScript + (i - 1) * 16 + (j - 1) * 4, line[j]) end
  end
  return p
end

--- `options`: what is done, and how often at least, in a random order. `counted`: calls are counted, so each is reported.
function scripts.make(options, counted)
  return function(random)
    local p = new_plan(random)
    local kinds = {}
    for kind, count in pairs(options) do kinds[#kinds + 1] = { kind, count } end
    table.sort(kinds, function(a, b) return a[1] < b[1] end)
    local todo = {}
    for _, kind in ipairs(kinds) do
      for _ = 1, random:number(kind[2], kind[2] + 2) do todo[#todo + 1] = kind[1] end
    end
    todo = random:shuffle(todo)
    for _, kind in ipairs(todo) do
      if attacks[kind] then attacks[kind](p)
      elseif kind == "changes" then p:changes(random:pick { 1, 3, 31, 32, 33, random:number(40, 70) })
      elseif kind == "few" then p:changes(random:number(1, 5))
      elseif kind == "touches" then p:touches(3)
      elseif kind == "in_use" then p:change_under_use()
      elseif kind == "switch" then p:switch()
      elseif kind == "switch_to_changed" then p:switch_to_changed()
      elseif kind == "print" then p:print(900)
      elseif kind == "commit" then p:commit() end
    end
    finished(p)
    local task = {
      machine = { policy = "strict", memory = { ram_mib = 4 }, timing = "none" },
      load = { { submission = "provided/main.s" } },
      memory = { { at = kKept, bytes = compare.image(p.start, kKept, kKeptEnd) }, { at = kBelow, bytes = p.pairs }, { at = kAbove, bytes = p.pairs }, { at = kMemoryEnd - 4096, bytes = p.pairs } },
      module = "provided/host",
      hooks = {
        { cause = { "hcall" }, from = { 1 }, call = "call" },
        { cause = { "load-page", "store-page" }, from = { 1 }, call = "fault" },
        { cause = { "breakpoint" }, from = { 1 }, call = "off" },
        { cause = "any", from = { 1 }, call = "lost" },
      },
      steps = { { call = "boot" }, { run = { cycles = 200000 } }, { call = "finish" } },
      report = { memory = { { at = kKept, bytes = kKeptEnd - kKept }, { at = kBelow, bytes = 4096 }, { at = kAbove, bytes = 4096 } }, hooks = counted and 1000 or 0, events = counted and 4000 or 0 },
    }
    local memo = { outside = p.pairs, lines = p.lines, expected = p.expected, why = p.why, ignored = p.ignored, kept = compare.image(p.memory, kKept, kKeptEnd), console = table.concat(p.console), root = p.root, calls = p.calls }
    return task, memo
  end
end

return scripts
