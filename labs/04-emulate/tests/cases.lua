-- Guests of lab 4, made of the instructions that it is about, and the words that decode is asked for.
-- Not here: the bare machine and the comparison with it (native.lua).
local guests = require "guests"
local native = require "native"
local both, hex = guests.both, native.hex

local cases = {}

-- ---------------------------------------------------------------- the instructions

local SHAPES = {"csrrw", "csrrs", "csrrc", "csrrwi", "csrrsi", "csrrci"}
local PLAIN = {"vector0", "epc0", "cause0", "value0", "status0", "scratch0", "delegate0", "status0", "epc0"}
local NARROW = {"imask0", "pending0"}

--- A number whose bits make no line pending and enabled at once: nothing in this lab may take an interrupt.
local function harmless(random, name)
  if name == "imask0" then return random:word() & ~0x1f end
  return random:word() & ~0xffff | random:number(0, 31)
end

local function destination(writer) return writer.random:chance(4) and "zero" or writer:register() end

--- One CSR instruction, with what it needs before it. `shapes`: which.
function cases.csr(writer, shapes, names)
  local random = writer.random
  local name, shape = random:pick(names or PLAIN), random:pick(shapes or SHAPES)
  local immediate = shape:sub(-1) == "i"
  if name == "ring" or name == "root" then return writer:trap("csrrs %s, %s, zero", destination(writer), name) end
  if (name == "imask0" or name == "pending0") and not (immediate and name == "pending0") then
    local source = writer:register()
    writer:add("li %s, 0x%x", source, harmless(random, name))
    if immediate then shape = shape:sub(1, 5) end
    return writer:trap("%s %s, %s, %s", shape, random:chance(4) and source or destination(writer), name, source)
  end
  if immediate then return writer:trap("%s %s, %s, %d", shape, destination(writer), name, random:chance(4) and 0 or random:number(1, 31)) end
  local source = random:chance(5) and "zero" or writer:register()
  writer:trap("%s %s, %s, %s", shape, random:chance(4) and source or destination(writer), name, source)
end

--- What is easily got wrong: x0 as the source of each shape, and one register as source and destination.
function cases.csr_corners(writer)
  for _, shape in ipairs(writer.random:shuffle {"csrrw", "csrrs", "csrrc"}) do
    local name, source = writer.random:pick {"scratch0", "value0", "cause0"}, writer:register()
    writer:add("li %s, 0x%x", source, writer.random:word() | 0x10)
    writer:trap("csrrw zero, %s, %s", name, source)
    writer:trap("%s %s, %s, zero", shape, writer:register(), name)
    writer:trap("csrrs %s, %s, zero", writer:register(), name)
    writer:add("li %s, 0x%x", source, writer.random:word() | 0x10)
    writer:trap("%s %s, %s, %s", shape, source, name, source)
    writer:trap("csrrs %s, %s, zero", writer:register(), name)
  end
end

local function port_operand(writer, port)
  local random = writer.random
  if port < 2048 and random:chance(4) then return ("%d(zero)"):format(port) end
  local base, imm = writer:register(), random:number(-2048, 2047)
  writer:add("li %s, 0x%x", base, (port - imm & 0xffff) | (random:chance(2) and 0 or random:number(1, 0xffff) << 16))
  return ("%d(%s)"):format(imm, base)
end

local NOBODYS = {0x00, 0x13, 0x18, 0x1f, 0x0110, 0x2010, 0x7777, 0xff10, 0xffff}
local READABLE = {0x10, 0x10, 0x10, 0x11, 0x11}
function cases.port_in(writer, port)
  port = port or writer.random:pick(writer.random:chance(3) and NOBODYS or READABLE)
  local where = port_operand(writer, port)
  writer:trap("in %s, %s", destination(writer), where)
end
function cases.port_out(writer, port)
  local random = writer.random
  port = port or (random:chance(4) and random:pick(NOBODYS) or 0x10)
  local where = port_operand(writer, port)
  writer:trap("out %s, %s", writer:register(), where)
