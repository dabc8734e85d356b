// The part of the test suite that is easier said in Lua: what a test file must return, and who calls its functions.
// Not here: when it is called (test_suite.cpp).
#pragma once

namespace anel::labs {

/// A chunk that is given the language's tag and returns four functions:
/// provide(name, loader); add(list, file, hidden) -> descriptions; make(test, seed) -> task; judge(evidence).
inline constexpr const char* kTestDriver = R"lua(
local language = ...
local new_random = random.new
local tests, current = {}, nil

local function wrong(file, at, ...)
    local source = type(at) == "function" and debug.getinfo(at, "S")
    error(file .. (source and source.short_src == file and ":" .. source.linedefined or "") .. ": " .. string.format(...), 0)
end

local known = { name = "string", points = "number", cases = "number", title = "table", make = "function", judge = "function",
                reproduce = "string", ends = "boolean", hint = "number" }
local needed = { "name", "points", "title", "make", "judge" }

local function described(test, i, file, hidden)
    if type(test) ~= "table" then wrong(file, nil, "test %d is a %s; each test is a table {name=, points=, title=, make=, judge=}", i, type(test)) end
    local called = type(test.name) == "string" and "'" .. test.name .. "'" or tostring(i)
    local somewhere = type(test.make) == "function" and test.make or test.judge
    for key, value in pairs(test) do
        if not known[key] then wrong(file, somewhere, "test %s: unknown field '%s'", called, tostring(key)) end
        if type(value) ~= known[key] then wrong(file, somewhere, "test %s: '%s' has to be a %s and is a %s", called, key, known[key], type(value)) end
    end
    for _, key in ipairs(needed) do
        if test[key] == nil then wrong(file, somewhere, "test %s: '%s' is missing", called, key) end
    end
    for _, one in ipairs(tests) do
        if one.name == test.name then wrong(file, somewhere, "test %s: there is another one of that name", called) end
    end
    if not test.title.en or not test.title["pt-BR"] then wrong(file, somewhere, "test %s: its title has to be in both languages, {en=, [\"pt-BR\"]=}", called) end
    if test.cases and (math.type(test.cases) ~= "integer" or test.cases < 1 or test.cases > 1000) then wrong(file, somewhere, "test %s: 'cases' has to be from 1 to 1000", called) end
    if test.points < 0 then wrong(file, somewhere, "test %s: 'points' must not be negative", called) end
    if hidden and not test.reproduce then wrong(file, somewhere, "test %s: 'reproduce' is missing: a hidden test names the visible one that shows its property", called) end
    tests[#tests + 1] = test
    return { name = test.name, points = test.points, cases = test.cases or 1, title = test.title[language], ends = test.ends or false, hidden = hidden,
             reproduce = test.reproduce or "", hint = math.tointeger(test.hint) or 0 }
end

local function provide(name, loader)
    package.preload[name] = loader
end

local function add(list, file, hidden)
    if type(list) ~= "table" then wrong(file, nil, "has to return a list of tests; it returned a %s", type(list)) end
    local descriptions = {}
    for i, test in ipairs(list) do descriptions[i] = described(test, i, file, hidden) end
    if #descriptions == 0 then wrong(file, nil, "returned no tests") end
    for i, test in ipairs(list) do
        local found = not hidden
        for _, one in ipairs(tests) do found = found or one.name == test.reproduce end
        if not found then wrong(file, test.make, "test '%s': reproduce names '%s', and there is no such test", test.name, test.reproduce) end
    end
    return descriptions
end

local function make(i, seed)
    local task, memo = tests[i].make(new_random(seed))
    if type(task) ~= "table" then wrong(debug.getinfo(tests[i].make, "S").short_src, tests[i].make, "test '%s': make has to return a task; it returned a %s", tests[i].name, type(task)) end
    current = { judge = tests[i].judge, task = task, memo = memo }
    return task
end

local function judge(evidence)
    current.judge(evidence, current.memo, current.task)
end

return provide, add, make, judge
)lua";

}  // namespace anel::labs
