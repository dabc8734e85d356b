local cases = require "cases"

return {
  {
    name = "console", points = 5, cases = 2,
    title = { en = "texts of any length reach the console", ["pt-BR"] = "textos de qualquer tamanho chegam ao console" },
    make = cases.make { print = 6, few = 1, touches = 1 },
    judge = cases.judge,
  },
  {
    name = "changes", points = 15, cases = 3,
    title = { en = "mapped pages can be used, unmapped ones no longer", ["pt-BR"] = "páginas mapeadas podem ser usadas, desmapeadas não mais" },
    make = cases.make { few = 4, commit = 2, touches = 3, in_use = 4 },
    judge = cases.judge,
  },
  {
    name = "ceiling", points = 10, cases = 2,
    title = { en = "no more hypercalls than needed", ["pt-BR"] = "não mais hiperchamadas do que o necessário" },
    make = cases.make({ changes = 4, commit = 2, touches = 2, print = 2 }, true),
    judge = cases.judge_calls,
  },
  {
    name = "refusals", points = 10, cases = 3,
    title = { en = "what the guest may not have it is refused", ["pt-BR"] = "o que o convidado não pode ter lhe é recusado" },
    make = cases.make { few = 2, touches = 2, addresses = 2, frames = 2, counts = 1 },
    judge = cases.judge,
  },
}
