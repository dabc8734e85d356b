-- How a run of lab 8's guests is judged: against the same guest on a bare machine, by its exits, and by what the monitor has put into the
-- control block and the nested tables.
local compare = require "compare"
local guests = require "guests"

local cases = { make = guests.make }

local say, word_in = compare.say, compare.word
local places = guests.places
local kBase, kConsole, kKept, kKeptEnd, kLog = places.base, places.console, places.kept, places.kept_end, places.log
local kLogPort, kPool, kPoolBytes, kPower, kRam, kStatus = places.log_port, places.pool, places.pool_bytes, places.power, places.ram, places.status
local kTimer = places.timer
local V, A, FRAME, RIGHTS = 1, 64, 0xfffff000, 14

local kRefusals = { "the block does not begin a page", "the block lies outside memory", "MAGIC is wrong", "RING is not 0 to 3", "TAG is not 1 to 15", "NESTED_ROOT lies outside memory or has bits that do not exist", "NESTED_ROOT is the block's own page", "INJECT names a trap that does not exist" }
local kRefusalsPt = { "o bloco não começa uma página", "o bloco está fora da memória", "MAGIC está errado", "RING não é 0 a 3", "TAG não é 1 a 15", "NESTED_ROOT está fora da memória ou tem bits que não existem", "NESTED_ROOT é a própria página do bloco", "INJECT nomeia um trap que não existe" }

local kOn = say("Behind an emulated instruction the guest goes on at PC + 4. If it does, an interrupt may come again and again: the timer's line in LINES goes down when the guest arms or disarms the timer",
  "Depois de uma instrução emulada, o convidado segue em PC + 4. Se ele segue, uma interrupção pode estar voltando sem parar: a linha do temporizador em LINES baixa quando o convidado o arma ou desarma")
-- By the reason of the last exit: its name, and what a guest that comes to no end lacks.
local kReasons = {
  [16] = { "nested-fault", say("The access at GUEST_PHYSICAL is tried again for ever: the nested tables still have to let it through (read, write and execute), or, where guest.holds says no, INJECT gives the guest the access fault of what it was doing (load 5, store 7, fetch 1)",
    "O acesso em GUEST_PHYSICAL é tentado sem parar: as tabelas aninhadas ainda precisam deixá-lo passar (leitura, escrita e execução), ou, onde guest.holds diz que não, INJECT dá ao convidado a falta de acesso do que ele fazia (leitura 5, escrita 7, busca 1)") },
  [17] = { "csr", kOn }, [18] = { "port", kOn },
  [19] = { "instruction", say("Behind wfi the guest goes on at PC + 4. It waits for its timer: set the line in LINES when the timer is due, which at wfi it is at once",
    "Depois de wfi, o convidado segue em PC + 4. Ele espera o temporizador: ligue a linha em LINES quando ele vencer, e em wfi ele vence na hora") },
  [21] = { "preempted", say("PREEMPT is over: the timer is due. Set its line in LINES, and PREEMPT to 0 until the guest arms the timer again",
    "PREEMPT acabou: o temporizador venceu. Ligue a linha dele em LINES, e deixe PREEMPT em 0 até o convidado armá-lo de novo") },
}

local function judge_end(evidence, memo)
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
  local reason, pc = word_in(block, 0x200), word_in(block, 0x80)
  local last = kReasons[reason] or { "-", say("", "") }
  expect.fail(say("the guest never turned its machine off: the run ended with \"%s\" after %d exits; the last was %d (\"%s\"), at pc 0x%08x%s. " .. last[2].en,
    "o convidado nunca desligou a máquina: a execução terminou com \"%s\" depois de %d saídas; a última foi %d (\"%s\"), no pc 0x%08x%s. " .. last[2]["pt-BR"],
    tostring(run.stop), evidence.hook_count, reason, last[1], pc, compare.instruction(memo.code, pc)))
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
    local at = kLog - kKept + i * compare.trap_bytes
    local wanted, seen = native:sub(at + 1, at + compare.trap_bytes), kept:sub(at + 1, at + compare.trap_bytes)
    if wanted ~= seen then
      local advice = trap_advice(word_in(wanted, 0), word_in(seen, 0))
      expect.fail(say("trap %d of those that the guest's kernel got. On the bare machine: %s. Under your monitor: %s. " .. advice.en,
        "trap %d dos que o núcleo do convidado recebeu. Na máquina nua: %s. Sob o seu monitor: %s. " .. advice["pt-BR"],
        i + 1, compare.trap(memo.code, native, at), compare.trap(memo.code, kept, at)))
    end
    if word_in(wanted, 0) == 0 then return end
  end
end

function cases.judge(evidence, memo)
  judge_end(evidence, memo)
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
      "o console do convidado tem %d bytes, na máquina nua %d; o byte %d é %s, deveria ser %s (- quer dizer: nenhum). out: o valor está no registrador rs2 (bits 20 a 24 de INSTRUCTION), a porta em QUALIFICATION; cada byte uma vez",
      #seen, #wanted, i, byte(seen), byte(wanted)))
  end
  local at = compare.difference(memo.native.kept, kept, 0, kKeptEnd - kKept)
  if at then
    local wanted, seen = word_in(memo.native.kept, at), word_in(kept, at)
    expect.fail(say("the word at guest-physical 0x%08x is 0x%08x at the end, on the bare machine 0x%08x: does every guest-physical page lead to guest.base + its address, and ROOT hold what the guest wrote?", "a palavra no endereço físico-convidado 0x%08x é 0x%08x no fim, na máquina nua 0x%08x: cada página física-convidada leva a guest.base + o endereço dela, e ROOT guarda o que o convidado escreveu?", at + kKept, seen, wanted))
  end
  for _, n in ipairs(compare.registers) do
    if evidence.cpu.x[n + 1] ~= memo.native.x[n + 1] then
      expect.fail(say("register x%d ends as 0x%08x, on the bare machine as 0x%08x: what an emulated instruction puts into its rd (in; the old value of a csrrw, csrrs, csrrc) goes into the general register, and no other changes", "o registrador x%d termina com 0x%08x, na máquina nua com 0x%08x: o que uma instrução emulada põe no seu rd (in; o valor antigo de csrrw, csrrs, csrrc) vai para o registrador geral, e nenhum outro muda", n, evidence.cpu.x[n + 1], memo.native.x[n + 1]))
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
