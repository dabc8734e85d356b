-- Guests for lab 6, made at random, and how a run of one is judged: against the same guest on a bare machine, and by what its shadow says.
local cases = {}

local kRam, kBase = 2 << 20, 4 << 20                 -- the guest's memory, and where it is on the real machine
local kCode, kRoots, kTables, kData, kLog, kUser = 0x1000, 0x10000, 0x13000, 0x20000, 0x30000, 0x3e000
local kKept, kKeptEnd = 0x10000, 0x40000             -- what is compared: tables, data, log
local kPool, kPoolBytes = 0x00100000, 64 * 4096
local kFrames = 12
local kA, kB, kSuper, kUserPage = 0x00400000, 0x00800000, 0x00c00000, 0x007ff000
local V, R, W, X, A, D = 1, 2, 4, 8, 64, 128
local FRAME, RIGHTS = 0xfffff000, 14
local kCauses = { [1] = "fetch-access", [5] = "load-access", [7] = "store-access", [8] = "ecall", [10] = "privileged", [12] = "fetch-page", [13] = "load-page", [15] = "store-page" }

local function say(en, pt, ...)
  return { en = string.format(en, ...), ["pt-BR"] = string.format(pt, ...) }
end

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
  local rights = random:pick { R, R | X, R | W, R | W, R | W | X, R | W | X, X, W, 0 }
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

--- The same three from ring 3, and back by ecall.
function Guest:from_user(va)
  local how = self.random:pick { 0, 0x20, 0x40 }
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
  for _ = 1, options.length do
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

local function image(g)
  local parts = {}
  for at = kKept, kKeptEnd - 4, 4 do parts[#parts + 1] = string.pack("<I4", (g.words[at] or 0) & 0xffffffff) end
  return table.concat(parts)
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

function cases.make(options)
  return function(random)
    local g = make_guest(random, options)
    local program = assemble(g.text, "guest.s")
    local kept = image(g)
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
      report = { memory = { { at = kBase + kKept, bytes = kKeptEnd - kKept }, { at = kPool, bytes = kPoolBytes } }, hooks = 3000 },
    }
    return task, { native = native_run(program, kept), root = g.root, fills = g.fills + g.code_fills * code_pages + 4, code = code, words = g.words }
  end
end

-- Judging.

local function word_in(bytes, offset) return (string.unpack("<I4", bytes, offset + 1)) end

--- Index of the hook of the n-th trap that the guest itself got, for the first divergence.
local function nth_delivered(evidence, n)
  local count = 0
  for i, hook in ipairs(evidence.hooks) do
    local mine = hook.cause ~= "privileged" and hook.action ~= "retry"
    if mine then count = count + 1 end
    if count == n then return i end
  end
  return #evidence.hooks
end

local function instruction_at(memo, pc)
  local offset = pc - kCode
  if offset >= 0 and offset + 4 <= #memo.code then return " (" .. disassemble(word_in(memo.code, offset), pc) .. ")" end
  local word = pc >= kUserPage and memo.words[kUser + pc - kUserPage]
  return word and " (" .. disassemble(word, pc) .. ")" or ""
end

local function trap_text(memo, bytes, at)
  if word_in(bytes, at) == 0 then return text { en = "none", ["pt-BR"] = "nenhum" } end
  local cause, pc = word_in(bytes, at), word_in(bytes, at + 8)
  return string.format("%s, value 0x%08x, pc 0x%08x%s, ring %d", kCauses[cause] or ("cause " .. cause), word_in(bytes, at + 4), pc, instruction_at(memo, pc), word_in(bytes, at + 12) >> 2 & 3)
end

--- What to look at, by the causes of the two sides.
local function trap_advice(wanted, seen)
  local cause = word_in(wanted, 0)
  if cause == 1 or cause == 5 or cause == 7 then
    return say("The guest's tables allow that access, and lead where its machine has no memory: ask guest.holds for the page that the walk ends at (in a superpage bits 12 to 21 are the address's), and return \"memory\"",
      "As tabelas do convidado permitem esse acesso e levam aonde a máquina dele não tem memória: pergunte a guest.holds pela página em que o percurso termina (numa superpágina, os bits 12 a 21 são os do endereço), e devolva \"memory\"")
  end
  if cause >= 12 then
    return say("The guest's tables refuse that access, your shadow let it pass: it granted too much when it was filled (a right, ring 3, W without D), or an older entry outlived its tlbflush, in the shadow or in the TLB (m:tlbflush)",
      "As tabelas do convidado recusam esse acesso, e a sua sombra o deixou passar: ela deu demais ao ser preenchida (um direito, o anel 3, W sem D), ou uma entrada antiga sobreviveu ao seu tlbflush, na sombra ou na TLB (m:tlbflush)")
  end
  return say("Your monitor gave the guest a trap that is none of its own: the walk refuses what the guest's tables allow. Follow the text's five points for that address",
    "O seu monitor deu ao convidado um trap que não é dele: o percurso recusa o que as tabelas do convidado permitem. Siga os cinco pontos do texto para esse endereço")
end

