local cases = require "cases"

return {
  {
    name = "equivalence", points = 15, cases = 4, reproduce = "roots",
    title = { en = "a guest that does everything at once cannot tell", ["pt-BR"] = "um convidado que faz tudo ao mesmo tempo não percebe a diferença" },
    make = cases.make { what = { "access", "access", "access", "switch", "port", "timer" }, nowhere = true, before = 10, paging = true, length = 60 },
    judge = cases.judge,
  },
  {
    name = "outside-memory", points = 10, cases = 4, reproduce = "paging",
    title = { en = "where the guest's machine has no memory, the guest gets an access fault", ["pt-BR"] = "onde a máquina do convidado não tem memória, o convidado recebe uma falta de acesso" },
    make = cases.make { what = { "access" }, nowhere = true, before = 10, paging = true, length = 30 },
    judge = cases.judge,
  },
  {
    name = "interrupts", points = 15, cases = 4, reproduce = "ports",
    title = { en = "the timer interrupts when it is due and the guest lets it", ["pt-BR"] = "o temporizador interrompe quando vence e o convidado permite" },
    make = cases.make { what = { "timer", "timer", "access" }, before = 8, paging = true, length = 12 },
    judge = cases.judge,
  },
  {
    name = "nested-tables", points = 10, cases = 3, reproduce = "paging",
    title = { en = "the nested tables lead to the guest's memory alone", ["pt-BR"] = "as tabelas aninhadas levam só à memória do convidado" },
    make = cases.make { what = { "access", "access", "switch" }, nowhere = true, before = 6, paging = true, length = 30, nested = true },
    judge = cases.judge_nested,
  },
  {
    name = "few-exits", points = 10, cases = 3, reproduce = "control-block",
    title = { en = "nothing exits that need not, and the monitor hears of all the rest", ["pt-BR"] = "nada sai sem necessidade, e o monitor fica sabendo de todo o resto" },
    make = cases.make { what = { "access", "access", "switch", "port", "port", "timer" }, before = 10, paging = true, length = 50, exits = true },
    judge = cases.judge_exits,
  },
}
