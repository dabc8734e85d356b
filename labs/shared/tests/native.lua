-- What the bare machine makes of a guest, and the first place where a run of it under a student's monitor is unlike that.
-- Not here: the guests (guests.lua), what a lab says about each difference (its cases.lua).
local guests = require "guests"
local both = guests.both

local native = {}

local ABI = {"zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7",
             "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6"}
native.bank = {"vector0", "epc0", "cause0", "value0", "status0", "scratch0", "delegate0", "imask0", "pending0"}
local INTERRUPT = 0x80000000

-- ---------------------------------------------------------------- the bare machine

local X = {}
for i = 0, 31 do X[i + 1] = "x" .. i end

local function registers(cpu)
  local x = {}
  for i = 1, 32 do x[i] = cpu[X[i]] end
  return x
end
local function bank(cpu)
  local values = {ring = cpu.ring}
  for _, name in ipairs(native.bank) do values[name] = cpu[name] end
  return values
end

--- Whether the machine will take an interrupt before its next instruction.
local function interrupt_is_due(cpu)
  return cpu.pending0 & cpu.imask0 ~= 0 and (cpu.ring > 0 or cpu.status0 & 1 ~= 0)
end

local Native = {}
Native.__index = Native

--- The guest on a bare machine, at its beginning.
function native.bare(guest)
  local m = machine.new(guests.machine)
  m:load(guest.program)
  m.memory:set_bytes(guests.data, guest.data)
  m:start(guest.pc)
  for i = 1, 31 do m.cpu[X[i + 1]] = guest.x[i] end
  if guest.input then m:type(guest.input) end
  local points = {}
  for i = 1, guest.points do points[guest.program.symbols["p" .. i]] = true end
  return setmetatable({guest = guest, m = m, cpu = m.cpu, points = points, done = guest.done, records = {}, changed = {}, steps = 0, now = bank(m.cpu)}, Native)
end

function Native:note(record)
  local after = bank(self.cpu)
  record.bank, record.after = after, {pc = self.cpu.pc, ring = after.ring, x = registers(self.cpu)}
  for name, value in pairs(after) do
    if value ~= self.now[name] then self.changed[name] = record end
  end
  self.now = after
end

