-- Guests of lab 3: plain code up to one instruction that traps, on a machine that somebody has left in disorder.
-- Not here: the bare machine (native.lua).
local guests = require "guests"
local native = require "native"
local both, hex = guests.both, native.hex

local cases = {}

local A0, A1 = 0x4c454e41, 0x1000  -- what a kernel finds there at boot

-- ---------------------------------------------------------------- first traps

local PRIVILEGED = {"csrrs a0, status0, zero", "csrrw zero, vector0, a0", "csrrwi a1, scratch0, 7", "csrrs a2, ring, zero", "csrrw zero, root, zero", "out a0, 0x10(zero)", "in a0, 0x11(zero)", "wfi", "tret", "ei", "di", "tlbflush zero, zero", "probe a0, a1, a2"}
--- Those that would not trap in a ring that has been granted a bank.
cases.QUIET = {"tret", "ei", "di", "ei", "di"}
cases.EXCEPTIONS = {"ecall", "ebreak", ".word 0x00000000", ".word 0xffffffff", "lw a0, 2(s11)", "sh a0, 1(s11)", "lw a0, 0(zero)"}

local function one_of(random, list)
  local text = random:pick(list)
  -- Address 0 is memory; far beyond the end there is none.
  return text == "lw a0, 0(zero)" and "li a0, 0x80000000\n    lw a0, 0(a0)" or text
end

function cases.privileged(random) return random:pick(PRIVILEGED) end
function cases.quiet(random) return random:pick(cases.QUIET) end
function cases.exception(random) return one_of(random, cases.EXCEPTIONS) end
function cases.anything(random) return random:chance(2) and cases.privileged(random) or cases.exception(random) end

-- ---------------------------------------------------------------- the machine before the boot

--- What a firmware may leave behind. open: rings 1 and 2 have banks, and everything goes to them.
function cases.disorder(random, open)
  local disorder = {scratch0 = random:word(), epc0 = random:word(), status0 = random:pick {0, 2, 8, 14}, root = random:word() & ~1, imask0 = 0, pending0 = 0}
  if open then
    disorder.grant = 2 | (random:chance(2) and 4 or 0)
    disorder.delegate0 = random:chance(2) and 0xffffffff or random:word() | 0x500
    disorder.vector1 = 0x00190000  -- where some code turns in a circle
    disorder.status1 = 4
    disorder.epc1 = 0x00190000
  end
  return disorder
end

local CIRCLE = {at = 0x00190000, words = {0x0000006f}}
local FIRMWARE = [[
    .org 0x00180000
    li t0, %d
    out t0, 0x40(zero)
ready:
    j ready
]]

-- ---------------------------------------------------------------- tests

--- The plain code, the label `p1` at what traps, and what the bare machine has made of it when it gets there.
local function guest_of(random, how)
  local writer = guests.writer(random)
  writer:label("start")
  if how.stores then
    writer:add("lui gp, 0x%x", guests.data >> 12)
    for i = 1, 31 do
      if i ~= 3 then writer:add("sw x%d, %d(gp)", i, guests.data_bytes + 4 * i) end
    end
  end
  writer:add("li s11, 0x%x", guests.data)
  for _ = 1, 4 do writer:add("li %s, 0x%x", writer:register(), random:word()) end
  writer:plain(random:number(8, 24))
  if how.lines then writer:loop(random:number(4, 10), function() writer:plain(6) end) end
  local text = how.first(random)
  local before, last = text:match("^(.*)\n%s*(.-)$")
  if before then writer:add("%s", before) end
  writer:trap("%s", last or text)
  writer:finish()
  local guest = writer:guest {ring = how.ring and random:pick(how.ring) or 0}
  for i = 1, 31 do guest.x[i] = 0 end
  guest.x[10], guest.x[11] = A0, A1
  return guest
end

local function bare_at_first(guest)
  local bare = native.bare(guest)
  bare.cpu.ring = guest.ring
  bare:to_point()
  return bare
end

local function fail(step, message) if step then expect.diverged {step = step, message = message} else expect.fail(message) end end

