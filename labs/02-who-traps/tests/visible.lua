-- What a student sees: every property on a few machines.
local cases = require "cases"

return {
  { name = "holes", hint = 1, points = 10, cases = 2, title = { en = "no hole is missed", ["pt-BR"] = "nenhum buraco é esquecido" }, make = cases.make_classes, judge = cases.judge_holes },
  { name = "false-holes", hint = 2, points = 8, cases = 2, title = { en = "what is called a hole is one", ["pt-BR"] = "o que é chamado de buraco é um buraco" }, make = cases.make_classes,
    judge = cases.judge_false_holes },
  { name = "privileged", hint = 2, points = 8, cases = 2, title = { en = "privileged is what is privileged", ["pt-BR"] = "privilegiado é o que é privilegiado" }, make = cases.make_classes,
    judge = cases.judge_privileged },
  { name = "user", hint = 2, points = 7, cases = 2, title = { en = "holes of user code are told from the others", ["pt-BR"] = "os buracos de usuário são separados dos outros" }, make = cases.make_classes,
    judge = cases.judge_user },
  { name = "theorems", hint = 3, points = 7, cases = 2, title = { en = "both theorems are answered rightly", ["pt-BR"] = "os dois teoremas são respondidos corretamente" }, make = cases.make_theorems,
    judge = cases.judge_theorems },
}