local function judge_log(evidence, memo, kept)
  local native = memo.native.kept
  for i = 0, 200 do
    local at = kLog - kKept + i * 16
    local wanted, seen = native:sub(at + 1, at + 16), kept:sub(at + 1, at + 16)
    if wanted ~= seen then
      local advice = trap_advice(wanted, seen)
      expect.diverged {
        step = nth_delivered(evidence, i + 1),
        message = say("trap %d of those that the guest's kernel got. On the bare machine: %s. With your shadow tables: %s. " .. advice.en,
          "trap %d dos que o núcleo do convidado recebeu. Na máquina pura: %s. Com as suas tabelas sombra: %s. " .. advice["pt-BR"],
          i + 1, trap_text(memo, native, at), trap_text(memo, kept, at)),
      }
    end
    if word_in(wanted, 0) == 0 then return end
  end
end

local function judge_tables(memo, kept)
  for at = kRoots, kData - 4, 4 do
    local wanted, seen = word_in(memo.native.kept, at - kKept), word_in(kept, at - kKept)
    if wanted ~= seen then
      expect.fail(say("the guest's page-table entry at 0x%08x is 0x%08x; on the bare machine it is 0x%08x. The walk sets A (bit 6) in a leaf that it uses and D (bit 7) at a store, as soon as the entry allows the access, and changes nothing else: do the same in the guest's own entry, and let the first store come to you by leaving W out until D is set",
        "a entrada em 0x%08x da tabela de páginas do convidado é 0x%08x; na máquina pura é 0x%08x. O percurso liga A (bit 6) na folha que usa e D (bit 7) numa escrita, assim que a entrada permite o acesso, e não muda mais nada: faça o mesmo na própria entrada do convidado, e faça a primeira escrita chegar até você deixando W de fora enquanto D não estiver ligado",
        at, seen, wanted))
    end
  end
end

