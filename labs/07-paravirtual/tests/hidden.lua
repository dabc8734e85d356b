local cases = require "cases"

return {
  {
    name = "switching", points = 10, cases = 3, reproduce = "changes",
    title = { en = "a switch of the root comes behind the changes that wait, and within the ceiling", ["pt-BR"] = "a troca de raiz vem depois das mudanças em espera, e dentro do teto" },
    make = cases.make({ switch = 3, switch_to_changed = 4, changes = 2, few = 4, touches = 4, in_use = 2 }, true),
    judge = cases.judge_calls,
  },
  {
    name = "addresses", points = 10, cases = 4, reproduce = "refusals",
    title = { en = "no address outside the guest's memory is read or written", ["pt-BR"] = "nenhum endereço fora da memória do convidado é lido ou escrito" },
    make = cases.make { addresses = 8, few = 2, touches = 2 },
    judge = cases.judge,
  },
  {
    name = "frames", points = 10, cases = 4, reproduce = "refusals",
    title = { en = "no entry opens the monitor, ring 0 or a table to the guest", ["pt-BR"] = "nenhuma entrada abre o monitor, o anel 0 ou uma tabela ao convidado" },
    make = cases.make { frames = 8, few = 2, touches = 2 },
    judge = cases.judge,
  },
  {
    name = "roots", points = 5, cases = 3, reproduce = "refusals",
    title = { en = "only a root table becomes the root", ["pt-BR"] = "só uma tabela raiz se torna a raiz" },
    make = cases.make { roots = 5, switch = 2, few = 2, touches = 2 },
    judge = cases.judge,
  },
  {
    name = "counts", points = 5, cases = 3, reproduce = "refusals",
    title = { en = "counts have their limits, and the limit itself is allowed", ["pt-BR"] = "quantidades têm limites, e o próprio limite é permitido" },
    make = cases.make { counts = 6, few = 2, touches = 2 },
    judge = cases.judge,
  },
  {
    name = "all-or-nothing", points = 10, cases = 3, reproduce = "refusals",
    title = { en = "a list with one bad change changes nothing", ["pt-BR"] = "uma lista com uma mudança ruim não muda nada" },
    make = cases.make { all_or_nothing = 5, few = 2, touches = 3 },
    judge = cases.judge,
  },
  {
    name = "copied-once", points = 10, cases = 3, reproduce = "changes",
    title = { en = "a list that changes under the monitor's hands is done as it was handed over", ["pt-BR"] = "uma lista que muda nas mãos do monitor é executada como foi entregue" },
    make = cases.make { copied_once = 4, few = 2, touches = 2 },
    judge = cases.judge,
  },
}