end
function cases.power(writer, code)
  local base, value = writer:registers(2)
  local imm = writer.random:number(-2048, 2047)
  writer:add("li %s, 0x%x", base, 0xf0 - imm & 0xffffffff)
  writer:add("li %s, 0x%x", value, code | writer.random:number(0, 0xfff) << 8)
  writer:trap("out %s, %d(%s)", value, imm, base)
end

function cases.flag(writer) writer:trap(writer.random:pick {"ei", "di"}) end

--- A return to `ring`, over instructions that must not run. `status`: bits 0 and 1 of status0.
function cases.tret(writer, ring, status)
  local random = writer.random
  local there, register = writer:new_label(), writer:register()
  writer:add("la %s, %s", register, there)
  writer:add("addi %s, %s, %d", register, register, random:number(0, 3))  -- epc0 holds no such bits
  writer:trap("csrrw zero, epc0, %s", register)
  writer:add("li %s, 0x%x", register, ring << 2 | (status or random:number(0, 3)) | random:number(0, 0xff) << 4)
  writer:trap("csrrw %s, status0, %s", destination(writer), register)
  writer:plain(random:number(0, 2))
  writer:trap("tret")
  for _ = 1, random:number(1, 3) do writer:one_plain() end
  writer:label(there)
end

--- A wfi behind which the guest goes on at once, for what it waits for is there already.
function cases.wfi(writer)
  local bit, register = 1 << writer.random:number(5, 15), writer:register()
  writer:trap("di")
  writer:add("li %s, 0x%x", register, bit)
  writer:trap("csrrs zero, imask0, %s", register)
  writer:trap("csrrs zero, pending0, %s", register)
  writer:trap("wfi")
  writer:add("li %s, 0x%x", register, bit)
  writer:trap("csrrc zero, pending0, %s", register)
end
function cases.flush(writer) writer:trap("tlbflush %s, %s", writer.random:chance(2) and "zero" or writer:register(), writer.random:chance(2) and "zero" or writer:register()) end
function cases.probe(writer) writer:trap("probe %s, %s, %s", destination(writer), writer:register(), writer:register()) end

-- ---------------------------------------------------------------- what to do next

local ADVICE = {
  csr = both("A CSR instruction gives rd the register as it was before; its operand is x[rs1] as it was before, or the five bits themselves in csrr?i; only csrrs and csrrc leave out the write, and only if the field rs1 is 0; of what is written the bits in ar32.writable stay.",
             "Uma instrução de CSR dá a rd o registrador como era antes; o operando é x[rs1] como era antes, ou os próprios cinco bits em csrr?i; só csrrs e csrrc deixam de escrever, e só se o campo rs1 for 0; do que se escreve ficam os bits de ar32.writable."),
  ei = both("ei and di move bit 0 of vcpu.status0 and nothing else.", "ei e di mexem no bit 0 de vcpu.status0 e em mais nada."),
  tret = both("tret: IE becomes what PIE is, PIE and the previous ring stay, the ring becomes the previous ring, and the guest goes on at vcpu.epc0 itself, not behind it.",
              "tret: IE recebe o valor de PIE, PIE e o anel anterior ficam, o anel passa a ser o anterior, e o convidado segue em vcpu.epc0 mesmo, não depois dele."),
  ["in"] = both("The port is (x[rs1] + imm) & 0xffff with imm = bits 31 to 20, signed; what no device answers reads 0xffffffff.", "A porta é (x[rs1] + imm) & 0xffff com imm = bits 31 a 20, com sinal; o que nenhum dispositivo responde lê 0xffffffff."),
  out = both("The port is (x[rs1] + imm) & 0xffff; the displacement of out is in two pieces, bits 31 to 25 and 11 to 7, signed; the value is x[rs2].", "A porta é (x[rs1] + imm) & 0xffff; o deslocamento de out vem em dois pedaços, bits 31 a 25 e 11 a 7, com sinal; o valor é x[rs2]."),
  wfi = both("wfi is over at once if vcpu.pending0 & vcpu.imask0 is not 0, whatever the enable says; otherwise vcpu.waiting = true.", "wfi termina na hora se vcpu.pending0 & vcpu.imask0 não for 0, seja qual for a habilitação; senão, vcpu.waiting = true."),
  tlbflush = both("Without paging tlbflush has nothing to do: on behind it.", "Sem paginação, tlbflush não tem nada a fazer: siga depois dela."),
  probe = both("While paging is off, probe answers 1.", "Enquanto a paginação está desligada, probe responde 1."),
}
ADVICE.di = ADVICE.ei
local BEHIND = both("An instruction that has been emulated is done: on behind it, at vcpu.pc + 4. ", "Uma instrução emulada está feita: siga depois dela, em vcpu.pc + 4. ")

