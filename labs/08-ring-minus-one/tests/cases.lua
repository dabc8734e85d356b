-- Guests for lab 8, made at random, and how a run of one is judged: against the same guest on a bare machine, by its exits, and by what
-- the monitor has put into the control block and the nested tables.
local cases = {}

local kRam, kBase = 2 << 20, 4 << 20                 -- the guest's memory, and where it is on the real machine
local kCode, kRoots, kTables, kData, kLog, kUser = 0x1000, 0x10000, 0x12000, 0x20000, 0x30000, 0x3e000
local kKept, kKeptEnd = 0x10000, 0x40000
local kBlock, kPool, kPoolBytes = 0x00080000, 0x00100000, 64 * 4096
local kFrames, kPages = 8, 64
local kA, kUserPage = 0x00400000, 0x007ff000
local V, R, W, X, A, D = 1, 2, 4, 8, 64, 128
local FRAME, RIGHTS = 0xfffff000, 14
local kConsole, kStatus, kLogPort, kTimer, kPower = 0x10, 0x11, 0x18, 0x40, 0xf0
local kCauses = { [1] = "fetch-access", [5] = "load-access", [7] = "store-access", [8] = "ecall", [10] = "privileged", [12] = "fetch-page", [13] = "load-page", [15] = "store-page", [0x80000000] = "timer interrupt" }

local function say(en, pt, ...)
  return { en = string.format(en, ...), ["pt-BR"] = string.format(pt, ...) }
end

-- The guest: lines of assembly, an image of its memory, and the exits that it needs at most.

local Guest = {}
Guest.__index = Guest

local function new_guest(random, options)
  local g = setmetatable({ random = random, options = options, lines = {}, words = {}, labels = 0, root = 0, ports = 0, csrs = 0, waits = 0, timers = 0, outside = 0 }, Guest)
  g.typed = ""
  for _ = 1, 8 do g.typed = g.typed .. string.char(random:number(32, 126)) end
  for frame = 0, kFrames - 1 do
    local at = kData + frame * 4096
    g.words[at] = 0x00040413 | random:number(1, 1000) << 20  -- addi s0, s0, N
    g.words[at + 4] = 0x00008067                             -- ret
    for i = 4, 15 do g.words[at + i * 4] = random:word() end
  end
  -- lw t1, 0(t0); ecall / sw t1, 0(t0); ecall / jalr 0(t0); ecall / j here
  for at, word in pairs { [0] = 0x0002a303, [4] = 0x00000073, [0x20] = 0x0062a023, [0x24] = 0x00000073, [0x40] = 0x000280e7, [0x44] = 0x00000073, [0x60] = 0x0000006f } do
    g.words[kUser + at] = word
  end
  for page = 0, kPages - 1 do g.words[kTables + page * 4] = page << 12 | V | RIGHTS end
  for i = 0, 1 do
    local root, own = kRoots + i * 0x1000, kTables + 0x1000 + i * 0x1000
    g.words[root] = kTables | V
    g.words[root + (kA >> 22) * 4] = own | V
    for page = 0, 15 do g.words[own + page * 4] = g:leaf() end
    g.words[own + 1023 * 4] = kUser | V | R | X | 3 << 4
  end
  return g
end