local function no_trap(evidence)
  local cpu = evidence.cpu
  if cpu.ring == 0 then
    expect.fail(both("No trap came to the monitor, and the guest runs in ring 0, at %s: there nothing traps. boot has to set m.cpu.ring to real_ring(guest.ring).", "Nenhum trap chegou ao monitor, e o convidado executa no anel 0, em %s: ali nada causa trap. boot tem de pôr em m.cpu.ring o valor de real_ring(guest.ring).", hex(cpu.pc)))
  end
  if cpu.csrs.grant & 6 ~= 0 then
    expect.fail(both("No trap came to the monitor: grant is %s, so ring %d has a bank of its own, and ei, di, tret and delegated traps never reach ring 0. Close it in boot.", "Nenhum trap chegou ao monitor: grant é %s, então o anel %d tem um banco próprio, e ei, di, tret e os traps delegados nunca chegam ao anel 0. Feche-o em boot.", hex(cpu.csrs.grant), cpu.ring))
  end
  expect.fail(both("No trap came to the monitor: the guest stands at %s in ring %d. Did boot set m.cpu.pc to guest.pc?", "Nenhum trap chegou ao monitor: o convidado está em %s no anel %d. boot pôs guest.pc em m.cpu.pc?", hex(cpu.pc), cpu.ring))
end