local VIRTUAL = both("ring and root are the virtual CPU's: vcpu.ring, vcpu.root. The real ones are not the guest's to see.", "ring e root são os da CPU virtual: vcpu.ring, vcpu.root. Os reais não são para o convidado ver.")

function cases.advice(record, what, records, step)
  local function mnemonic(one) return disassemble(one.word, one.pc):match("^%S+") end
  local name = mnemonic(record)
  if what == "x" then
    local register, origin, by = native.origin(records, step)
    if register == "ring" or register == "root" then return VIRTUAL end
    if origin then return both("%s %s", "%s %s", origin, by and ADVICE[mnemonic(by)] or ADVICE.csr) end
  end
  local own = ADVICE[name] or (name:sub(1, 3) == "csr" and ADVICE.csr) or both("", "")
  if what == "pc" and name ~= "tret" then return both("%s%s", "%s%s", BEHIND, own) end
  return own
end

-- ---------------------------------------------------------------- tests

--- A test whose guests `fill(writer, random)` writes; it may return fields of the guest, such as its input. test.also(state, bare): a last look.
function cases.guest_test(test, fill)
  local also = test.also
  test.also = nil
  test.make = function(random)
    local writer = guests.writer(random)
    writer:begin()
    local more = fill(writer, random)
    writer:finish()
    local guest = writer:guest(more)
    return guests.task(guest), native.bare(guest):run()
  end
  test.judge = function(evidence, bare)
    native.follow(evidence, bare, cases.advice)
    local state = native.compare_state(evidence, bare)
    if also then also(state, bare) end
  end
  return test
end

--- What the guest wrote, as the virtual console has it.
function cases.console(state, bare)
  if state.console ~= bare.m.console then
    expect.fail(both("The virtual console holds %q; on the bare machine it is %q. out to port 0x10 adds one byte, the low eight bits of x[rs2], to vcpu.console; other ports add nothing.",
                     "O console virtual contém %q; na máquina nua é %q. Um out na porta 0x10 acrescenta um byte, os oito bits baixos de x[rs2], a vcpu.console; outras portas não acrescentam nada.", tostring(state.console), bare.m.console))
  end
end

-- Which fields of an instruction are looked at, and how it is put together from them.
local function csr_word(funct3) return function(f) return f.csr << 20 | f.rs1 << 15 | funct3 << 12 | f.rd << 7 | 0x73 end end
local WORDS = {
  csrrw = csr_word(1), csrrs = csr_word(2), csrrc = csr_word(3), csrrwi = csr_word(5), csrrsi = csr_word(6), csrrci = csr_word(7),
  wfi = function() return 0x10500073 end,
  tret = function() return 0x0000000b end,
  ei = function() return 0x0020000b end,
  di = function() return 0x0030000b end,
  tlbflush = function(f) return f.rs2 << 20 | f.rs1 << 15 | 0x0000100b end,
  ["in"] = function(f) return (f.imm & 0xfff) << 20 | f.rs1 << 15 | f.rd << 7 | 0x200b end,
  out = function(f) return (f.imm & 0xfff) >> 5 << 25 | f.rs2 << 20 | f.rs1 << 15 | (f.imm & 31) << 7 | 0x300b end,
  probe = function(f) return f.rs2 << 20 | f.rs1 << 15 | f.rd << 7 | 0x400b end,
}
local FIELDS = {
  csrrw = {"rd", "rs1", "csr"}, csrrs = {"rd", "rs1", "csr"}, csrrc = {"rd", "rs1", "csr"},
  csrrwi = {"rd", "imm", "csr"}, csrrsi = {"rd", "imm", "csr"}, csrrci = {"rd", "imm", "csr"},
  tlbflush = {"rs1", "rs2"}, ["in"] = {"rd", "rs1", "imm"}, out = {"rs1", "rs2", "imm"}, probe = {"rd", "rs1", "rs2"},
}
local OPS = {"csrrw", "csrrs", "csrrc", "csrrwi", "csrrsi", "csrrci", "wfi", "tret", "ei", "di", "tlbflush", "in", "out", "probe"}
-- Neighbours that are something else, or nothing.
local NEAR = {0x00000073, 0x00100073, 0x10500173, 0x0010000b, 0x0020008b, 0x0030800b, 0x0000008b, 0x0000108b, 0x0200100b, 0x0200400b, 0x00004073, 0x0040000b, 0x0000500b, 0x00000013, 0x00002003}

