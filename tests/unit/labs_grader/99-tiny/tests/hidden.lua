local cases = require "cases"
return {
    {
        name = "counts-many", points = 60, cases = 3, reproduce = "counts", title = {en = "a0 counts however many there are", ["pt-BR"] = "a0 conta quantas houver"},
        make = function(random)
            local count = random:number(20, 60)
            return cases.task(count), {count = count}
        end,
        judge = cases.counts,
    },
}
