-- The same properties, on machines that nobody has seen.
local cases = require "cases"

return {
  { name = "any-hole", points = 15, cases = 2, title = { en = "no hole is missed, on any machine", ["pt-BR"] = "nenhum buraco é esquecido, em máquina nenhuma" }, make = cases.make_classes,
    judge = cases.judge_holes, reproduce = "holes" },
  { name = "any-false-hole", points = 12, cases = 2, title = { en = "nothing else is called a hole, on any machine", ["pt-BR"] = "nada mais é chamado de buraco, em máquina nenhuma" },
    make = cases.make_classes, judge = cases.judge_false_holes, reproduce = "false-holes" },
  { name = "any-privileged", points = 11, cases = 2, title = { en = "privileged is right, on any machine", ["pt-BR"] = "privilegiado está certo, em qualquer máquina" }, make = cases.make_classes,
    judge = cases.judge_privileged, reproduce = "privileged" },
  { name = "any-user", points = 11, cases = 2, title = { en = "user-sensitive is right, on any machine", ["pt-BR"] = "sensível de usuário está certo, em qualquer máquina" }, make = cases.make_classes,
    judge = cases.judge_user, reproduce = "user" },
  { name = "any-theorem", points = 11, cases = 2, title = { en = "the theorems are right, on any machine", ["pt-BR"] = "os teoremas estão certos, em qualquer máquina" }, make = cases.make_theorems,
    judge = cases.judge_theorems, reproduce = "theorems" },
}
