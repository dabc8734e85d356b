-- What a student sees and can run at home.
local cases = require "cases"

return {
  cases.test({name = "ring-one", points = 10, cases = 2, title = {en = "the guest's kernel runs in ring 1, and its first privileged instruction comes to the monitor", ["pt-BR"] = "o kernel do convidado executa no anel 1, e a primeira instrução privilegiada dele chega ao monitor"}},
    {first = cases.privileged}),
  cases.test({name = "registers", points = 10, cases = 2, title = {en = "the guest finds its registers as a machine that was just switched on has them", ["pt-BR"] = "o convidado encontra os registradores como numa máquina recém-ligada"}},
    {first = cases.privileged, stores = true}),
  cases.test({name = "owner", points = 10, cases = 4, title = {en = "of the first trap the monitor knows what it is, and whose", ["pt-BR"] = "do primeiro trap o monitor sabe o que é, e de quem é"}},
    {first = cases.anything}),
  cases.test({name = "stray-interrupt", points = 10, cases = 2, title = {en = "an interrupt of the real machine on the way does not kill the guest, and is not forgotten", ["pt-BR"] = "uma interrupção da máquina real no caminho não mata o convidado, nem é esquecida"}},
    {first = cases.privileged, timer = true}),
}
