-- What both test files share: the machine, the user programs that the judge puts behind the student's, and how a run is told.
-- A crossing between rings is an event of the machine's; nothing that a program writes can make one.
local cases = {}

local kRest, kFinish = 0x110000, 0x110ff0
local kPanic, kPanicCause = 0x120000, 0x120100
local kNoPanic = 0xffffffff
local kRoom, kRoomEnd = 0x140000, 0x1f0000 -- for answers
local kCycles = 20000

-- At kernel_panic: leave the cause where the judge finds it.
local kPanicCode = [[
.org 0x00120000
    csrr t0, cause0
    li   t1, 0x00120100
    sw   t0, 0(t1)
    j    0x00110ff0
]]

-- What ring 3 must not do, and the trap that it makes. The first five are shown.
local kForbidden = {
  { code = "wfi", cause = "privileged" },
  { code = "csrr t2, root", cause = "privileged" },
  { code = "csrw status0, zero", cause = "privileged" },
  { code = "in t2, 0xf0(zero)", cause = "privileged" },
  { code = "ebreak", cause = "breakpoint" },
  { code = "tret", cause = "privileged" },
  { code = "ei", cause = "privileged" },
  { code = "csrw vector0, t2", cause = "privileged" },
  { code = "tlbflush zero, zero", cause = "privileged" },
  { code = "csrr t2, scratch0", cause = "privileged" },
  { code = ".word 0", cause = "illegal" },
  { code = "hcall", cause = "hcall" },
  { code = "lw t2, 1(zero)", cause = "load-misaligned" },
}
local kCauseNumbers = { illegal = 2, breakpoint = 3, ["load-misaligned"] = 4, ecall = 8, hcall = 9, privileged = 10 }

