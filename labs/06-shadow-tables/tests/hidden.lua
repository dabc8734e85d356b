local cases = require "cases"

return {
  {
    name = "equivalence", points = 15, cases = 4, reproduce = "remap",
    title = { en = "a guest that does everything at once cannot tell", ["pt-BR"] = "um convidado que faz tudo ao mesmo tempo não percebe a diferença" },
    make = cases.make { before = 3, roots = 3, superpages = true, nowhere = true, changes = true, off = true, elsewhere = true, length = 60 },
    judge = cases.judge,
  },
  {
    name = "superpages", points = 10, cases = 4, reproduce = "own-faults",
    title = { en = "superpages, also where they reach beyond the guest's memory", ["pt-BR"] = "superpáginas, também onde passam do fim da memória do convidado" },
    make = cases.make { superpages = true, length = 40 },
    judge = cases.judge,
  },
  {
    name = "only-justified", points = 15, cases = 4, reproduce = "own-faults",
    title = { en = "no shadow entry grants more than the guest's tables do", ["pt-BR"] = "nenhuma entrada da sombra dá mais do que as tabelas do convidado dão" },
    make = cases.make { before = 2, roots = 2, superpages = true, nowhere = true, changes = true, length = 45, shadow = true },
    judge = cases.judge_shadow,
  },
  {
    name = "spaces-kept", points = 10, cases = 3, reproduce = "roots",
    title = { en = "coming back to a root costs no new fills", ["pt-BR"] = "voltar a uma raiz não custa novos preenchimentos" },
    make = cases.make { roots = 3, switches = 3, length = 90, pages = 4 },
    judge = cases.judge_fills,
  },
  {
    name = "other-spaces", points = 10, cases = 4, reproduce = "remap",
    title = { en = "tlbflush reaches the address spaces that are not in force", ["pt-BR"] = "tlbflush alcança os espaços de endereços que não estão em vigor" },
    make = cases.make { roots = 3, switches = 4, changes = true, elsewhere = true, length = 40, pages = 16 },
    judge = cases.judge_fills,
  },
}