--- `edges`: words that are none of these, and displacements of both signs.
function cases.decode_test(test, edges)
  test.make = function(random)
    local words, wanted = {}, {}
    local function ask(word, fields)
      words[#words + 1], wanted[#wanted + 1] = word, fields
    end
    for _, op in ipairs(random:shuffle {table.unpack(OPS)}) do
      local f = {op = op, rd = random:number(0, 31), rs1 = random:number(0, 31), rs2 = random:number(0, 31), csr = random:pick {random:number(0x5c0, 0x5c8), random:number(0, 0xfff)}}
      f.imm = random:number(0, 2047)
      if edges and (op == "in" or random:chance(2)) then f.imm = -1 - f.imm end
      if op == "csrrwi" then f.rs1 = f.rs1 | 16 end  -- what looks negative to somebody
      if op == "out" and f.rs2 == f.imm & 31 then f.rs2 = f.rs2 ~ 1 end  -- or its two pieces would look like in's one
      if op:sub(-1) == "i" and op:sub(1, 4) == "csrr" then f.imm = f.rs1 end
      ask(WORDS[op](f), f)
      if edges then ask(random:pick(NEAR), {op = "none"}) end
    end
    return guests.task({text = "", data = "", x = {}}, {load = {}, memory = {}, hooks = {}, machine = guests.machine, report = {}, steps = {{call = "decode_all", args = {words}}}}), {words = words, wanted = wanted}
  end
  test.judge = function(evidence, memo)
    local list = evidence.steps[1].returned and evidence.steps[1].returned[1]
    if type(list) ~= "table" then expect.fail(both("decode_all returned %s, not a list. It stands ready in the starter: leave it as it was.", "decode_all retornou %s, não uma lista. Ela vem pronta no arquivo inicial: deixe como estava.", type(list))) end
    for i, wanted in ipairs(memo.wanted) do
      local seen, word = list[i], memo.words[i]
      if type(seen) ~= "table" then seen = {op = tostring(seen)} end
      if seen.op ~= wanted.op then
        local hint = wanted.op == "none" and both("It is none of the table's instructions: every bit of the mask has to be as in `match`, and where nothing matches decode returns nil.", "Não é nenhuma instrução da tabela: cada bit da máscara tem de ser como em `match`, e onde nada coincide decode retorna nil.")
          or both("Compare word & mask with match, row by row.", "Compare word & mask com match, linha por linha.")
        expect.fail(both("decode(%s): op is %s; it should be %s. %s", "decode(%s): op é %s; deveria ser %s. %s", hex(word), tostring(seen.op), wanted.op, hint))
      end
      for _, field in ipairs(FIELDS[wanted.op] or {}) do
        if seen[field] ~= wanted[field] then
          expect.fail(both("decode(%s), which is %s: %s is %s; it should be %d. The text says where the field stands, and which ones are signed.", "decode(%s), que é %s: %s é %s; deveria ser %d. O texto diz onde fica o campo, e quais têm sinal.",
                           hex(word), wanted.op, field, tostring(seen[field]), wanted[field]))
        end
      end
    end
  end
  return test
end

return cases
