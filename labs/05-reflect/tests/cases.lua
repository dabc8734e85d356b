-- Guests of lab 5: a kernel with a handler that writes down what it is told, and the traps that come to it.
-- Not here: the bare machine and the comparison with it (native.lua).
local guests = require "guests"
local native = require "native"
local both = guests.both

local cases = {}

-- ---------------------------------------------------------------- the kernel

local FRAME = 40  -- bytes that each trap leaves in the guest's memory: t0, t1, cause, epc, value, status, where to return to, sp, pending

--- The kernel's beginning. how = {imask = lines, console = true: wants the console's line}
function cases.kernel(writer, how)
  writer:add("la t0, handler")
  writer:trap("csrrw zero, vector0, t0")
  writer:add("li t0, 0x%x", guests.data + guests.data_bytes)
  writer:trap("csrrw zero, scratch0, t0")
  writer:add("li t0, 0x%x", how.imask or 0)
  writer:trap("csrrw zero, imask0, t0")
  if how.console then
    writer:add("li t0, 1")
    writer:trap("out t0, 0x12(zero)")
  end
end

local function note(writer, name, at)
  writer:trap("csrrs t0, %s, zero", name)
  writer:add("sw t0, %d(sp)", at)
end

--- Stands behind the guest's end. how.nests: it lets further interrupts in while it works.
function cases.handler(writer, how)
  writer:label("handler")
  writer:trap("csrrw sp, scratch0, sp")
  writer:add("sw t0, 0(sp)")
  writer:add("sw t1, 4(sp)")
  note(writer, "scratch0", 28)
  writer:add("addi t0, sp, %d", FRAME)
  writer:trap("csrrw zero, scratch0, t0")
  note(writer, "cause0", 8)
  note(writer, "value0", 16)
  note(writer, "pending0", 32)
  note(writer, "status0", 20)
  note(writer, "epc0", 12)
  writer:add("lw t1, 8(sp)")
  writer:add("bltz t1, interrupt")
  writer:add("addi t0, t0, 4")
  writer:add("sw t0, 24(sp)")
  writer:add("j handled")
  writer:label("interrupt")
  writer:add("sw t0, 24(sp)")
  writer:add("li t0, 1")
  writer:add("sll t0, t0, t1")
  writer:trap("csrrc zero, pending0, t0")
  if how.console then
    writer:add("li t0, 0x80000001")
    writer:add("bne t1, t0, handled")
    writer:trap("in t0, 0x10(zero)")
    writer:add("sw t0, 16(sp)")
    note(writer, "pending0", 4)
    writer:add("lw t1, 8(sp)")
  end
  writer:label("handled")
  if how.nests then
    writer:trap("ei")
    writer:add("addi t1, t1, 1")
    writer:trap("di")
  end
  writer:add("lw t0, 24(sp)")
  writer:trap("csrrw zero, epc0, t0")
  writer:add("lw t0, 20(sp)")
  writer:trap("csrrw zero, status0, t0")
  writer:add("lw t0, 0(sp)")
  writer:add("lw t1, 4(sp)")
  writer:add("lw sp, 28(sp)")
  writer:trap("tret")
end

--- From the kernel to a program in `ring`, with the enable that it is to have.
function cases.enter(writer, ring, enable)
  local there, register = writer:new_label(), writer:register()
  writer:add("la %s, %s", register, there)
  writer:trap("csrrw zero, epc0, %s", register)
  writer:add("li %s, %d", register, ring << 2 | (enable and 2 or 0))
  writer:trap("csrrw zero, status0, %s", register)
  writer:trap("tret")
  writer:label(there)
end

-- ---------------------------------------------------------------- what traps

local ILLEGAL = {0x00000000, 0xffffffff, 0x0000200f, 0x00004073, 0x7ff01073, 0xc0001073, 0x7c201073, 0x0070000b}

local exceptions = {}
cases.exceptions = exceptions
function exceptions.ecall(writer) writer:trap("ecall") end
function exceptions.breakpoint(writer) writer:trap("ebreak") end
function exceptions.illegal(writer) writer:trap(".word 0x%08x", writer.random:pick(ILLEGAL)) end
function exceptions.load_misaligned(writer)
  local word = writer.random:chance(2)
  writer:trap("%s %s, %d(s11)", word and "lw" or "lh", writer:register(), word and writer.random:number(0, 20) * 4 + writer.random:number(1, 3) or writer.random:number(0, 20) * 2 + 1)
