-- How a run of lab 7's guest is judged: by what its script was to lead to, and by how often it called.
local compare = require "compare"
local scripts = require "scripts"

local cases = { make = scripts.make }

local say, word_in = compare.say, compare.word
local places = scripts.places
local kAbove, kBelow, kC, kCall, kData, kKept = places.above, places.below, places.c, places.call, places.data, places.kept
local kKeptEnd, kLoad, kNoError, kResults, kRoots, kStore = places.kept_end, places.load, places.no_error, places.results, places.roots, places.store
local NO_SUCH_CALL, REFUSED, BAD_ADDRESS, TOO_MANY = places.NO_SUCH_CALL, places.REFUSED, places.BAD_ADDRESS, places.TOO_MANY
local A, D, FRAME = 64, 128, 0xfffff000
local kErrors = { [NO_SUCH_CALL] = "NO_SUCH_CALL", [REFUSED] = "REFUSED", [BAD_ADDRESS] = "BAD_ADDRESS", [TOO_MANY] = "TOO_MANY", [0xdead000d] = "load-page", [0xdead000f] = "store-page" }

local kNames = { [0] = "end", "pv_map", "pv_unmap", "pv_commit", "pv_switch_root", "pv_console", "load", "store", "hcall" }
local kCalls = { [0] = "CONSOLE_WRITE", "UPDATE", "SET_ROOT" }

local function line_text(line)
  if line[1] == kCall then return string.format("hcall %s (0x%08x, 0x%x)", kCalls[line[4]] or string.format("%d", line[4]), line[2], line[3]) end
  return string.format("%s 0x%08x, 0x%08x", kNames[line[1]], line[2], line[3])
end

local function result_text(value)
  if value == kNoError then return text { en = "no error", ["pt-BR"] = "nenhum erro" } end
  return string.format("0x%08x%s", value, kErrors[value] and " (" .. kErrors[value] .. ")" or "")
end

--- Index into the evidence's hooks of the n-th hypercall.
local function nth_call(evidence, n)
  local count = 0
  for i, hook in ipairs(evidence.hooks) do
    if hook.cause == "hcall" then count = count + 1 end
    if count == n then return i end
  end
  return #evidence.hooks
end

--- What a function of guest.s may have handed over, by the error that the monitor answered it with.
local kHandedOver = {
  [TOO_MANY] = say("guest.s asked for more than one call may: 32 changes (hand the queue over when it is full, before the next one goes in), 256 bytes of a text",
    "guest.s pediu mais do que cabe numa chamada: 32 mudanças (entregue a fila quando estiver cheia, antes de pôr a próxima), 256 bytes de um texto"),
  [BAD_ADDRESS] = say("the call took a list or a text that is not in the guest's memory, or not aligned: a0 is its address and a1 the count when guest.s executes hcall",
    "a chamada recebeu uma lista ou um texto fora da memória do convidado, ou desalinhado: a0 é o endereço e a1 a quantidade quando guest.s executa hcall"),
  [REFUSED] = say("the monitor refused a change or a root that is in order: see whether guest.s hands over what it was given, and whether the monitor is too strict",
    "o monitor recusou uma mudança ou raiz que está em ordem: veja se guest.s entrega o que recebeu, e se o monitor é rigoroso demais"),
  [NO_SUCH_CALL] = say("no call has the number in a7 when guest.s executes hcall", "nenhuma chamada tem o número que está em a7 quando guest.s executa hcall"),
}

local function judge_results(evidence, memo, kept)
  for i = 1, #memo.lines - 1 do
    local wanted = memo.expected[i]
    local seen = word_in(kept, kResults - kKept + (i - 1) * 4)
    local right
    if wanted == kNoError then right = seen < TOO_MANY
    elseif wanted ~= nil then right = (seen ~ wanted) & ~(memo.ignored[i] or 0) == 0 end
    if wanted ~= nil and not right then
      local line = memo.lines[i]
      local advice = say("the page is not what the tables should say by now: is a change still in the queue, refused, or remembered by the TLB (m:tlbflush)?", "a página não é o que as tabelas deveriam dizer agora: a mudança ainda está na fila, foi recusada, ou a TLB se lembra da antiga (m:tlbflush)?")
      local why = memo.why[i]
      if why then advice = say(". The text says what is checked, in which order", ". O texto diz o que se confere, e em que ordem")
        advice = { en = why.en .. advice.en, ["pt-BR"] = why["pt-BR"] .. advice["pt-BR"] }
      elseif line[1] == kCall then advice = say("see in layout.lua what the call promises; check the count first, then the list's address, then each change in order", "veja em layout.lua o que a chamada promete; confira primeiro a quantidade, depois o endereço da lista, depois cada mudança, em ordem")
      elseif line[1] ~= kLoad and line[1] ~= kStore and kHandedOver[seen] then advice = kHandedOver[seen]
      elseif line[1] ~= kLoad and line[1] ~= kStore then advice = say("see the comment over that function in the starter's guest.s", "veja o comentário dessa função no guest.s inicial") end
      expect.fail(say("line %d of the script, %s: the result is %s, it should be %s; " .. advice.en, "linha %d do roteiro, %s: o resultado é %s, deveria ser %s; " .. advice["pt-BR"], i, line_text(line), result_text(seen), result_text(wanted)))
    end
  end
