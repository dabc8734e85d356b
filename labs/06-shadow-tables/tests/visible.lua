local cases = require "cases"

return {
  {
    name = "first-pages", points = 10, cases = 3,
    title = { en = "loads, stores and calls go where the guest's tables say", ["pt-BR"] = "leituras, escritas e chamadas vão aonde as tabelas do convidado dizem" },
    make = cases.make { tidy = true, length = 25, pages = 16 },
    judge = cases.judge,
  },
  {
    name = "own-faults", points = 10, cases = 3,
    title = { en = "a page fault of the guest's own reaches its kernel, no other does", ["pt-BR"] = "uma falta de página do próprio convidado chega ao núcleo dele, e nenhuma outra" },
    make = cases.make { before = 4, nowhere = true, kernel_page = true, length = 45 },
    judge = cases.judge,
  },
  {
    name = "remap", points = 10, cases = 3,
    title = { en = "after a change and its tlbflush the new entry counts", ["pt-BR"] = "depois de uma mudança e do seu tlbflush vale a nova entrada" },
    make = cases.make { changes = true, length = 30 },
    judge = cases.judge,
  },
  {
    name = "roots", points = 10, cases = 3,
    title = { en = "a new root brings its own pages", ["pt-BR"] = "uma nova raiz traz as suas próprias páginas" },
    make = cases.make { roots = 3, switches = 3, length = 35 },
    judge = cases.judge,
  },
}
