-- The same properties, more often and over more of what can be.
local cases = require "cases"

return {
  { name = "answers", points = 15, cases = 6, title = { en = "any number, any secret, any place", ["pt-BR"] = "qualquer número, qualquer segredo, qualquer lugar" },
    make = cases.make_plain, judge = cases.judge_answer, reproduce = "answer" },
  { name = "services", points = 15, cases = 6, title = { en = "any number of calls", ["pt-BR"] = "qualquer quantidade de chamadas" },
    make = cases.make_service, judge = cases.judge_service, reproduce = "service" },
  { name = "every-register", points = 15, cases = 4, title = { en = "no register of the user's changes", ["pt-BR"] = "nenhum registrador do usuário muda" },
    make = cases.make_registers, judge = cases.judge_registers, reproduce = "registers" },
  { name = "every-trap", points = 15, cases = 12, title = { en = "only an ecall is a system call", ["pt-BR"] = "só um ecall é uma chamada de sistema" },
    make = cases.make_forbidden(1), judge = cases.judge_forbidden, reproduce = "forbidden" },
}