end
function exceptions.store_misaligned(writer) writer:trap("sw %s, %d(s11)", writer:register(), writer.random:number(0, 20) * 4 + writer.random:number(1, 3)) end
local function nowhere(writer)
  local register = writer:register()
  writer:add("li %s, 0x%x", register, 0x80000000 + writer.random:number(0, 0xffff) * 4)
  return register
end
function exceptions.load_access(writer)
  local register = nowhere(writer)
  writer:trap("lw %s, 0(%s)", writer:register(), register)
end
function exceptions.store_access(writer)
  local register = nowhere(writer)
  writer:trap("sw %s, 0(%s)", writer:register(), register)
end
function exceptions.fetch_misaligned(writer)
  local there, register = writer:new_label(), writer:register()
  writer:add("la %s, %s", register, there)
  writer:trap("jalr %s, 2(%s)", writer:register(), register)
  writer:label(there)
end

--- What only ring 0 may do, done elsewhere.
function cases.overreach(writer)
  local random, register = writer.random, writer:register()
  local kind = random:number(1, 6)
  if kind == 1 then writer:trap("csrrs %s, %s, zero", register, random:pick(native.bank))
  elseif kind == 2 then writer:trap("csrrw zero, %s, %s", random:pick(native.bank), register)
  elseif kind == 3 then writer:trap("out %s, 0x10(zero)", register)
  elseif kind == 4 then writer:trap("in %s, 0x10(zero)", register)
  elseif kind == 5 then writer:trap("csrrs %s, ring, zero", register)
  else writer:trap(random:pick {"wfi", "tret", "ei", "di", "tlbflush zero, zero"}) end
end

function cases.any_exception(writer, names) exceptions[writer.random:pick(names)](writer) end

--- Sets bits of pending0: interrupts that the guest sends to itself.
function cases.raise(writer, lines)
  local register = writer:register()
  writer:add("li %s, 0x%x", register, lines)
  writer:trap("csrrs zero, pending0, %s", register)