function Guest:add(...)
  self.lines[#self.lines + 1] = "    " .. string.format(...)
end

function Guest:label(name)
  self.lines[#self.lines + 1] = name .. ":"
end

function Guest:leaf()
  local random = self.random
  if self.options.nowhere and random:chance(4) then
    return kRam + random:number(0, 1000) * 4096 | V | random:pick { R | X, R | W, R | W | X } | random:pick { 0, 3 } << 4 | A | D
  end
  local frame = kData + random:number(0, kFrames - 1) * 4096
  return frame | (random:chance(6) and 0 or V) | random:pick { R, R | X, R | W, R | W | X, R | W | X } | random:pick { 0, 3, 3 } << 4 | random:pick { 0, A, A | D }
end

function Guest:address()
  local random = self.random
  local offset = random:number(4, 15) * 4
  if self.root ~= 0 then return kA + random:number(0, 15) * 4096 + offset end
  if self.options.nowhere and random:chance(3) then return kRam + random:number(0, 500) * 4096 + offset end
  return kData + random:number(0, kFrames - 1) * 4096 + offset
end

function Guest:load(va)
  self.outside = self.outside + 1
  self:add("li t0, 0x%x", va)
  self:add("li t1, 0x111")
  self:add(self.random:pick { "lw t1, 0(t0)", "lhu t1, 2(t0)", "lb t1, 1(t0)" })
  self:add("slli t2, s0, 1")
  self:add("xor s0, t2, t1")
end

function Guest:store(va)
  self.outside = self.outside + 1
  self:add("li t0, 0x%x", va)
  self:add("li t1, 0x%x", self.random:word())
  self:add(self.random:pick { "sw t1, 0(t0)", "sb t1, 3(t0)" })
end

function Guest:call(va)
  self.outside = self.outside + 1
  self:add("li t0, 0x%x", va & ~0xfff)
  self:add("jalr ra, 0(t0)")
end

--- To a place of the user's page in ring 3, and back by ecall or by an interrupt.
function Guest:user(place)
  self.labels = self.labels + 1
  self:add("la s11, back%d", self.labels)
  self:add("li t2, 0x%x", kUserPage + place)
  self:add("csrw epc0, t2")
  self:add("csrwi status0, 12")
  self:add("tret")
  self:label("back" .. self.labels)
end

function Guest:from_user(va)
  self.outside = self.outside + 1
  local how = self.random:pick { 0, 0x20, 0x40 }
  self:add("li t0, 0x%x", how == 0x40 and va & ~0xfff or va)
  self:add("li t1, 0x%x", self.random:word())
  self:user(how)
  self:add("add s0, s0, t1")
end

function Guest:access()
  local va, how = self:address(), self.random:number(1, 6)
  if how <= 2 then self:load(va)
  elseif how <= 4 then self:store(va)
  elseif how == 5 then self:call(va)
  elseif self.root ~= 0 then self:from_user(va)
  else self:load(va) end
end

--- Another root, or the same with another address space, by one of the instructions that can do it.
function Guest:switch()
  local random = self.random
  local to = kRoots + random:number(0, 1) * 0x1000 | random:number(1, 200) << 4 | 1
  if self.root ~= 0 and random:chance(3) then
    -- Bits alone: the space's number changes, and what register t3 gets is the old value.
    local bits = random:number(1, 15) << 4
    self:add("li t0, 0x%x", bits)
    if random:chance(2) then
      self:add("csrrs t3, root, t0")
      self.root = self.root | bits
    else
      self:add("csrrc t3, root, t0")
      self.root = self.root & ~bits
    end
  else
    self:add("li t0, 0x%x", to | random:pick { 0, 2, 8 })  -- bits that do not exist read 0
    self:add("csrrw t3, root, t0")
    self.root = to
  end
  self:add("xor s0, s0, t3")
  self.csrs = self.csrs + 1
  self:add("csrr t3, root")
  self:add("add s0, s0, t3")
end

function Guest:port()
  local how = self.random:number(1, 6)
  self.ports = self.ports + 1
  if how <= 3 then
    self:add("li t0, %d", self.random:number(32, 126))
    self:add("out t0, 0x%x(zero)", kConsole)
  elseif how == 4 then
    self:add("li t0, 0x%x", kConsole - 5)
    self:add("in t1, 5(t0)")
    self:add("add s0, s0, t1")
  elseif how == 5 then
    self:add("in t0, 0x%x(zero)", kStatus)
    self:add("add s0, s0, t0")
  else
    self.ports = self.ports - 1  -- the real machine's own: no exit
    self:add("li t0, %d", self.random:number(32, 126))
    self:add("out t0, 0x%x(zero)", kLogPort)
  end
end

--- The timer, where the moment of the interrupt does not depend on how fast the machine is.
function Guest:timer()
  local random = self.random
  local how = random:number(1, self.root ~= 0 and 5 or 4)
  self.timers = self.timers + 1
  self.ports = self.ports + 2  -- armed here, disarmed by the handler
  self:add("li t1, 30")
  self:add("li t0, %d", how == 1 and random:number(20, 80) or random:number(100, 300))
  self:add("out t0, 0x%x(zero)", kTimer)
  if how == 1 then      -- due in the middle of other work for the monitor
    self.labels = self.labels + 1
    self.ports = self.ports + 30
    self:label("print" .. self.labels)
    self:add("out s0, 0x%x(zero)", kConsole)
    self:add("addi t1, t1, -1")
    self:add("bnez t1, print%d", self.labels)
    self:add("ei")
    self:add("di")
  elseif how == 2 then  -- due while interrupts are off: it comes with ei
    self.labels = self.labels + 1
    self:add("li t1, 2000")
    self:label("spin" .. self.labels)
    self:add("addi t1, t1, -1")
    self:add("bnez t1, spin%d", self.labels)
    self:add("addi s0, s0, 77")
    self:add("ei")
    self:add("addi s0, s0, 1")
    self:add("di")
  elseif how == 3 then  -- waited for with interrupts off
    self.waits = self.waits + 1
    self:add("wfi")
    self:add("addi s0, s0, 99")
    self:add("ei")
    self:add("addi s0, s0, 3")
    self:add("di")
  elseif how == 4 then  -- and with interrupts on
    self.waits = self.waits + 1
    self:add("ei")
    self:add("wfi")
    self:add("di")
  else                  -- a program that would go on for ever
    self:user(0x60)
  end
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
    bltz t3, interrupt
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
interrupt:
    out zero, 0x40(zero)
    andi t6, t6, 12
    bnez t6, call
    tret
call:
    csrw epc0, s11
    csrwi status0, 0
    tret
]]

