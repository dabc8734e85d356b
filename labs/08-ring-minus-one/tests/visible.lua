local cases = require "cases"

return {
  {
    name = "control-block", points = 10, cases = 2,
    title = { en = "the hardware takes the block, and the guest comes to its end", ["pt-BR"] = "o hardware aceita o bloco, e o convidado chega ao fim" },
    make = cases.make { what = { "access", "port" }, before = 12 },
    judge = cases.judge_block,
  },
  {
    name = "ports", points = 10, cases = 3,
    title = { en = "the guest's console is the monitor's", ["pt-BR"] = "o console do convidado é o do monitor" },
    make = cases.make { what = { "port", "port", "access" }, before = 30 },
    judge = cases.judge,
  },
  {
    name = "paging", points = 10, cases = 3,
    title = { en = "the guest uses page tables of its own, and its page faults are its own", ["pt-BR"] = "o convidado usa tabelas de páginas próprias, e as faltas de página são dele" },
    make = cases.make { what = { "access" }, paging = true, length = 30 },
    judge = cases.judge,
  },
  {
    name = "roots", points = 10, cases = 3,
    title = { en = "writes of root are emulated", ["pt-BR"] = "as escritas em root são emuladas" },
    make = cases.make { what = { "access", "access", "switch" }, paging = true, length = 40 },
    judge = cases.judge,
  },
}
