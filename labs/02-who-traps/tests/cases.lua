-- What both test files share: how a machine is drawn, which instructions are asked about, and how an answer is compared with what the
-- simulator's own classification says (`classify`, which reads no table either).
local cases = {}

local kInstructions = { "ei", "di", "wfi", "tlbflush", "probe" }
local kRegisters = {
  "vector0", "epc0", "cause0", "value0", "status0", "scratch0", "delegate0", "imask0", "pending0",
  "vector1", "epc1", "cause1", "value1", "status1", "scratch1", "delegate1", "imask1", "pending1", "root", "grant", "assist",
}
local kReaders, kWriters = { "csrrs", "csrrc", "csrrsi", "csrrci" }, { "csrrw", "csrrwi" }
-- Rows that can be opened without a hole: what is read or written there says nothing about Z.
local kHarmless = { "vmid.read", "vmid.write" }
-- The best known holes. In every machine one of each kind is open and another closed, so nobody knows them by name.
local kKnownInstructions, kKnownRegisters = { "ei", "di", "probe" }, { "vector0", "vector1", "vector2", "status0", "status1", "root" }
-- Their rows stay as they are: privileged, but open to the rings that ring 0 grants a bank.
local kUntouched = { "epc2", "cause2", "scratch2", "imask2" }
-- Asked about always: they trap in every ring, and are not privileged for that.
local kEverywhere = { "ecall", "ebreak", "hcall", "vmoff" }
local kSubjects = 14

local function say(en, pt) return { en = en, ["pt-BR"] = pt } end
local function fail(en, pt) expect.fail(say(en, pt)) end

-- Drawing a machine -------------------------------------------------------------------------------------------------------------

-- A row of the instruction set, and an instruction that shows what it does.
local function any_row(random)
  if random:chance(4) then
    local name = random:pick(kInstructions)
    return name, name
  end
  local register = random:pick(kRegisters)
  if random:chance(3) then return register .. ".write", random:pick(kWriters) .. "/" .. register end
  return register .. ".read", random:pick(kReaders) .. "/" .. register
end

