-- What visible and hidden tests share.
local cases = {}

-- A guest in ring 1 that disables interrupts `count` times and then jumps to where the run ends.
function cases.guest(count)
    local lines = {"start:"}
    for _ = 1, count do lines[#lines + 1] = "    di" end
    lines[#lines + 1] = "end:"
    lines[#lines + 1] = "    jal zero, end"
    return table.concat(lines, "\n") .. "\n"
end

function cases.task(count)
    local source = cases.guest(count)
    local guest = assemble(source, "guest.s")
    return {
        machine = {policy = "strict", memory = {ram_mib = 2}, timing = "none"},
        load = {{assembly = source, name = "guest.s"}},
        cpu = {pc = guest.symbols.start, ring = 1, a0 = 0},
        module = "answer",
        hooks = {{cause = {"privileged"}, from = {1}, call = "after"}},
        steps = {{run = {cycles = 1000, address = guest.symbols["end"]}}},
        budget = {cycles = 2000, instructions = 100000, memory_bytes = 4000000},
        report = {hooks = 100},
    }
end

function cases.counts(evidence, memo)
    for i, hook in ipairs(evidence.hooks) do
        if hook.after.x[11] ~= i then
            local wanted = {table.unpack(hook.after.x)}
            wanted[11] = i
            expect.diverged{step = i, message = {en = "a0 does not count the instructions", ["pt-BR"] = "a0 não conta as instruções"}, wanted = {x = wanted}}
        end
    end
    expect.equal(evidence.cpu.x[11], memo.count, {en = "a0 behind the last instruction", ["pt-BR"] = "a0 depois da última instrução"})
end

return cases
