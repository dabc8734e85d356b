-- The same properties where they are harder, with guests that nobody has seen.
local cases = require "cases"

return {
  cases.test({name = "open-grant", points = 15, cases = 4, reproduce = "ring-one", title = {en = "whatever the firmware granted and delegated, everything traps to the monitor", ["pt-BR"] = "não importa o que o firmware concedeu e delegou: tudo causa trap para o monitor"}},
    {first = function(random) return random:chance(3) and cases.exception(random) or cases.quiet(random) end, open = true, stores = true}),
  cases.test({name = "any-first", points = 15, cases = 6, reproduce = "owner", title = {en = "every kind of first trap of a kernel is told apart", ["pt-BR"] = "todo tipo de primeiro trap de um kernel é distinguido"}},
    {first = cases.anything, open = true}),
  cases.test({name = "outer-rings", points = 15, cases = 8, reproduce = "owner", title = {en = "a guest that begins in ring 1, 2 or 3 runs in the right real ring, and its traps are its own", ["pt-BR"] = "um convidado que começa no anel 1, 2 ou 3 executa no anel real certo, e os traps são dele"}},
    {first = function(random) return random:chance(4) and cases.exception(random) or cases.privileged(random) end, ring = {1, 2, 3, 3, 3}, open = true}),
  cases.test({name = "several-lines", points = 15, cases = 4, reproduce = "stray-interrupt", title = {en = "several lines interrupt, at any moment, and each is remembered", ["pt-BR"] = "várias linhas interrompem, em qualquer momento, e cada uma é lembrada"}},
    {first = cases.anything, ring = {0, 3}, timer = true, software = 4, open = true}),
}