local function draw_machine(random)
  local base, overrides, asked = random:pick { "strict", "popf", "legacy" }, {}, {}
  local harmless = random:pick(kHarmless)
  overrides[harmless] = random:pick { "ignore", "allow" }
  asked[1] = random:pick(harmless == "vmid.read" and kReaders or kWriters) .. "/vmid"
  asked[2] = random:pick(kReaders) .. "/" .. random:pick(kUntouched)
  local function set(row, outside, subject)
    if overrides[row] then return end
    overrides[row] = outside
    asked[#asked + 1] = subject
  end
  local instructions, registers = random:shuffle { table.unpack(kKnownInstructions) }, random:shuffle { table.unpack(kKnownRegisters) }
  set(instructions[1], "trap", instructions[1])
  set(instructions[2], "ignore", instructions[2])
  set(registers[1] .. ".read", "trap", random:pick(kReaders) .. "/" .. registers[1])
  set(registers[2] .. ".read", "allow", random:pick(kReaders) .. "/" .. registers[2])
  -- It reads something in an inner ring and nothing in an outer one: sensitive, but not the user's.
  set(registers[3] .. ".read", "ignore", random:pick(kReaders) .. "/" .. registers[3])
  for i = 1, random:number(3, 5) do
    local row, subject = any_row(random)
    set(row, i == 1 and "ignore" or i == 2 and "allow" or random:pick { "ignore", "allow", "trap" }, subject)
  end
  return { policy = { base = base, overrides = overrides }, memory = { ram_mib = 2 }, timing = "none" }, asked
end

-- The subjects of that name, and some more, shuffled.
local words, names -- of all, the same on every machine

local function draw_subjects(random, config, asked)
  if not words then
    words, names = {}, {}
    for i, subject in ipairs(world.new(config):subjects()) do words[subject.name], names[i] = subject.words, subject.name end
  end
  asked[#asked + 1] = random:pick(kEverywhere)
  for _ = 1, 3 do asked[#asked + 1] = random:pick { "lui", "jal", "beq", "lw", "sb", "add", "srai", "mul", "fence.i", "csrrs/mark", "csrrwi/mark" } end
  local chosen, taken = {}, {}
  local function take(name)
    if taken[name] or not words[name] or #words[name] > 8 then return end
    taken[name] = true
    chosen[#chosen + 1] = { name = name, words = words[name] }
  end
  for _, name in ipairs(asked) do take(name) end
  while #chosen < kSubjects do take(random:pick(names)) end
  return random:shuffle(chosen)
end

local function is_hole(class) return class == "sensitive" or class == "user-sensitive" end

-- As a machine's file says it.
local function policy_text(policy)
  local rows = {}
  for row, outside in pairs(policy.overrides) do rows[#rows + 1] = row .. ": " .. outside end
  table.sort(rows)
  return string.format("policy: {base: %s, overrides: {%s}}", policy.base, table.concat(rows, ", "))
end

-- What is true of these subjects of a machine, by what is known of all.
local function truth_of(subjects, known)
  local classes = known.classes
  local truth = { names = {}, classes = classes, rows = known.rows, policy = known.policy, theorem1 = true, theorem3 = true }
  for i, subject in ipairs(subjects) do
    truth.names[i] = subject.name
    if is_hole(classes[subject.name]) then truth.theorem1 = false end
    if classes[subject.name] == "user-sensitive" then truth.theorem3 = false end
  end
  return truth
end

-- Several submissions of one student are asked the same.
local classified, kept = {}, 0

local function classify_once(config, names)
  local key = policy_text(config.policy) .. " " .. table.concat(names, " ")
  if not classified[key] then
    if kept == 500 then classified, kept = {}, 0 end
    classified[key], kept = classify(config, names), kept + 1
  end
  return classified[key]
end

-- A machine that has some of every class, its subjects, and what is known of them.
local function draw(random)
  while true do
    local config, asked = draw_machine(random)
    local subjects = draw_subjects(random, config, asked)
    local names, known, count = {}, { classes = {}, rows = {}, policy = policy_text(config.policy) }, { innocuous = 0, privileged = 0, sensitive = 0, ["user-sensitive"] = 0 }
    for i, subject in ipairs(subjects) do names[i] = subject.name end
    for _, row in ipairs(classify_once(config, names)) do
      known.classes[row.name], known.rows[row.name] = row.class, row
      count[row.class] = count[row.class] + 1
    end
    if count.innocuous >= 3 and count.privileged >= 3 and count.sensitive >= 2 and count["user-sensitive"] >= 2 then return config, subjects, known end
  end
end

local function new_task(config, lists)
  local steps = {}
  for i, subjects in ipairs(lists) do steps[i] = { call = "classify", args = { subjects } } end
  return {
    machine = config, world = true, module = "classifier", steps = steps,
    budget = { instructions = 30000000 },
    report = { symbols = false, events = 0 },
  }
end

function cases.make_classes(random)
  local config, subjects, known = draw(random)
  return new_task(config, { subjects }), { truth_of(subjects, known) }
end

-- Three lists of one machine's instructions: without holes, with holes of the kernel alone, with holes of the user's.
function cases.make_theorems(random)
  local config, subjects, known = draw(random)
  local classes = known.classes
  local lists = { {}, {}, {} }
  for _, subject in ipairs(subjects) do
    local class = classes[subject.name]
    local list = class == "user-sensitive" and 3 or class == "sensitive" and (#lists[2] > 0 and random:chance(3) and 3 or 2) or random:number(1, 3)
    table.insert(lists[list], subject)
  end
  -- Something harmless stands last, so that a verdict is not the last instruction's.
  for _, list in ipairs(lists) do
    for i, subject in ipairs(list) do
      if not is_hole(classes[subject.name]) then list[i], list[#list] = list[#list], subject end
    end
  end
  lists = random:shuffle(lists)
  local truths = {}
  for i, list in ipairs(lists) do truths[i] = truth_of(list, known) end
  return new_task(config, lists), truths
end

-- Telling ------------------------------------------------------------------------------------------------------------------------

local kForm_en = 'return {classes = {[name] = "innocuous", ..}, theorem1 = true or false, theorem3 = true or false}'
local kForm_pt = 'devolva {classes = {[nome] = "innocuous", ..}, theorem1 = true ou false, theorem3 = true ou false}'
local kClasses = { innocuous = true, privileged = true, sensitive = true, ["user-sensitive"] = true }

-- The student's answer to the list with that number, in the form that was asked for.
local function answer_of(evidence, truth, number)
  local returned = evidence.steps[number].returned
  local answer = returned and returned[1]
  if type(answer) ~= "table" then
    fail(string.format("classify returned %s. What to do: %s.", tostring(answer), kForm_en), string.format("classify devolveu %s. O que fazer: %s.", tostring(answer), kForm_pt))
  end
  if type(answer.classes) ~= "table" then
    fail("what classify returned has no table `classes`. What to do: " .. kForm_en .. ".", "o que classify devolveu não tem a tabela `classes`. O que fazer: " .. kForm_pt .. ".")
  end
  for _, name in ipairs(truth.names) do
    local class = answer.classes[name]
    if not kClasses[class] then
      fail(string.format('classes["%s"] is %s; it has to be "innocuous", "privileged", "sensitive" or "user-sensitive". What to do: give each subject of the list a class.', name, tostring(class)),
        string.format('classes["%s"] é %s; deveria ser "innocuous", "privileged", "sensitive" ou "user-sensitive". O que fazer: dê uma classe a cada item da lista.', name, tostring(class)))
    end
  end
  return answer
end

-- What the simulator found about one instruction.
local function evidence_of(row)
  if row.class == "innocuous" then
    return "no execution of it that does not trap changes Z or depends on Z, and it either traps in every ring or runs in an outer one",
      "nenhuma execução dela sem trap muda Z nem depende de Z, e ela causa trap em todo anel ou executa em um anel externo"
  elseif row.class == "privileged" then
    return "it runs in ring 0 and traps in rings 1 to 3 whenever nothing is granted", "ela executa no anel 0 e causa trap nos anéis 1 a 3 sempre que nada foi concedido"
  end
  local en, pt = "what it does depends on Z", "o que ela faz depende de Z"
  if row.control then en, pt = row.behaviour and "it changes Z, and depends on Z" or "it changes Z", row.behaviour and "ela muda Z, e depende de Z" or "ela muda Z" end
  if row.class == "user-sensitive" then return en .. "; in ring 3, too, it is sensitive and does not trap", pt .. "; também no anel 3 ela é sensível e não causa trap" end
  return en .. ", but not in ring 3; and in some ring from 1 to 3 it does not trap", pt .. ", mas não no anel 3; e em algum anel de 1 a 3 não causa trap"
end

local function fail_class(name, said, truth, do_en, do_pt)
  local is = truth.classes[name]
  local en, pt = evidence_of(truth.rows[name])
  fail(string.format("`%s` is %s on this machine (%s); you say %s. What to do: %s. To watch it, write `%s` into m.yaml and run `anel classify --machine m.yaml --witness %s`.", name, is, en, said, do_en,
      truth.policy, name),
    string.format("`%s` é %s nesta máquina (%s); você diz %s. O que fazer: %s. Para ver, escreva `%s` em m.yaml e execute `anel classify --machine m.yaml --witness %s`.", name, is, pt, said, do_pt,
      truth.policy, name))
end

-- Judging ------------------------------------------------------------------------------------------------------------------------

function cases.judge_holes(evidence, truths)
  local truth = truths[1]
  local answer = answer_of(evidence, truth, 1)
  local others, called = 0, 0
  for _, name in ipairs(truth.names) do
    local said, is = answer.classes[name], truth.classes[name]
    if is_hole(is) and not is_hole(said) then
      fail_class(name, said, truth, "try every word of it, in every ring, in the usual state and with every field; compare `program`, look at `changes`",
        "experimente todas as suas palavras, em todos os anéis, no estado usual e com cada campo; compare `program`, veja `changes`")
    end
    if not is_hole(is) then
      others = others + 1
      if is_hole(said) then called = called + 1 end
    end
  end
  if 2 * called > others then
    fail(string.format("no hole is missed, but %d of %d instructions that are none are called holes, too. What to do: a hole is sensitive and not privileged; test both.", called, others),
      string.format("nenhum buraco foi esquecido, mas %d de %d instruções que não são buracos também são chamadas assim. O que fazer: um buraco é sensível e não é privilegiado; teste as duas coisas.", called, others))
  end
end

function cases.judge_false_holes(evidence, truths)
  local truth = truths[1]
  local answer = answer_of(evidence, truth, 1)
  local holes, found = 0, 0
  for _, name in ipairs(truth.names) do
    local said, is = answer.classes[name], truth.classes[name]
    if is_hole(is) then holes = holes + 1 end
    if is_hole(is) and is_hole(said) then found = found + 1 end
    if is_hole(said) and not is_hole(is) then
      if is == "privileged" then
        fail_class(name, said, truth, "leave the fields that begin with `grant` out when you ask whether it traps outside ring 0",
          "deixe de fora os campos que começam com `grant` quando perguntar se ela causa trap fora do anel 0")
      end
      fail_class(name, said, truth, "compare outcomes only where neither trapped, and only with the usual state of the same ring, or between the usual states of two rings",
        "compare resultados só quando nenhum dos dois causou trap, e só com o estado usual do mesmo anel, ou entre os estados usuais de dois anéis")
    end
  end
  if 2 * found < holes then
    fail(string.format("what is called a hole is one, but only %d of %d holes were found. What to do: look for executions outside ring 0 that do not trap, and compare them.", found, holes),
      string.format("o que é chamado de buraco é um buraco, mas só %d de %d foram encontrados. O que fazer: procure execuções fora do anel 0 que não causam trap, e compare-as.", found, holes))
  end
end

function cases.judge_privileged(evidence, truths)
  local truth = truths[1]
  local answer = answer_of(evidence, truth, 1)
  for _, name in ipairs(truth.names) do
    local said, is = answer.classes[name], truth.classes[name]
    if (said == "privileged") ~= (is == "privileged") then
      if is == "privileged" then
        fail_class(name, said, truth, "it is privileged if some execution in ring 0 does not trap, and every execution outside does, those with a `grant` field left out",
          "ela é privilegiada se alguma execução no anel 0 não causa trap e todas as de fora causam, sem contar as que têm um campo `grant`")
      end
      fail_class(name, said, truth, "privileged needs both: it runs in ring 0, and no execution in rings 1 to 3 goes without a trap (look at all its words)",
        "privilegiada exige as duas coisas: executa no anel 0, e nenhuma execução nos anéis 1 a 3 passa sem trap (veja todas as suas palavras)")
    end
  end
end

function cases.judge_user(evidence, truths)
  local truth = truths[1]
  local answer = answer_of(evidence, truth, 1)
  for _, name in ipairs(truth.names) do
    local said, is = answer.classes[name], truth.classes[name]
    if is_hole(is) and said ~= is then
      if not is_hole(said) then
        fail_class(name, said, truth, "first find the hole, then ask whether ring 3 alone shows it", "primeiro encontre o buraco, depois pergunte se o anel 3, sozinho, o revela")
      elseif is == "sensitive" then
        fail_class(name, said, truth, "a difference between ring 3 and an inner ring is not one of ring 3: count only what both states in ring 3 show",
          "uma diferença entre o anel 3 e um anel interno não é do anel 3: conte só o que os dois estados no anel 3 mostram")
      end
      fail_class(name, said, truth, "in ring 3, too, try every field and compare with the usual state there", "também no anel 3, experimente cada campo e compare com o estado usual de lá")
    end
  end
end

local kRules = {
  { number = 1, en = "none of them is a hole", pt = "nenhum deles é um buraco" },
  { number = 3, en = "none of them is a user-sensitive hole", pt = "nenhum deles é um buraco sensível de usuário" },
}

-- A verdict counts with what it rests on: the holes have to be the right ones.
local function judge_verdict(answer, truth)
  for _, name in ipairs(truth.names) do
    local said, is = answer.classes[name], truth.classes[name]
    if is_hole(said) ~= is_hole(is) then
      fail_class(name, said, truth, "a verdict rests on the holes: mend the classes first", "um veredicto se apoia nos buracos: conserte primeiro as classes")
    end
  end
  for _, rule in ipairs(kRules) do
    local said, is = answer["theorem" .. rule.number], truth["theorem" .. rule.number]
    if said ~= is then
      local names = table.concat(truth.names, ", ")
      fail(string.format("theorem %d %s for this list (%s); you say theorem%d = %s. What to do: judge the subjects of the list alone; it holds (true) if %s.", rule.number,
          is and "holds" or "does not hold", names, rule.number, tostring(said), rule.en),
        string.format("o teorema %d %s para esta lista (%s); você diz theorem%d = %s. O que fazer: julgue só os itens da lista; ele vale (true) se %s.", rule.number,
          is and "vale" or "não vale", names, rule.number, tostring(said), rule.pt))
    end
  end
end

function cases.judge_theorems(evidence, truths)
  for i, truth in ipairs(truths) do judge_verdict(answer_of(evidence, truth, i), truth) end
end

return cases
