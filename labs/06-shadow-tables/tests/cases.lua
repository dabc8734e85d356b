-- How a run of lab 6's guests is judged: against the same guest on a bare machine, by what its shadow says, by how often it was filled.
local compare = require "compare"
local guests = require "guests"

local cases = { make = guests.make }

local say, word_in = compare.say, compare.word
local places = guests.places
local kBase, kData, kKept, kKeptEnd, kLog = places.base, places.data, places.kept, places.kept_end, places.log
local kPool, kPoolBytes, kRam, kRoots = places.pool, places.pool_bytes, places.ram, places.roots
local V, R, W, X, A, D, FRAME, RIGHTS = 1, 2, 4, 8, 64, 128, 0xfffff000, 14

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
    local at = kLog - kKept + i * compare.trap_bytes
    local wanted, seen = native:sub(at + 1, at + compare.trap_bytes), kept:sub(at + 1, at + compare.trap_bytes)
    if wanted ~= seen then
      local advice = trap_advice(wanted, seen)
      expect.diverged {
        step = nth_delivered(evidence, i + 1),
        message = say("trap %d of those that the guest's kernel got. On the bare machine: %s. With your shadow tables: %s. " .. advice.en,
          "trap %d dos que o núcleo do convidado recebeu. Na máquina nua: %s. Com as suas tabelas sombra: %s. " .. advice["pt-BR"],
          i + 1, compare.trap(memo.code, native, at), compare.trap(memo.code, kept, at)),
      }
    end
    if word_in(wanted, 0) == 0 then return end
  end
end

local function judge_tables(memo, kept)
  local at = compare.difference(memo.native.kept, kept, kRoots - kKept, kData - kKept)
  if at then
    local wanted, seen = word_in(memo.native.kept, at), word_in(kept, at)
    expect.fail(say("the guest's page-table entry at 0x%08x is 0x%08x; on the bare machine it is 0x%08x. The walk sets A (bit 6) in a leaf that it uses and D (bit 7) at a store, as soon as the entry allows the access, and changes nothing else: do the same in the guest's own entry, and let the first store come to you by leaving W out until D is set",
        "a entrada em 0x%08x da tabela de páginas do convidado é 0x%08x; na máquina nua é 0x%08x. O percurso liga A (bit 6) na folha que usa e D (bit 7) numa escrita, assim que a entrada permite o acesso, e não muda mais nada: faça o mesmo na própria entrada do convidado, e faça a primeira escrita chegar até você deixando W de fora enquanto D não estiver ligado",
        at + kKept, seen, wanted))
  end
end

local function last_hook(evidence)
  local last = evidence.hooks[#evidence.hooks]
  return last and text { en = "%s, value 0x%08x", ["pt-BR"] = "%s, valor 0x%08x" }:format(last.cause, last.value) or "-"
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
  local at = compare.difference(memo.native.kept, kept, kData - kKept, kKeptEnd - kKept)
  if at then
    local wanted, seen = word_in(memo.native.kept, at), word_in(kept, at)
    expect.fail(say("the word at guest-physical 0x%08x is 0x%08x; on the bare machine it is 0x%08x. A store went to another page, or one was lost: after a change of tables and its tlbflush, or a new root, neither the shadow nor the TLB may lead to the old page",
        "a palavra no endereço físico-convidado 0x%08x é 0x%08x; na máquina nua é 0x%08x. Uma escrita foi para outra página, ou se perdeu: depois de uma mudança nas tabelas com o seu tlbflush, ou de uma nova raiz, nem a sombra nem a TLB podem levar à página antiga",
        at + kKept, seen, wanted))
  end
  for _, n in ipairs(compare.registers) do
    if evidence.cpu.x[n + 1] ~= memo.native.x[n + 1] then
      expect.fail(say("register x%d ends as 0x%08x; on the bare machine as 0x%08x. A load or a call went to another page than the guest's tables say, and that without a fault. Did an older entry outlive its tlbflush or a change of root, in a shadow that is not in force, or in the TLB? Else compare what you fill with the walk, address by address; a superpage's frame takes bits 12 to 21 from the address",
        "o registrador x%d termina com 0x%08x; na máquina nua, com 0x%08x. Uma leitura ou chamada foi a outra página que não a das tabelas do convidado, e sem falta. Uma entrada antiga sobreviveu ao seu tlbflush ou a uma troca de raiz, numa sombra que não está em vigor, ou na TLB? Senão, compare o que você preenche com o percurso, endereço por endereço; o quadro de uma superpágina recebe os bits 12 a 21 do endereço",
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