--- Interrupts before the guest's own trap. The number of the hook that is the guest's.
local function past_interrupts(evidence)
  local seen_lines = {}
  for i, seen in ipairs(evidence.hooks) do
    local line = tonumber(tostring(seen.cause):match("^irq(%d+)$"))
    if not line then return i end
    if seen.action == "stop" then
      fail(i, both("Step %d: an interrupt of the real machine (line %d) came before %s, and your monitor stopped the guest. It is no trap of the guest's: remember the line in vcpu.pending, silence it in m.cpu.imask0, and \"retry\".",
                   "Passo %d: uma interrupção da máquina real (linha %d) chegou antes de %s, e o seu monitor parou o convidado. Não é um trap do convidado: anote a linha em vcpu.pending, silencie-a em m.cpu.imask0 e responda \"retry\".", i, line, hex(seen.pc)))
    end
    if seen_lines[line] then
      fail(i, both("Step %d: line %d interrupts again, before %s. A line stays high until somebody serves its device: clear bit %d of m.cpu.imask0 when it comes first.",
                   "Passo %d: a linha %d interrompe de novo, antes de %s. Uma linha fica alta até alguém atender o dispositivo: apague o bit %d de m.cpu.imask0 quando ela chegar pela primeira vez.", i, line, hex(seen.pc), line))
    end
    seen_lines[line] = true
    if seen.after.pc ~= seen.pc then
      fail(i, both("Step %d: an interrupt came before %s, and the guest goes on at %s: the instruction there has not been done yet. Answer \"retry\".", "Passo %d: uma interrupção chegou antes de %s, e o convidado segue em %s: a instrução dali ainda não foi feita. Responda \"retry\".", i, hex(seen.pc), hex(seen.after.pc)))
    end
  end
  fail(#evidence.hooks, both("Only interrupts came to the monitor; the guest never got to its first trap, and stands at %s in ring %d.", "Só interrupções chegaram ao monitor; o convidado não alcançou o primeiro trap, e está em %s no anel %d.", hex(evidence.cpu.pc), evidence.cpu.ring))
end

local function compare_trap(evidence, bare, guest)
  local i = past_interrupts(evidence)
  local seen, record = evidence.hooks[i], {pc = bare.cpu.pc, word = bare.m.memory:u32(bare.cpu.pc)}
  local wanted = native.real_ring(guest.ring)
  if seen.pc ~= record.pc then
    fail(i, both("Step %d: the first trap is %s (%s, from real ring %d); on the bare machine it is %s. Either the guest began at the wrong place or with wrong registers (only a0 and a1 are not 0), or it came past that without a trap: then it ran in ring 0, or in a ring with a bank of its own.",
                 "Passo %d: o primeiro trap é %s (%s, do anel real %d); na máquina nua é %s. Ou o convidado começou no lugar errado ou com registradores errados (só a0 e a1 não são 0), ou passou por ali sem trap: então executou no anel 0, ou num anel com banco próprio.",
                 i, native.where(seen), tostring(seen.cause), seen.from, native.where(record)))
  end
  if seen.from ~= wanted then
    fail(i, both("Step %d: %s traps from ring %d of the real machine. The guest believes to be in ring %d, which has to run in real ring %d.", "Passo %d: %s causa trap no anel %d da máquina real. O convidado acredita estar no anel %d, que tem de executar no anel real %d.", i, native.where(seen), seen.from, guest.ring, wanted))
  end
  if seen.action ~= "stop" then
    fail(i, both("Step %d, %s: this is the guest's first trap, where your monitor has to stop; it answered \"%s\".", "Passo %d, %s: este é o primeiro trap do convidado, em que o seu monitor tem de parar; ele respondeu \"%s\".", i, native.where(record), tostring(seen.action)))
  end
  native.compare_x(evidence.cpu.x, bare, both("at the first trap", "no primeiro trap"),
                   both("boot has to clear every general register and set a0 and a1; from then on they are the guest's alone.", "boot tem de zerar todo registrador geral e definir a0 e a1; daí em diante eles são só do convidado."))
  native.compare_memory(evidence, bare)
  return record
end

local function compare_state(evidence, bare, guest, record, lines)
  local returned = evidence.steps[#evidence.steps].returned
  local state = returned and returned[1]
  if type(state) ~= "table" then expect.fail(both("state() returned %s; it has to return the table vcpu.", "state() retornou %s; ela tem de retornar a tabela vcpu.", type(state))) end
  -- The bare machine does what trapped: of an exception, bank 0 says what it was.
  bare.m:step()
  local cause, value = 10, record.word
  local cpu = bare.cpu
  local trapped = cpu.pc == cpu.vector0 and cpu.epc0 == record.pc and cpu.ring == 0
  if trapped then cause, value = cpu.cause0, cpu.value0 end
  local names = {[0] = "fetch-misaligned", "fetch-access", "illegal", "breakpoint", "load-misaligned", "load-access", "store-misaligned", "store-access", "ecall", "hcall", "privileged"}
  local place = native.where(record)
  local function equal(name, wanted, en, pt)
    expect.equal(state[name], wanted, both("vcpu.%s behind %s in virtual ring %d: %s", "vcpu.%s depois de %s no anel virtual %d: %s", name, place, guest.ring, both(en, pt)))
  end
  equal("ring", guest.ring, "the ring that the guest believes in, not the real one", "o anel em que o convidado acredita estar, não o real")
  equal("pc", record.pc, "where it trapped", "onde ocorreu o trap")
  equal("cause", names[cause], "the cause's name, as the trap says it", "o nome da causa, como o trap o diz")
  equal("value", value, "the value of the trap", "o valor do trap")
  equal("owner", trapped and "guest" or "monitor", "a privileged instruction of virtual ring 0 is the monitor's to do; all else would have trapped on the bare machine too, and is the guest's",
        "uma instrução privilegiada do anel virtual 0 cabe ao monitor; todo o resto causaria trap também na máquina nua, e cabe ao convidado")
  equal("pending", lines, "one bit for each line that has interrupted, all of them", "um bit para cada linha que interrompeu, todas elas")
end

--- how = {first = function(random) -> text, ring = {virtual rings}, open =, stores =, lines = how many software lines, timer =}
function cases.test(test, how)
  test.make = function(random)
    how.lines = how.timer or how.software
    local guest = guest_of(random, how)
    local bare = bare_at_first(guest)
    local task = guests.task(guest, {memory = {{at = guests.data, bytes = guest.data}, CIRCLE}, cpu = cases.disorder(random, how.open)})
    task.steps[1].args = {{pc = guest.pc, ring = guest.ring, a0 = A0, a1 = A1}}
    task.steps[2].run = {cycles = 20000}
    local lines = 0
    if how.software then
      local list = random:shuffle {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}
      for i = 1, random:number(1, how.software) do lines = lines | 1 << list[i] end
      task.cpu.pending0 = lines
    end
    if how.timer then
      lines = lines | 1
      local firmware = FIRMWARE:format(random:number(6, bare.steps - 2))
      table.insert(task.load, 1, {assembly = firmware, name = "firmware.s"})
      table.insert(task.steps, 1, {run = {cycles = 1000, address = assemble(firmware, "firmware.s").symbols.ready}})
    end
    task.cpu.imask0 = how.lines and lines | 0x4 or 0
    return task, {guest = guest, bare = bare, lines = lines}
  end
  test.judge = function(evidence, memo)
    if #evidence.hooks == 0 then no_trap(evidence) end
    local record = compare_trap(evidence, memo.bare, memo.guest)
    compare_state(evidence, memo.bare, memo.guest, record, memo.lines)
  end
  return test
end

return cases