end
--- `count` different lines of 3 to 15.
function cases.some_lines(random, count)
  local lines, taken = random:shuffle {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, 0
  for i = 1, count do taken = taken | 1 << lines[i] end
  return taken
end
cases.ALL_LINES = 0xfff8

-- ---------------------------------------------------------------- what to do next

local RULES = {
  epc0 = both("deliver puts vcpu.pc there: of an exception the instruction that trapped, of an interrupt the one that would have come next.", "deliver põe ali vcpu.pc: numa exceção, a instrução que causou o trap; numa interrupção, a que viria em seguida."),
  cause0 = both("deliver puts the cause's number there (ar32.cause), for an interrupt 0x80000000 and the line.", "deliver põe ali o número da causa (ar32.cause); numa interrupção, 0x80000000 e a linha."),
  value0 = both("deliver puts the trap's value there, 0 for an interrupt.", "deliver põe ali o valor do trap, 0 numa interrupção."),
  status0 = both("deliver moves IE to PIE, clears IE, and keeps the ring that the guest came from in bits 2 and 3: the virtual one.", "deliver passa IE para PIE, zera IE e guarda nos bits 2 e 3 o anel de onde o convidado veio: o virtual."),
  pending0 = both("A bit of pending0 stays until the guest clears it; delivery does not. Reading it shows the devices' lines too: hand monitor.lines(vcpu) to emulate.", "Um bit de pending0 fica até o convidado o apagar; a entrega não o apaga. A leitura mostra também as linhas dos dispositivos: passe monitor.lines(vcpu) a emulate."),
}
local DELIVER = both("This trap is the guest's own: deliver(vcpu, cause, value), and on at vcpu.vector0 in virtual ring 0.", "Este trap é do próprio convidado: deliver(vcpu, cause, value), e segue em vcpu.vector0 no anel virtual 0.")
local TAKE = both("After every trap ask whether an interrupt may come in: (pending0 | lines) & imask0 is not 0, and the guest is outside ring 0 or has IE on. The lowest line goes first.",
                  "Depois de cada trap, pergunte se uma interrupção pode entrar: (pending0 | lines) & imask0 não é 0, e o convidado está fora do anel 0 ou com IE ligado. A menor linha vai primeiro.")
local HOLD = both("Nothing is to be delivered there: in ring 0 the enable (IE of status0) and everywhere the mask (imask0) hold an interrupt back.", "Nada deve ser entregue ali: no anel 0 a habilitação (IE de status0), e em todo lugar a máscara (imask0), seguram a interrupção.")
local EMULATE = both("A privileged instruction of virtual ring 0 is emulated; one of any other ring is the guest's own trap.", "Uma instrução privilegiada do anel virtual 0 é emulada; a de qualquer outro anel é um trap do próprio convidado.")

function cases.advice(record, what, records, step)
  local to_handler = record.after.pc == record.bank.vector0 and record.after.ring == 0
  local interrupt = to_handler and record.bank.cause0 & 0x80000000 ~= 0
  if what == "x" then
    local name, origin = native.origin(records, step)
    if origin then return both("%s %s", "%s %s", origin, RULES[name] or both("", "")) end
    return both("Between traps the guest's registers are its own: leave them as they are.", "Entre traps os registradores são do convidado: deixe-os como estão.")
  end
  if what ~= "pc" and what ~= "ring" and what ~= "stop" then return both("", "") end
  if interrupt then return TAKE end
  if to_handler then return DELIVER end
  return both("%s %s", "%s %s", HOLD, EMULATE)
end

-- ---------------------------------------------------------------- tests

local function guest_of(random, fill, how)
  local writer = guests.writer(random)
  writer:begin()
  cases.kernel(writer, how)
  fill(writer, random)
  writer:finish()
  cases.handler(writer, how)
  return writer:guest {input = how.input and how.input(random)}
end

--- how = {imask =, console =, nests =, input = function(random)}
function cases.guest_test(test, how, fill)
  test.make = function(random)
    local guest = guest_of(random, fill, how)
    return guests.task(guest), native.bare(guest):run()
  end
  test.judge = function(evidence, bare)
    native.follow(evidence, bare, cases.advice)
    native.compare_state(evidence, bare)
  end
  return test
end

-- Arms the real machine's timer, for whoever boots next.
local FIRMWARE = [[
    .org 0x00180000
    li t0, %d
    out t0, 0x40(zero)
ready:
    j ready
]]

--- The same, with an interrupt of the real machine that comes when it will. It is for line 0 of the guest.
function cases.outside_test(test, how, fill)
  test.make = function(random)
    local guest = guest_of(random, fill, how)
    local steps = native.bare(guest):run().steps
    -- Half of them early, where the guest holds interrupts back.
    local firmware = FIRMWARE:format(random:number(1, random:chance(2) and steps // 5 or steps * 3 // 4))
    local task = guests.task(guest, {load = {{assembly = firmware, name = "firmware.s"}, {assembly = guest.text, name = "guest.s"}}})
    table.insert(task.steps, 1, {run = {cycles = 1000, address = assemble(firmware, "firmware.s").symbols.ready}})
    return task, guest
  end
  test.judge = function(evidence, guest)
    local bare = native.bare(guest)
    local line_seen = false
    for i, seen in ipairs(evidence.hooks) do
      local line = tonumber(tostring(seen.cause):match("^irq(%d+)$"))
      local record
      if line then
        if line_seen then
          expect.diverged {step = i, message = both("Step %d: the real line %d interrupts again, before 0x%08x. It stays high until somebody serves the device: on its first interrupt clear its bit in m.cpu.imask0, and remember it in vcpu.pending0.",
                                                    "Passo %d: a linha real %d interrompe de novo, antes de 0x%08x. Ela fica alta até alguém atender o dispositivo: na primeira interrupção, apague o bit dela em m.cpu.imask0 e anote-a em vcpu.pending0.", i, line, seen.pc)}
        end
        line_seen = true
        record = bare:interrupt(seen, line)
        if not record then
          expect.diverged {step = i, message = both("Step %d: an interrupt of the real machine comes before 0x%08x, with registers that the bare machine never has there. Something before it went wrong, or the monitor changed registers of the guest while it served the interrupt.",
                                                    "Passo %d: uma interrupção da máquina real chega antes de 0x%08x, com registradores que a máquina nua nunca tem ali. Algo antes disso deu errado, ou o monitor alterou registradores do convidado ao atender a interrupção.", i, seen.pc)}
        end
      else
        record = bare:next_record()
      end
      native.compare_place(i, seen, record, bare.records[i - 1])
      native.compare_step(i, seen, bare.records, cases.advice)
    end
    bare:run()
    native.expect_all(evidence, bare)
    native.compare_state(evidence, bare)
    if not line_seen then expect.fail(both("The real machine's timer never interrupted. Leave m.cpu.imask0 as vm.boot set it until an interrupt comes.", "O temporizador da máquina real nunca interrompeu. Deixe m.cpu.imask0 como vm.boot o definiu até chegar uma interrupção.")) end
  end
  return test
end

return cases