local function last_hook(evidence)
  local last = evidence.hooks[#evidence.hooks]
  return last and string.format("%s, value 0x%08x", last.cause, last.value) or "-"
end

function cases.judge(evidence, memo)
  local run = evidence.steps[2] or {}
  if run.stop ~= "stop" then
    expect.fail(say("the guest never came to its end: the run stopped with \"%s\" at pc 0x%08x after %d calls of your monitor, the last for %s. A guest that hangs usually faults on one address for ever: after \"filled\" the access is tried again, so the shadow has to allow it by then, and the TLB must not remember fewer rights (m:tlbflush)",
      "o convidado não chegou ao fim: a execução parou com \"%s\" no pc 0x%08x depois de %d chamadas do seu monitor, a última por %s. Um convidado que trava costuma falhar sempre no mesmo endereço: depois de \"filled\" o acesso é tentado de novo, então a sombra já precisa permiti-lo, e a TLB não pode lembrar de direitos menores (m:tlbflush)",
      tostring(run.stop), evidence.cpu.pc, evidence.hook_count, last_hook(evidence)))
  end
  local kept = evidence.memory[1]
  judge_log(evidence, memo, kept)
  judge_tables(memo, kept)
  for at = kData, kKeptEnd - 4, 4 do
    local wanted, seen = word_in(memo.native.kept, at - kKept), word_in(kept, at - kKept)
    if wanted ~= seen then
      expect.fail(say("the word at guest-physical 0x%08x is 0x%08x; on the bare machine it is 0x%08x. A store went to another page, or one was lost: after a change of tables and its tlbflush, or a new root, neither the shadow nor the TLB may lead to the old page",
        "a palavra no endereço físico-convidado 0x%08x é 0x%08x; na máquina pura é 0x%08x. Uma escrita foi para outra página, ou se perdeu: depois de uma mudança nas tabelas com o seu tlbflush, ou de uma nova raiz, nem a sombra nem a TLB podem levar à página antiga",
        at, seen, wanted))
    end
  end
  for _, n in ipairs { 8, 1, 5, 6, 7, 26, 27, 28, 29, 30, 31 } do
    if evidence.cpu.x[n + 1] ~= memo.native.x[n + 1] then
      expect.fail(say("register x%d ends as 0x%08x; on the bare machine as 0x%08x. A load or a call went to another page than the guest's tables say, and that without a fault. Did an older entry outlive its tlbflush or a change of root, in a shadow that is not in force, or in the TLB? Else compare what you fill with the walk, address by address; a superpage's frame takes bits 12 to 21 from the address",
        "o registrador x%d termina com 0x%08x; na máquina pura, com 0x%08x. Uma leitura ou chamada foi a outra página que não a das tabelas do convidado, e sem falta. Uma entrada antiga sobreviveu ao seu tlbflush ou a uma troca de raiz, numa sombra que não está em vigor, ou na TLB? Senão, compare o que você preenche com o percurso, endereço por endereço; o quadro de uma superpágina recebe os bits 12 a 21 do endereço",
        n, evidence.cpu.x[n + 1], memo.native.x[n + 1]))
    end
  end
end

--- The guest's leaf for an address, by its tables as they are at the end.
local function guest_leaf(kept, root, va)
  local function word(at) return at >= kKept and at < kKeptEnd and word_in(kept, at - kKept) or 0 end
  local entry = word(root + (va >> 22) * 4)
  if entry & V == 0 then return 0 end
  if entry & RIGHTS ~= 0 then return (entry & ~0x3ff000) | (va & 0x3ff000) end
  return word((entry & FRAME) + (va >> 12 & 1023) * 4)
end

local function judge_shadow_leaf(va, entry, leaf)
  local function refuse(en, pt)
    expect.fail(say("the shadow's entry for 0x%08x is 0x%08x, the guest's is 0x%08x: " .. en, "a entrada da sombra para 0x%08x é 0x%08x, a do convidado é 0x%08x: " .. pt, va, entry, leaf))
  end
  local real = entry & FRAME
  if real < kBase or real >= kBase + kRam then
    refuse("it leads out of the guest's memory (0x00400000 to 0x005fffff). Ask guest.holds before you fill, also within a superpage", "ela leva para fora da memória do convidado (0x00400000 a 0x005fffff). Pergunte a guest.holds antes de preencher, também dentro de uma superpágina")
  end
  if leaf & V == 0 then refuse("nothing justifies it. Fill on a fault only, and drop what tlbflush names", "nada a justifica. Preencha só numa falta, e descarte o que tlbflush nomeia") end
  if real - kBase ~= leaf & FRAME then refuse("it leads to another page", "ela leva a outra página") end
  if entry & RIGHTS & ~leaf ~= 0 then refuse("it grants rights (R 2, W 4, X 8) that the guest's does not", "ela dá direitos (R 2, W 4, X 8) que a do convidado não dá") end
  if leaf & A == 0 then refuse("the guest's A is not set, though the page is in use", "o A do convidado não está ligado, embora a página esteja em uso") end
  if entry & W ~= 0 and leaf & D == 0 then refuse("W is granted before D is set, so the first store goes unnoticed", "W é dado antes de D estar ligado, e a primeira escrita passa despercebida") end
  if entry >> 4 & 3 > (leaf >> 4 & 3 == 3 and 3 or 1) then refuse("it admits ring 3, the guest's does not", "ela admite o anel 3, a do convidado não") end
end

--- Besides, every entry of the shadow that is in force at the end is justified by the guest's tables.
function cases.judge_shadow(evidence, memo)
  cases.judge(evidence, memo)
  local kept, pool = evidence.memory[1], evidence.memory[2]
  local root = evidence.cpu.csrs.root
  local function word(at)
    if at < kPool or at >= kPool + kPoolBytes then
      expect.fail(say("the real root (0x%08x) leads to a table at 0x%08x, which is no page of the pool: tables come from pool.take", "a raiz real (0x%08x) leva a uma tabela em 0x%08x, que não é uma página do pool: tabelas vêm de pool.take", root, at & FRAME))
    end
    return word_in(pool, at - kPool)
  end
  if root & 1 == 0 then expect.fail(say("the real machine's paging is off at the end: m.cpu.root needs bit 0", "a paginação da máquina real está desligada no fim: m.cpu.root precisa do bit 0")) end
  local found = 0
  for index = 0, 1023 do
    local entry = word((root & FRAME) + index * 4)
    if entry & V ~= 0 and entry & RIGHTS ~= 0 then
      judge_shadow_leaf(index << 22, entry, guest_leaf(kept, memo.root, index << 22))
      judge_shadow_leaf(index << 22 | 0x3ff000, entry | 0x3ff000, guest_leaf(kept, memo.root, index << 22 | 0x3ff000))
    elseif entry & V ~= 0 then
      for page = 0, 1023 do
        local va = index << 22 | page << 12
        local leaf = word((entry & FRAME) + page * 4)
        if leaf & V ~= 0 then
          judge_shadow_leaf(va, leaf, guest_leaf(kept, memo.root, va))
          found = found + 1
        end
      end
    end
  end
  expect.is_true(found >= 2, say("the shadow in force at the end maps %d pages, and the guest has just used more: m.cpu.root has to name the tables that you fill", "a sombra em vigor no fim mapeia %d páginas, e o convidado acabou de usar mais: m.cpu.root tem de nomear as tabelas que você preenche", found))
end

--- Besides, there are no more fills than an ideal shadow needs.
function cases.judge_fills(evidence, memo)
  cases.judge(evidence, memo)
  local fills = 0
  for _, hook in ipairs(evidence.hooks) do
    if hook.cause:find("-page", 1, true) and hook.action == "retry" then fills = fills + 1 end
  end
  expect.is_true(fills <= memo.fills, say("%d fills, at most %d are needed: a page once in each address space, and once more for its first store, until a tlbflush drops it. Coming back to a root must not cost anything: keep a shadow for each value of the root register",
    "%d preenchimentos; bastam no máximo %d: uma página uma vez em cada espaço de endereços, e mais uma para a primeira escrita, até que um tlbflush a descarte. Voltar a uma raiz não deve custar nada: guarde uma sombra para cada valor do registrador de raiz",
    fills, memo.fills))
end

return cases