local kKept = {} -- numbers of the registers that a call must not change
for x = 1, 31 do
  if x ~= 5 and x ~= 6 and x ~= 10 then kKept[#kKept + 1] = x end
end
local kNames = { [0] = "zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7",
  "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6" }

local function hex(word) return string.format("0x%08x", word) end
local function say(en, pt) return { en = en, ["pt-BR"] = pt } end
local function fail(en, pt) expect.fail(say(en, pt)) end
local function sum(a, b) return (a + b) & 0xffffffff end
local function word_of(bytes, at) return (string.unpack("<I4", bytes, at + 1)) end

-- Making tasks ------------------------------------------------------------------------------------------------------------------

local function new_memo(random)
  return {
    number = random:word(), secret = random:word(),
    at = random:number(kRoom // 4, kRoomEnd // 4) * 4,
    around = { random:word(), random:word(), random:word() },
    calls = {},
  }
end

-- `rest`: the user's program behind the student's, in assembly.
local function new_task(random, memo, rest)
  return {
    machine = { policy = "strict", memory = { ram_mib = 2 }, timing = "none" },
    poison = random:word(),
    load = {
      { submission = "hello.s" },
      { assembly = ".org 0x00110000\n" .. rest .. "\n    j finish\n.org 0x00110ff0\nfinish: j finish\n", name = "rest.s" },
      { assembly = kPanicCode, name = "panic.s" },
    },
    memory = {
      { at = memo.at - 4, words = memo.around },
      { at = kPanicCause, words = { kNoPanic } },
    },
    cpu = {
      ring = 0, a0 = memo.number, a1 = memo.at, scratch0 = memo.secret, status0 = random:number(0, 2) << 2, vector0 = random:word() & 0x1ffffc,
      epc0 = random:word() & 0x1ffffc, cause0 = random:word(), delegate0 = 0, imask0 = 0, pending0 = 0, grant = 0, root = 0,
    },
    steps = { { run = { cycles = kCycles, address = kFinish } } },
    budget = { cycles = 10 * kCycles },
    report = { memory = { { at = memo.at - 4, bytes = 12 }, { at = kPanicCause, bytes = 4 }, { at = kRoomEnd + 0x100, bytes = 0x400 } }, symbols = true, events = 200 },
  }
end

function cases.make_plain(random)
  local memo = new_memo(random)
  return new_task(random, memo, ""), memo
end

-- Other users call with other numbers, and store the answers one behind the other.
function cases.make_service(random)
  local memo = new_memo(random)
  local rest = ""
  for i = 1, random:number(2, 6) do
    memo.calls[i] = random:word()
    rest = rest .. string.format("    li a0, 0x%x\n    ecall\n    li t0, 0x%x\n    sw a0, 0(t0)\n", memo.calls[i], kRoomEnd + 0x100 + 4 * (i - 1))
  end
  return new_task(random, memo, rest), memo
end

-- A user with all its registers full calls, and stores them.
function cases.make_registers(random)
  local memo = new_memo(random)
  memo.calls, memo.kept = { random:word() }, {}
  local rest = ""
  for _, x in ipairs(kKept) do
    memo.kept[x] = random:word()
    rest = rest .. string.format("    li x%d, 0x%x\n", x, memo.kept[x])
  end
  rest = rest .. string.format("    li a0, 0x%x\n    ecall\n    li t0, 0x%x\n    sw a0, 0(t0)\n", memo.calls[1], kRoomEnd + 0x100)
  for _, x in ipairs(kKept) do rest = rest .. string.format("    sw x%d, %d(t0)\n", x, 4 * x) end
  return new_task(random, memo, rest), memo
end

-- `from`, `to`: which of kForbidden.
function cases.make_forbidden(from, to)
  return function(random)
    local memo = new_memo(random)
    memo.forbidden = kForbidden[random:number(from, to or #kForbidden)]
    return new_task(random, memo, "    " .. memo.forbidden.code), memo
  end
end

-- Telling ------------------------------------------------------------------------------------------------------------------------

local function crossings(evidence)
  local found = {}
  for _, event in ipairs(evidence.events) do
    if event.kind == "trap" or event.kind == "return" then found[#found + 1] = event end
  end
  return found
end

local function told(event)
  if event.kind == "return" then
    return string.format("tret from ring %d to ring %d", event.from, event.to), string.format("tret do anel %d para o anel %d", event.from, event.to)
  end
  return string.format("a trap (%s) from ring %d to ring %d", event.cause, event.from, event.to),
    string.format("um trap (%s) do anel %d para o anel %d", event.cause, event.from, event.to)
end

local kStops = {
  address = { "the run ended", "a execução terminou" },
  limit = { string.format("after %d cycles the program was still running", kCycles), string.format("depois de %d ciclos o programa ainda estava rodando", kCycles) },
  off = { "the machine was switched off", "a máquina foi desligada" },
  idle = { "the machine was waiting for an interrupt, and none comes in this lab,", "a máquina esperava uma interrupção, que neste laboratório não vem," },
  ["triple-fault"] = { "the machine gave up, because taking a trap trapped again,", "a máquina desistiu, porque atender um trap causou outro," },
}

local function panicked_with(evidence)
  local word = word_of(evidence.memory[2], 0)
  return word ~= kNoPanic and word
end

-- Where the run came to its end, as the tail of a sentence.
local function told_end(evidence)
  local cpu, cause = evidence.cpu, panicked_with(evidence)
  local trapped = false
  for _, event in ipairs(evidence.events) do trapped = trapped or event.kind == "trap" end
  if cause and not trapped then
    return "your code went to kernel_panic, and no trap had come", "o seu código foi para kernel_panic, sem que nenhum trap tivesse vindo"
  elseif cause then
    local name = hex(cause)
    for known, number in pairs(kCauseNumbers) do
      if number == cause then name = string.format("%d, %s", number, known) end
    end
    return string.format("the kernel went to kernel_panic, with cause0 = %s", name), string.format("o núcleo foi para kernel_panic, com cause0 = %s", name)
  end
  local stop = kStops[evidence.steps[1].stop] or kStops.address
  return string.format("%s at pc %s in ring %d", stop[1], hex(cpu.pc), cpu.ring), string.format("%s em pc %s, no anel %d", stop[2], hex(cpu.pc), cpu.ring)
end

-- What to do about a crossing that is not the wanted one; `seen` may be nil.
local function advice(wanted, seen, evidence)
  if wanted.kind == "return" then
    if seen and seen.kind == "return" then
      return "bits 3-2 of status0 say where tret goes: write 3 << 2 into it with csrw", "os bits 3-2 de status0 dizem para onde tret vai: escreva 3 << 2 nele com csrw"
    elseif seen and seen.from == 0 and seen.cause == "ecall" then
      return "the ecall was made in ring 0, so the user's code runs there: let tret take it to ring 3, not a jump",
        "o ecall foi feito no anel 0, ou seja, o código do usuário está rodando lá: use tret para levá-lo ao anel 3, não um desvio"
    elseif seen and seen.from == 0 then
      return "your code in ring 0 did something that traps: look at the instruction at pc " .. hex(seen.pc),
        "o seu código no anel 0 fez algo que causa trap: veja a instrução em pc " .. hex(seen.pc)
    elseif evidence.cpu.pc == kFinish and evidence.cpu.ring == 0 and not panicked_with(evidence) then
      return "only tret changes the ring outwards: a jump to the user's code runs it in ring 0", "só tret leva a um anel externo: um desvio para o código do usuário o executa no anel 0"
    end
    return "set vector0, epc0 and status0 and use tret; the handler, too, goes back by tret", "ajuste vector0, epc0 e status0 e use tret; o tratador também volta com tret"
  end
  if seen and seen.kind == "trap" and seen.from == 3 and seen.pc >= kRest and seen.pc < kPanic then
    return "that instruction is the judge's, and right if its registers are its own: let the handler change a0, t0 and t1 alone",
      "essa instrução é do avaliador, e está certa se os registradores dele não mudarem: o tratador só pode mudar a0, t0 e t1"
  elseif seen and seen.kind == "trap" and seen.from == 3 then
    return "the instruction at pc " .. hex(seen.pc) .. " is none that ring 3 may execute: at `user` write an ecall first",
      "a instrução em pc " .. hex(seen.pc) .. " não pode ser executada no anel 3: em `user`, escreva primeiro um ecall"
  end
  return "the user program has to reach an ecall: check that epc0 holds the address of `user`", "o programa de usuário precisa chegar a um ecall: confira se epc0 contém o endereço de `user`"
end

local kDown = { kind = "return", from = 0, to = 3 }
local function trap(cause) return { kind = "trap", cause = cause, from = 3, to = 0 } end

local function same(a, b) return a and a.kind == b.kind and a.from == b.from and a.to == b.to and (a.kind == "return" or a.cause == b.cause) end

-- The crossings have to begin with `wanted`.
local function expect_crossings(evidence, wanted)
  local seen = crossings(evidence)
  for i, one in ipairs(wanted) do
    if not same(seen[i], one) then
      local wanted_en, wanted_pt = told(one)
      local end_en, end_pt = told_end(evidence)
      local seen_en, seen_pt = "none came: " .. end_en, "não veio nenhuma: " .. end_pt
      if seen[i] then
        seen_en, seen_pt = told(seen[i])
        seen_en, seen_pt = "there came " .. seen_en .. " at pc " .. hex(seen[i].pc), "veio " .. seen_pt .. " em pc " .. hex(seen[i].pc)
      end
      local do_en, do_pt = advice(one, seen[i], evidence)
      fail(string.format("crossing %d between rings should be %s; %s. What to do: %s.", i, wanted_en, seen_en, do_en),
        string.format("a troca de anel nº %d deveria ser %s; %s. O que fazer: %s.", i, wanted_pt, seen_pt, do_pt))
    end
  end
  return seen
end

-- Whether a crossing is the ecall again that was answered two crossings before.
local function is_again(seen, i) return seen[i] ~= nil and seen[i].cause == "ecall" and seen[i - 2] ~= nil and seen[i - 2].pc == seen[i].pc end

local function expect_no_more(seen, count)
  if not seen[count + 1] then return end
  local en, pt = told(seen[count + 1])
  local again = is_again(seen, count + 1)
  fail(string.format("after %d crossings the user program should go on in ring 3 to its end; there came %s at pc %s. What to do: %s.", count, en, hex(seen[count + 1].pc),
      again and "epc0 is the address of the ecall itself: add 4 to it before tret" or "look at the instruction there"),
    string.format("depois de %d trocas de anel o programa de usuário deveria seguir no anel 3 até o fim; veio %s em pc %s. O que fazer: %s.", count, pt, hex(seen[count + 1].pc),
      again and "epc0 é o endereço do próprio ecall: some 4 a ele antes do tret" or "veja a instrução que está lá"))
end

local function expect_finish(evidence, ring)
  local en, pt = told_end(evidence)
  if evidence.cpu.pc ~= kFinish then
    fail(en .. ", and did not come to the end of user_rest. What to do: after storing the answer, `j user_rest`.",
      pt .. ", e não chegou ao fim de user_rest. O que fazer: depois de guardar a resposta, `j user_rest`.")
  elseif evidence.cpu.ring ~= ring then
    fail(string.format("at the end of user_rest the ring is %d and should be %d. What to do: leave the kernel by tret alone.", evidence.cpu.ring, ring),
      string.format("no fim de user_rest o anel é %d e deveria ser %d. O que fazer: saia do núcleo só por tret.", evidence.cpu.ring, ring))
  end
end

local function expect_answer(word, number, secret, where_en, where_pt)
  local wanted = sum(number, secret)
  if word == wanted then return end
  local en, pt = "let the handler answer with the caller's a0 + scratch0", "faça o tratador responder com o a0 de quem chamou + scratch0"
  if word == number then
    en, pt = "add scratch0 in the handler; what came back is the number itself", "some scratch0 no tratador; o que voltou é o próprio número"
  elseif word == secret then
    en, pt = "add the caller's a0 in the handler; what came back is the secret alone", "some no tratador o a0 de quem chamou; o que voltou é só o segredo"
  end
  fail(string.format("%s holds %s and should hold %s (%s + secret %s). What to do: %s.", where_en, hex(word), hex(wanted), hex(number), hex(secret), en),
    string.format("%s contém %s e deveria conter %s (%s + segredo %s). O que fazer: %s.", where_pt, hex(word), hex(wanted), hex(number), hex(secret), pt))
end

-- The student's own call, up to the return to ring 3.
local function expect_first_call(evidence, memo)
  local seen = expect_crossings(evidence, { kDown, trap("ecall"), kDown })
  if is_again(seen, 4) then expect_no_more(seen, 3) end
  local bytes = evidence.memory[1]
  if word_of(bytes, 0) ~= memo.around[1] or word_of(bytes, 8) ~= memo.around[3] then
    fail(string.format("a word beside %s was changed. What to do: store the answer with `sw a0, 0(a1)`, one word, with a1 as you got it.", hex(memo.at)),
      string.format("uma palavra ao lado de %s foi alterada. O que fazer: guarde a resposta com `sw a0, 0(a1)`, uma palavra, com a1 como você o recebeu.", hex(memo.at)))
  end
  if word_of(bytes, 4) == memo.around[2] then
    fail(string.format("the word at %s (a1) was not written. What to do: at `user`, after the ecall, `sw a0, 0(a1)`.", hex(memo.at)),
      string.format("a palavra em %s (a1) não foi escrita. O que fazer: em `user`, depois do ecall, `sw a0, 0(a1)`.", hex(memo.at)))
  end
  expect_answer(word_of(bytes, 4), memo.number, memo.secret, "the word at " .. hex(memo.at) .. " (a1)", "a palavra em " .. hex(memo.at) .. " (a1)")
  return seen
end

-- Judging ------------------------------------------------------------------------------------------------------------------------

function cases.judge_down(evidence)
  local seen = expect_crossings(evidence, { kDown })
  local user = evidence.symbols.user
  -- The next crossing comes from the user's code; without one the run ended in it.
  local later = seen[2] and seen[2].pc or evidence.cpu.pc
  local handler = evidence.symbols.handler
  local behind = user and (handler and handler > user and handler or user + 0x1000)
  if user and (seen[2] == nil or seen[2].from == 3) and (later < user or later >= behind) and later < kRest then
    fail(string.format("ring 3 was reached, but not `user` (%s): it ran at pc %s. What to do: write the address of `user` into epc0 (la t0, user; csrw epc0, t0).", hex(user), hex(later)),
      string.format("o anel 3 foi alcançado, mas não `user` (%s): a execução estava em pc %s. O que fazer: escreva o endereço de `user` em epc0 (la t0, user; csrw epc0, t0).", hex(user), hex(later)))
  end
end

function cases.judge_call(evidence)
  expect_crossings(evidence, { kDown, trap("ecall") })
  local handler, vector = evidence.symbols.handler, evidence.cpu.csrs.vector0
  if handler and vector ~= handler then
    fail(string.format("the trap went to vector0 = %s, and `handler` is at %s. What to do: la t0, handler; csrw vector0, t0.", hex(vector), hex(handler)),
      string.format("o trap foi para vector0 = %s, e `handler` está em %s. O que fazer: la t0, handler; csrw vector0, t0.", hex(vector), hex(handler)))
  end
end

function cases.judge_answer(evidence, memo)
  local seen = expect_first_call(evidence, memo)
  expect_no_more(seen, 3)
  expect_finish(evidence, 3)
end

local function expect_calls(evidence, memo)
  expect_first_call(evidence, memo)
  local wanted = { kDown }
  for _ = 0, #memo.calls do
    wanted[#wanted + 1] = trap("ecall")
    wanted[#wanted + 1] = kDown
  end
  local seen = expect_crossings(evidence, wanted)
  expect_no_more(seen, #wanted)
  expect_finish(evidence, 3)
end

function cases.judge_service(evidence, memo)
  expect_calls(evidence, memo)
  for i, number in ipairs(memo.calls) do
    expect_answer(word_of(evidence.memory[3], 4 * (i - 1)), number, memo.secret, string.format("call %d from user_rest: its answer", i),
      string.format("chamada %d feita em user_rest: a resposta", i))
  end
end

function cases.judge_registers(evidence, memo)
  expect_calls(evidence, memo)
  for _, x in ipairs(kKept) do
    local now = word_of(evidence.memory[3], 4 * x)
    if now ~= memo.kept[x] then
      fail(string.format("a call changed the user's register %s: it was %s before the ecall and %s after it. What to do: use t0 and t1 alone in the handler.", kNames[x], hex(memo.kept[x]), hex(now)),
        string.format("uma chamada alterou o registrador %s do usuário: era %s antes do ecall e %s depois. O que fazer: use só t0 e t1 no tratador.", kNames[x], hex(memo.kept[x]), hex(now)))
    end
  end
  expect_answer(word_of(evidence.memory[3], 0), memo.calls[1], memo.secret, "a0 after the call", "a0 depois da chamada")
end

function cases.judge_forbidden(evidence, memo)
  expect_first_call(evidence, memo)
  local cause, code = memo.forbidden.cause, memo.forbidden.code
  local seen = expect_crossings(evidence, { kDown, trap("ecall"), kDown, trap(cause) })
  local en, pt = told_end(evidence)
  if seen[5] or panicked_with(evidence) ~= kCauseNumbers[cause] or evidence.cpu.ring ~= 0 or evidence.cpu.pc ~= kFinish then
    fail(string.format("in ring 3 the user tried `%s`: the trap (%s) came, but kernel_panic did not get it; %s. What to do: in the handler compare cause0 with AR_CAUSE_ECALL and `j kernel_panic` for everything else.", code, cause, en),
      string.format("no anel 3 o usuário tentou `%s`: o trap (%s) veio, mas não chegou a kernel_panic; %s. O que fazer: no tratador, compare cause0 com AR_CAUSE_ECALL e use `j kernel_panic` para todo o resto.", code, cause, pt))
  end
  expect_answer(word_of(evidence.memory[1], 4), memo.number, memo.secret, "the word at a1", "a palavra em a1")
end

return cases