end

local function judge_outside(evidence, memo)
  for i, at in ipairs { kBelow, kAbove } do
    local offset = compare.difference(evidence.memory[i + 1], memo.outside, 0, 4096)
    if offset then
      expect.fail(say("the monitor's own memory was changed: the word at 0x%08x became 0x%08x. Every address that the guest hands over is checked against the guest's memory, and the word that was checked is the one that is used: copy the list first",
          "a memória do próprio monitor foi alterada: a palavra em 0x%08x virou 0x%08x. Todo endereço que o convidado entrega é conferido contra a memória do convidado, e a palavra conferida é a que se usa: copie a lista primeiro",
          at + offset, word_in(evidence.memory[i + 1], offset)))
    end
  end
end

function cases.judge(evidence, memo)
  local run = evidence.steps[2] or {}
  if run.stop ~= "stop" then
    expect.fail(say("the guest never came to the end of its script: the run ended with \"%s\" at pc 0x%08x. A function of guest.s that loops, or that returns to the wrong place (who keeps ra?), does that", "o convidado não chegou ao fim do roteiro: a execução terminou com \"%s\" no pc 0x%08x. Uma função de guest.s que fica em laço, ou volta ao lugar errado (quem guarda ra?), faz isso", tostring(run.stop), evidence.cpu.pc))
  end
  local kept = evidence.memory[1]
  judge_outside(evidence, memo)
  judge_results(evidence, memo, kept)
  -- A and D are the hardware's to set.
  local entry = compare.difference(memo.kept, kept, kRoots[1] - kKept, kC + 0x1000 - kKept, A | D)
  if entry then
    expect.fail(say("the page-table entry at 0x%08x is 0x%08x at the end; after all calls of the script it should be 0x%08x. A refused list changes nothing at all; a list that is taken is done as it was handed over; a queue goes to the monitor complete and once",
        "a entrada em 0x%08x da tabela de páginas é 0x%08x no fim; depois de todas as chamadas do roteiro deveria ser 0x%08x. Uma lista recusada não muda nada; uma lista aceita é executada como foi entregue; uma fila vai ao monitor completa e uma só vez",
        entry + kKept, word_in(kept, entry), word_in(memo.kept, entry)))
  end
  local at = compare.difference(memo.kept, kept, kData - kKept, kKeptEnd - kKept)
  if at then
    expect.fail(say("the guest's word at 0x%08x is 0x%08x at the end, it should be 0x%08x: a store of the script went through another entry than it should", "a palavra do convidado em 0x%08x é 0x%08x no fim, deveria ser 0x%08x: uma escrita do roteiro passou por outra entrada que não a certa", at + kKept, word_in(kept, at), word_in(memo.kept, at)))
  end
  local root = evidence.cpu.csrs.root
  if root & FRAME ~= memo.root or root & 1 == 0 then
    expect.fail(say("the real root is 0x%08x at the end, it should be 0x%08x with paging on (bit 0)", "a raiz real é 0x%08x no fim, deveria ser 0x%08x com paginação ligada (bit 0)", root, memo.root | 1))
  end
  local console = (evidence.steps[3] or {}).returned
  console = type(console) == "table" and console[1] or console
  if console ~= memo.console then
    local seen = tostring(console)
    local i = 1
    while i <= #seen and seen:byte(i) == memo.console:byte(i) do i = i + 1 end
    expect.fail(say("the console has %d bytes, it should have %d; they differ from byte %d on. A text longer than 256 bytes is printed in several calls, each byte once", "o console tem %d bytes, deveria ter %d; diferem a partir do byte %d. Um texto com mais de 256 bytes é impresso em várias chamadas, cada byte uma vez", #seen, #memo.console, i))
  end
end

--- Besides, there were no more hypercalls than needed.
function cases.judge_calls(evidence, memo)
  cases.judge(evidence, memo)
  local calls = 0
  for _, event in ipairs(evidence.events) do
    if event.kind == "trap" and event.cause == "hcall" then calls = calls + 1 end
  end
  if calls > memo.calls then
    expect.diverged {
      step = nth_call(evidence, memo.calls + 1),
      message = say("%d hypercalls, and %d do it. Changes wait in the queue until pv_commit, pv_switch_root or a full queue hands them over, 32 in one call; an empty queue needs no call, and a text takes one call for 256 bytes",
        "%d hiperchamadas, e %d bastam. As mudanças esperam na fila até que pv_commit, pv_switch_root ou a fila cheia as entreguem, 32 por chamada; uma fila vazia não precisa de chamada, e um texto gasta uma chamada para cada 256 bytes",
        calls, memo.calls),
    }
  end
end

return cases
