-- What a student sees: every property once or a few times.
local cases = require "cases"

return {
  { name = "down", hint = 1, points = 5, cases = 2, title = { en = "tret goes down to `user` in ring 3", ["pt-BR"] = "tret desce até `user`, no anel 3" },
    make = cases.make_plain, judge = cases.judge_down },
  { name = "call", hint = 1, points = 5, cases = 2, title = { en = "the user's ecall arrives at `handler` in ring 0", ["pt-BR"] = "o ecall do usuário chega a `handler`, no anel 0" },
    make = cases.make_plain, judge = cases.judge_call },
  { name = "answer", hint = 2, points = 10, cases = 2, title = { en = "the answer is right and in its place, and the user goes on in ring 3", ["pt-BR"] = "a resposta está certa e no lugar, e o usuário segue no anel 3" },
    make = cases.make_plain, judge = cases.judge_answer },
  { name = "service", hint = 2, points = 5, cases = 2, title = { en = "the kernel serves more calls, with other numbers", ["pt-BR"] = "o núcleo atende outras chamadas, com outros números" },
    make = cases.make_service, judge = cases.judge_service },
  { name = "registers", hint = 2, points = 5, cases = 1, title = { en = "a call leaves the user's registers alone", ["pt-BR"] = "uma chamada não mexe nos registradores do usuário" },
    make = cases.make_registers, judge = cases.judge_registers },
  { name = "forbidden", hint = 3, points = 10, cases = 3, title = { en = "what ring 3 must not do ends in kernel_panic", ["pt-BR"] = "o que o anel 3 não pode fazer acaba em kernel_panic" },
    make = cases.make_forbidden(1, 5), judge = cases.judge_forbidden },
}