function Guest:finish()
  local text = { string.format(".org 0x%x\n_start:\n    la t0, handler\n    csrw vector0, t0\n    csrwi imask0, 1\n    li s10, 0x%x\n", kCode, kLog) }
  for _, name in ipairs { "s0", "s11", "t1", "t2", "t3", "t4", "t5", "t6", "ra" } do text[#text + 1] = "    li " .. name .. ", 0\n" end
  text[#text + 1] = table.concat(self.lines, "\n")
  text[#text + 1] = "\n    out zero, 0xf0(zero)\n" .. kHandler
  self.ports = self.ports + 1
  self.text = table.concat(text)
  return self
end

local function make_guest(random, options)
  local g = new_guest(random, options)
  local function one()
    local what = random:pick(options.what)
    if what == "switch" and g.root == 0 then what = "access" end
    g[what](g)
  end
  for _ = 1, options.before or 4 do one() end
  if options.paging then
    g:switch()
    for _ = 1, options.length do one() end
  end
  return g:finish()
end

local function image(g)
  local parts = {}
  for at = kKept, kKeptEnd - 4, 4 do parts[#parts + 1] = string.pack("<I4", (g.words[at] or 0) & 0xffffffff) end
  return table.concat(parts)
end

local function native_run(g, program, kept)
  local m = machine.new { policy = "strict", memory = { ram_mib = kRam >> 20 }, timing = "none" }
  m:load(program)
  m.memory:set_bytes(kKept, kept)
  m:start(kCode)
  m:type(g.typed)
  local why = m:run(400000)
  if why ~= "off" then error("the guest does not end on the bare machine: " .. why) end
  local x = {}
  for i = 0, 31 do x[i + 1] = m.cpu["x" .. i] end
  return { x = x, kept = m.memory:bytes(kKept, kKeptEnd - kKept), console = m.console }
end

--- `what`: kinds of steps to pick from; `before`: so many with paging off; `paging`, `length`: so many with paging on.
function cases.make(options)
  return function(random)
    local g = make_guest(random, options)
    local program = assemble(g.text, "guest.s")
    local kept = image(g)
    local memory = { { at = kBase + kKept, bytes = kept } }
    for _, section in ipairs(program.sections) do memory[#memory + 1] = { at = kBase + section.address, bytes = section.bytes } end
    local task = {
      machine = { policy = "strict", memory = { ram_mib = 8 }, timing = "none" },
      load = { { submission = "provided/start.s" } },
      memory = memory,
      module = "provided/host",
      hooks = { { cause = "any", from = { 0, 1, 2, 3 }, call = "exit" } },
      steps = { { call = "boot", args = { g.typed } }, { run = { cycles = 400000 } }, { call = "finish" } },
      report = { memory = { { at = kBase + kKept, bytes = kKeptEnd - kKept }, { at = kBlock, bytes = 0x308 }, { at = kPool, bytes = kPoolBytes } }, events = 6000, hooks = 1000 },
    }
    local needed = { port = g.ports, csr = g.csrs, instruction = g.waits, preempted = g.timers, ["nested-fault"] = kPages + g.outside }
    return task, { native = native_run(g, program, kept), needed = needed, code = program.sections[1].bytes, words = g.words }
  end
end

-- Judging.

local function word_in(bytes, offset) return (string.unpack("<I4", bytes, offset + 1)) end

local kRefusals = { "the block does not begin a page", "the block lies outside memory", "MAGIC is wrong", "RING is not 0 to 3", "TAG is not 1 to 15", "NESTED_ROOT lies outside memory or has bits that do not exist", "NESTED_ROOT is the block's own page", "INJECT names a trap that does not exist" }
local kRefusalsPt = { "o bloco não começa uma página", "o bloco está fora da memória", "MAGIC está errado", "RING não é 0 a 3", "TAG não é 1 a 15", "NESTED_ROOT está fora da memória ou tem bits que não existem", "NESTED_ROOT é a própria página do bloco", "INJECT nomeia um trap que não existe" }

local function judge_end(evidence)
  local run = evidence.steps[2] or {}
  if run.stop == "stop" then return end
  local block = evidence.memory[2]
  local refused = word_in(block, 0x304)
  if run.stop == "off" and kRefusals[refused] then
    expect.fail {
      en = string.format("vmenter refuses the control block (%d): %s. monitor.boot has to clear the block and fill it", refused, kRefusals[refused]),
      ["pt-BR"] = string.format("vmenter recusa o bloco de controle (%d): %s. monitor.boot precisa zerar o bloco e preenchê-lo", refused, kRefusalsPt[refused]),
    }
  end
  if run.stop == "off" then
    expect.fail(say("the real machine was turned off, and not by your monitor: the guest's port 0xf0 has to exit (PORT_MAP), and monitor.exit returns \"off\" for it",
      "a máquina real foi desligada, e não pelo seu monitor: a porta 0xf0 do convidado precisa sair (PORT_MAP), e monitor.exit devolve \"off\" para ela"))
  end
  local pc = word_in(block, 0x80)
  expect.fail(say("the guest never turned its machine off: the run ended with \"%s\"; at its last exit (reason %d) its pc was 0x%08x. A guest that exits for the same instruction for ever has not been moved on (PC + 4 behind an emulated instruction), or still lacks what the nested fault asked for; a guest that waits for its timer has not got the line, and one that is interrupted for ever still has it after it has disarmed the timer",
    "o convidado nunca desligou a máquina: a execução terminou com \"%s\"; na última saída (motivo %d) o pc dele era 0x%08x. Um convidado que sai sempre na mesma instrução não foi levado adiante (PC + 4 depois de uma instrução emulada), ou ainda não tem o que a falta aninhada pediu; um convidado que espera o temporizador não recebeu a linha, e um que é interrompido sem parar ainda a tem depois de desarmar o temporizador",
    tostring(run.stop), word_in(block, 0x200), pc))
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
  local function is_timer(cause) return cause == 0x80000000 end
  local function is_access(cause) return cause == 1 or cause == 5 or cause == 7 end
  if is_timer(wanted) or is_timer(seen) then
    return say("The timer's line is high (LINES) from when it is due until the guest arms or disarms the timer; whether and when that interrupts is the guest's to say, so never INJECT it. It is due where it is armed and PREEMPT is 0 at any exit, and at wfi",
      "A linha do temporizador fica alta (LINES) desde que ele vence até o convidado armá-lo ou desarmá-lo; se e quando isso interrompe é o convidado quem diz, então nunca use INJECT para ela. Ele vence quando está armado e PREEMPT é 0 em qualquer saída, e em wfi")
  end
  if is_access(wanted) or is_access(seen) then
    return say("An access fault is to be injected exactly where guest.holds refuses GUEST_PHYSICAL: cause 5, 7 or 1 by what the guest was doing (QUALIFICATION from ACCESS_SHIFT up), value GUEST_VIRTUAL, PC unchanged",
      "Uma falta de acesso deve ser injetada exatamente onde guest.holds recusa GUEST_PHYSICAL: causa 5, 7 ou 1 conforme o que o convidado fazia (QUALIFICATION a partir de ACCESS_SHIFT), valor GUEST_VIRTUAL, PC sem mudança")
  end
  return say("Exceptions are the guest's own (DELEGATE), and what its tables say depends on ROOT and on the nested tables leading to its own memory: guest.base + the address",
    "As exceções são do próprio convidado (DELEGATE), e o que as tabelas dele dizem depende de ROOT e de as tabelas aninhadas levarem à memória dele: guest.base + o endereço")
end

local function judge_log(memo, kept)
  local native = memo.native.kept
  for i = 0, 200 do
    local at = kLog - kKept + i * 16
    local wanted, seen = native:sub(at + 1, at + 16), kept:sub(at + 1, at + 16)
    if wanted ~= seen then
      local advice = trap_advice(word_in(wanted, 0), word_in(seen, 0))
      expect.fail(say("trap %d of those that the guest's kernel got. On the bare machine: %s. Under your monitor: %s. " .. advice.en,
        "trap %d dos que o núcleo do convidado recebeu. Na máquina pura: %s. Sob o seu monitor: %s. " .. advice["pt-BR"],
        i + 1, trap_text(memo, native, at), trap_text(memo, kept, at)))
    end
    if word_in(wanted, 0) == 0 then return end
  end
end

function cases.judge(evidence, memo)
  judge_end(evidence)
  local kept = evidence.memory[1]
  judge_log(memo, kept)
  local console = (evidence.steps[3] or {}).returned
  console = type(console) == "table" and console[1] or console
  if console ~= memo.native.console then
    local seen, wanted = tostring(console), memo.native.console
    local i = 1
    while i <= #seen and seen:byte(i) == wanted:byte(i) do i = i + 1 end
    local function byte(text) return i <= #text and string.format("0x%02x", text:byte(i)) or "-" end
    expect.fail(say("the guest's console has %d bytes, on the bare machine %d; byte %d is %s, it should be %s (- is: none). out: the value is in register rs2 (bits 20 to 24 of INSTRUCTION), the port in QUALIFICATION; each byte once",
      "o console do convidado tem %d bytes, na máquina pura %d; o byte %d é %s, deveria ser %s (- quer dizer: nenhum). out: o valor está no registrador rs2 (bits 20 a 24 de INSTRUCTION), a porta em QUALIFICATION; cada byte uma vez",
      #seen, #wanted, i, byte(seen), byte(wanted)))
  end
  for at = kKept, kKeptEnd - 4, 4 do
    local wanted, seen = word_in(memo.native.kept, at - kKept), word_in(kept, at - kKept)
    if wanted ~= seen then
      expect.fail(say("the word at guest-physical 0x%08x is 0x%08x at the end, on the bare machine 0x%08x: does every guest-physical page lead to guest.base + its address, and ROOT hold what the guest wrote?", "a palavra no endereço físico-convidado 0x%08x é 0x%08x no fim, na máquina pura 0x%08x: cada página física-convidada leva a guest.base + o endereço dela, e ROOT guarda o que o convidado escreveu?", at, seen, wanted))
    end
  end
  for _, n in ipairs { 8, 1, 5, 6, 7, 26, 27, 28, 29, 30, 31 } do
    if evidence.cpu.x[n + 1] ~= memo.native.x[n + 1] then
      expect.fail(say("register x%d ends as 0x%08x, on the bare machine as 0x%08x: what an emulated instruction puts into its rd (in; the old value of a csrrw, csrrs, csrrc) goes into the general register, and no other changes", "o registrador x%d termina com 0x%08x, na máquina pura com 0x%08x: o que uma instrução emulada põe no seu rd (in; o valor antigo de csrrw, csrrs, csrrc) vai para o registrador geral, e nenhum outro muda", n, evidence.cpu.x[n + 1], memo.native.x[n + 1]))
    end
  end
end

--- Besides, the block says what lab 8 asks for.
function cases.judge_block(evidence, memo)
  cases.judge(evidence, memo)
  local block = evidence.memory[2]
  local function check(ok, en, pt) expect.is_true(ok, say("control block: " .. en, "bloco de controle: " .. pt)) end
  for _, port in ipairs { kConsole, kStatus, kTimer, kPower } do
    check(word_in(block, 0x1c0 + port // 32 * 4) >> port % 32 & 1 == 1 or word_in(block, 0x18c) & 32 ~= 0, string.format("port 0x%x does not exit; set its bit in PORT_MAP", port), string.format("a porta 0x%x não sai; ligue o bit dela em PORT_MAP", port))
  end
  check(word_in(block, 0x18c) & 32 == 0 and word_in(block, 0x1c0) >> kLogPort & 1 == 0, "the log, port 0x18, is the guest's to use directly; only the bits of the other ports are set, and INTERCEPT_PORT is not", "o log, porta 0x18, é de uso direto do convidado; só os bits das outras portas ficam ligados, e INTERCEPT_PORT não")
  check(word_in(block, 0x198) >> 27 & 1 == 1, "writes of root do not exit; set bit ROW_ROOT of CSR_WRITES", "escritas em root não saem; ligue o bit ROW_ROOT de CSR_WRITES")
  check(word_in(block, 0x18c) & 1 == 1, "wfi does not exit; set INTERCEPT_WFI", "wfi não sai; ligue INTERCEPT_WFI")
  local root = word_in(block, 0x188)
  check(root & 1 == 1, "NESTED_ROOT has bit 0 clear, so the guest's addresses are the real machine's", "NESTED_ROOT está com o bit 0 desligado, e então os endereços do convidado são os da máquina real")
  check(root & FRAME >= kPool and root & FRAME < kPool + kPoolBytes, "NESTED_ROOT is no page of the pool", "NESTED_ROOT não é uma página do pool")
end

--- Besides, the nested tables lead to the guest's memory and nowhere else.
function cases.judge_nested(evidence, memo)
  cases.judge(evidence, memo)
  local pool = evidence.memory[3]
  local root = word_in(evidence.memory[2], 0x188)
  local found = 0
  local function word(at)
    expect.is_true(at >= kPool and at < kPool + kPoolBytes, say("a nested table lies at 0x%08x, which is no page of the pool: tables come from pool.take", "uma tabela aninhada está em 0x%08x, que não é uma página do pool: tabelas vêm de pool.take", at & FRAME))
    return word_in(pool, at - kPool)
  end
  local function leaf(at, entry)
    local real = entry & FRAME
    if at >= kRam or real ~= kBase + at then
      expect.fail(say("the nested entry for guest-physical 0x%08x is 0x%08x; the guest has memory from 0 to 0x%x, and it is at guest.base (0x%08x) + the address. A superpage of 4 MiB is more than the guest has", "a entrada aninhada para o endereço físico-convidado 0x%08x é 0x%08x; o convidado tem memória de 0 a 0x%x, e ela fica em guest.base (0x%08x) + o endereço. Uma superpágina de 4 MiB é mais do que o convidado tem", at, entry, kRam - 1, kBase))
    end
    found = found + 1
  end
  expect.is_true(root & 1 == 1, say("NESTED_ROOT has bit 0 clear: there are no nested tables", "NESTED_ROOT está com o bit 0 desligado: não há tabelas aninhadas"))
  for index = 0, 1023 do
    local entry = word((root & FRAME) + index * 4)
    if entry & V ~= 0 and entry & RIGHTS ~= 0 then
      leaf(index << 22, entry)
      leaf(index << 22 | 0x3ff000, entry | 0x3ff000)
    elseif entry & V ~= 0 then
      for page = 0, 1023 do
        local below = word((entry & FRAME) + page * 4)
        if below & V ~= 0 then leaf(index << 22 | page << 12, below) end
      end
    end
  end
  expect.is_true(found >= 3, say("the nested tables have %d pages, and the guest has used more", "as tabelas aninhadas têm %d páginas, e o convidado usou mais", found))
end

--- Besides, nothing exits that need not.
function cases.judge_exits(evidence, memo)
  cases.judge(evidence, memo)
  local seen = {}
  for _, event in ipairs(evidence.events) do
    if event.kind == "exit" then seen[event.cause] = (seen[event.cause] or 0) + 1 end
  end
  local names = {}
  for name in pairs(seen) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    local most = memo.needed[name] or 0
    expect.is_true(seen[name] <= most, say("%d exits for \"%s\", and %d are needed. Let exit only what the monitor has to do: four ports, writes of root, wfi; a page of the guest's memory at most once",
      "%d saídas por \"%s\", e bastam %d. Deixe sair só o que o monitor precisa fazer: quatro portas, escritas em root, wfi; uma página da memória do convidado no máximo uma vez", seen[name], name, most))
  end
  for _, name in ipairs { "csr", "port" } do
    expect.is_true((seen[name] or 0) == memo.needed[name], say("%d exits for \"%s\", there should be %d: the monitor is to know of each one", "%d saídas por \"%s\", deveriam ser %d: o monitor precisa saber de cada uma", seen[name] or 0, name, memo.needed[name]))
  end
end

return cases
