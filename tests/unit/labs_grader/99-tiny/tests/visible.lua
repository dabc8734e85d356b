local cases = require "cases"
return {
    {
        name = "goes-on", points = 20, title = {en = "the run gets to its end", ["pt-BR"] = "a execução chega ao fim"}, hint = 2,
        make = function(random) return cases.task(3), {count = 3} end,
        judge = function(evidence, memo)
            expect.equal(evidence.steps[1].stop, "address", {en = "how the run stopped", ["pt-BR"] = "como a execução parou"})
            expect.equal(evidence.hook_count, memo.count, {en = "how often your function was called", ["pt-BR"] = "quantas vezes sua função foi chamada"})
        end,
    },
    {
        name = "counts", points = 20, title = {en = "a0 counts the instructions", ["pt-BR"] = "a0 conta as instruções"},
        make = function(random)
            local count = random:number(2, 9)
            return cases.task(count), {count = count}
        end,
        judge = cases.counts,
    },
}