function Native:record(pc, ring, word, interrupt)
  local record = {pc = pc, ring = ring, word = word, interrupt = interrupt, before = self.now}
  self:note(record)
  self.records[#self.records + 1] = record
  return record
end

--- One step further; a record of it, if a monitor would have had to come in. An interrupt that the step makes possible is part of it.
function Native:advance()
  local cpu = self.cpu
  local pc, ring = cpu.pc, cpu.ring
  self.steps = self.steps + 1
  local why = self.m:step()
  if cpu.pc == self.now.vector0 and cpu.epc0 == pc and cpu.cause0 & INTERRUPT ~= 0 then
    local last = self.records[#self.records]
    if last then self:note(last) end
    return nil
  end
  if not self.points[pc] then return nil end
  local ends = why == "off" and "off" or cpu.waiting and cpu.pending0 & cpu.imask0 == 0 and "idle" or nil
  -- Entering a handler shuts the enable, so there is at most one.
  if not ends and interrupt_is_due(cpu) then self.m:step() end
  local record = self:record(pc, ring, self.m.memory:u32(pc))
  record.ends = ends
  return record
end

--- An interrupt from outside, as one bit of pending0, where `seen`, a hook's record, says that it came: on to that place first.
-- nil if the bare machine never is in that state.
function Native:interrupt(seen, line)
  local cpu = self.cpu
  local function here()
    if cpu.pc ~= seen.pc then return false end
    for i = 1, 32 do
      if cpu[X[i]] ~= seen.after.x[i] then return false end
    end
    return true
  end
  while not here() do
    if self.points[cpu.pc] or cpu.pc == self.done then return nil end
    self:advance()
  end
  local pc, ring = cpu.pc, cpu.ring
  cpu.pending0 = cpu.pending0 | 1 << line
  if interrupt_is_due(cpu) then self.m:step() end
  return self:record(pc, ring, nil, true)
end

--- On to the next record; nil at the guest's end.
function Native:next_record()
  while self.cpu.pc ~= self.done do
    if self.steps > 20000 then error("the guest of this case does not come to its end on the bare machine") end
    local record = self:advance()
    if record then return record end
  end
  return nil
end

--- On to before the next instruction at which a monitor would come in.
function Native:to_point()
  while not self.points[self.cpu.pc] do
    if self.steps > 20000 then error("the guest of this case does not come to a trap on the bare machine") end
    self:advance()
  end
end

--- To the guest's end, `done`, or where it switches itself off or waits for ever.
function Native:run()
  repeat local record = self:next_record() until not record or record.ends
  return self
end

-- ---------------------------------------------------------------- what is unlike

function native.hex(value) return math.type(value) == "integer" and ("0x%08x"):format(value) or tostring(value) end
local hex = native.hex

--- A record's or a hook's place in words.
local function where(one)
  if one.interrupt or tostring(one.cause):match("^irq") then
    return both("the interrupt before 0x%08x", "a interrupção antes de 0x%08x", one.pc)
  end
  if not one.word then return both("the instruction at 0x%08x", "a instrução em 0x%08x", one.pc) end
  return both("`%s` at 0x%08x", "`%s` em 0x%08x", disassemble(one.word, one.pc), one.pc)
end
native.where = where

function native.real_ring(virtual) return virtual == 3 and 3 or 1 end

--- The bare machine's bank around a step, in a line.
local function explain(record)
  local parts = {}
  for _, name in ipairs(native.bank) do
    local before, after = record.before[name], record.bank[name]
    if before ~= after then parts[#parts + 1] = ("%s %s -> %s"):format(name, hex(before), hex(after)) end
  end
  if record.before.ring ~= record.bank.ring then parts[#parts + 1] = ("ring %d -> %d"):format(record.before.ring, record.bank.ring) end
  if #parts == 0 then return both("On the bare machine this step changes no register of bank 0.", "Na máquina nua este passo não altera nenhum registrador do banco 0.") end
  local list = table.concat(parts, ", ")
  return both("On the bare machine this step changes: %s.", "Na máquina nua este passo altera: %s.", list)
end

local TOUCHES_STATUS = {ei = true, di = true, tret = true}

--- Of a step that reads a system register: its name, in words which step before it wrote that last, and the record of that step. nil where it
-- reads none.
function native.origin(records, step)
  local record = records[step]
  local name = record.word and disassemble(record.word, record.pc):match("^csrr%a+ %S+ (%w+)")
  if not name then return nil end
  for i = step - 1, 1, -1 do
    local one = records[i]
    local touched = name == "status0" and one.word and TOUCHES_STATUS[disassemble(one.word, one.pc)]
    if touched or one.before[name] ~= one.bank[name] then
      return name, both("%s was last written at step %d, %s: yours went wrong there or since.", "%s foi escrito por último no passo %d, %s: o seu se desviou ali ou depois.", name, i, native.where(one)), one
    end
  end
  return name, both("No step before it wrote %s.", "Nenhum passo anterior escreveu em %s.", name)
end

local NO_ADVICE = both("", "")
local function diverged(step, message, record)
  local wanted = record and {pc = record.after.pc, ring = native.real_ring(record.after.ring), x = record.after.x}
  expect.diverged {step = step, message = message, explain = record and explain(record), wanted = wanted}
end

--- Compares one step of the monitor with the bare machine's. `advice(record, what, records, step)` says what a student might do next;
-- what: "pc", "ring", "x", "stop" or "ends".
function native.compare_step(step, seen, records, advice)
  local record = records[step]
  local function tell(what, en, pt, ...)
    local message = both(en, pt, ...)
    local next = advice and advice(record, what, records, step) or NO_ADVICE
    diverged(step, both("%s %s", "%s %s", message, next), record)
  end
  local place = where(record)
  if record.ends then
    if seen.action ~= "stop" then
      tell("ends", "Step %d, %s: the guest's machine is %s there, but your monitor went on (\"%s\").", "Passo %d, %s: a máquina do convidado %s ali, mas o seu monitor continuou (\"%s\").",
           step, place, record.ends == "off" and both("off", "se desliga") or both("waiting for ever", "fica esperando para sempre"), tostring(seen.action))
    end
    return
  end
  if seen.action == "stop" then
    tell("stop", "Step %d, %s: your monitor stopped the machine there; on the bare machine the guest goes on at %s.",
         "Passo %d, %s: o seu monitor parou a máquina ali; na máquina nua o convidado segue em %s.", step, place, hex(record.after.pc))
  end
  local after = seen.after
  if after.pc ~= record.after.pc then
    tell("pc", "Step %d, %s: the guest goes on at %s; on the bare machine at %s.", "Passo %d, %s: o convidado segue em %s; na máquina nua, em %s.", step, place, hex(after.pc), hex(record.after.pc))
  end
  if after.ring ~= native.real_ring(record.after.ring) then
    tell("ring", "Step %d, %s: the guest goes on in ring %d of the real machine; it believes to be in ring %d then, which has to run in real ring %d.",
         "Passo %d, %s: o convidado segue no anel %d da máquina real; ele acredita estar no anel %d, que tem de executar no anel real %d.", step, place, after.ring, record.after.ring, native.real_ring(record.after.ring))
  end
  for i = 1, 32 do
    if after.x[i] ~= record.after.x[i] then
      tell("x", "Step %d: after %s, %s is %s; on the bare machine it is %s.", "Passo %d: depois de %s, %s vale %s; na máquina nua vale %s.", step, place, ABI[i], hex(after.x[i]), hex(record.after.x[i]))
    end
  end
end

--- That the monitor was called at the same place, from the right ring.
function native.compare_place(step, seen, record, previous)
  local behind = previous and both(" The step before it was %s: what it left may be wrong.", " O passo anterior foi %s: pode estar errado o que ele deixou.", where(previous)) or NO_ADVICE
  if not record then
    diverged(step, both("Step %d: the monitor is called for %s (%s), where the guest on the bare machine has nothing to ask for any more.%s",
                        "Passo %d: o monitor é chamado por %s (%s), mas na máquina nua o convidado não tem mais nada a pedir.%s", step, where(seen), tostring(seen.cause), behind), previous)
  end
  if seen.pc ~= record.pc then
    diverged(step, both("Step %d: the monitor is called for %s (%s); from the bare machine's run it would have been for %s.%s",
                        "Passo %d: o monitor é chamado por %s (%s); pela execução na máquina nua, seria por %s.%s", step, where(seen), tostring(seen.cause), where(record), behind), previous)
  end
  if seen.from ~= native.real_ring(record.ring) then
    diverged(step, both("Step %d, %s: the guest ran in ring %d of the real machine; its ring %d has to run in real ring %d.",
                        "Passo %d, %s: o convidado executava no anel %d da máquina real; o anel %d dele tem de executar no anel real %d.", step, where(record), seen.from, record.ring, native.real_ring(record.ring)), record)
  end
end

--- All steps of the evidence against all records of `bare`, which has run to its end.
function native.follow(evidence, bare, advice)
  local records = bare.records
  for i, seen in ipairs(evidence.hooks) do
    native.compare_place(i, seen, records[i], records[i - 1])
    native.compare_step(i, seen, records, advice)
  end
  native.expect_all(evidence, bare)
end

--- That the monitor was called as often as it had to be, and that the guest came to where the bare machine's did.
function native.expect_all(evidence, bare)
  local records, run = bare.records, evidence.steps[#evidence.steps - 1]
  local last = records[#evidence.hooks]
  if #evidence.hooks < #records then
    local behind = last and both("after %s", "depois de %s", where(last)) or both("at the guest's beginning", "no começo do convidado")
    expect.fail(both("The monitor was called %d times; the bare machine's run asks for %d. What is missing first is %s. So, %s, the guest ran in a ring where that does not trap (see that it is 1 or 3, and grant 0), or it went astray: it now stands at %s (%s).",
                     "O monitor foi chamado %d vezes; a execução na máquina nua pede %d. A primeira que falta é %s. Ou seja: %s, o convidado executou num anel em que isso não causa trap (confira que é 1 ou 3, com grant 0), ou se perdeu: agora está em %s (%s).",
                     #evidence.hooks, #records, where(records[#evidence.hooks + 1]), behind, hex(evidence.cpu.pc), tostring(run.stop)))
  end
  local ends = last and last.ends
  if not ends and run.stop ~= "address" then
    expect.fail(both("All %d traps were answered, but the guest did not come to its end at %s: the run ended with \"%s\" at %s.", "Os %d traps foram respondidos, mas o convidado não chegou ao fim, em %s: a execução terminou com \"%s\" em %s.",
                     #records, hex(bare.done), tostring(run.stop), hex(evidence.cpu.pc)))
  end
  if not ends then native.compare_x(evidence.cpu.x, bare, both("at the guest's end", "no fim do convidado")) end
  native.compare_memory(evidence, bare)
end

local UNTOUCHED = both("Outside traps the registers are the guest's: nobody but it may change them.", "Fora dos traps, os registradores são do convidado: só ele pode alterá-los.")

--- `x`: x0 to x31, from 1. `when`, and what to do about a difference: in both languages.
function native.compare_x(x, bare, when, advice)
  for i = 1, 32 do
    local wanted = bare.cpu[X[i]]
    if x[i] ~= wanted then
      expect.fail(both("Register %s holds %s %s; on the bare machine %s. %s", "O registrador %s contém %s %s; na máquina nua, %s. %s", ABI[i], hex(x[i]), when, hex(wanted), advice or UNTOUCHED))
    end
  end
end

--- The data and notes of the guest.
function native.compare_memory(evidence, bare)
  local memory = bare.m.memory:bytes(guests.data, guests.kept_bytes)
  if memory == evidence.memory[1] then return end
  for at = 1, guests.kept_bytes, 4 do
    local seen, wanted = string.unpack("<I4", evidence.memory[1], at), string.unpack("<I4", memory, at)
    if seen ~= wanted then
      expect.fail(both("The guest's memory at %s holds %s in the end; on the bare machine %s. A register that is wrong when the guest begins or between two traps, or a store of your own, does that.",
                       "A memória do convidado em %s contém %s no fim; na máquina nua, %s. Isso vem de um registrador errado no começo ou entre dois traps, ou de uma escrita sua.", hex(guests.data + at - 1), hex(seen), hex(wanted)))
    end
  end
end

--- The virtual CPU as `state()` returned it, against the bare machine's.
function native.compare_state(evidence, bare, names)
  local returned = evidence.steps[#evidence.steps].returned
  local state = returned and returned[1]
  if type(state) ~= "table" then
    expect.fail(both("state() returned %s; it has to return the table of the virtual CPU, with ring, vector0, epc0, … in it.", "state() retornou %s; ela tem de retornar a tabela da CPU virtual, com ring, vector0, epc0, … dentro.", type(state)))
  end
  for _, name in ipairs(names or {"ring", table.unpack(native.bank)}) do
    local wanted = bare.now[name]
    if state[name] ~= wanted then
      local by = bare.changed[name]
      local origin = by and both("There it was last changed by %s: see what your monitor makes of that.", "Lá, quem o alterou por último foi %s: veja o que o seu monitor faz nesse passo.", where(by))
        or both("There nothing ever changes it: see where your monitor does.", "Lá nada o altera: veja onde o seu monitor o faz.")
      expect.fail(both("In the end the virtual CPU says %s = %s; the bare machine's is %s. %s", "No fim, a CPU virtual diz %s = %s; na máquina nua é %s. %s", name, hex(state[name]), hex(wanted), origin))
    end
  end
  return state
end

return native
