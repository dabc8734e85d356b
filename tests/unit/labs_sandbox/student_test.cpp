// A student's libraries say what Lua's own say, where they say anything; what is used up is counted, to the same number every time.
#include <random>

#include "tests/unit/catch.hpp"
#include "tests/unit/labs_sandbox/full_lua.hpp"

using namespace anel;
using tests::Said;

namespace {

void same(const std::string& text, const std::vector<labs::Value>& arguments = {}) {
    tests::FullLua full;
    tests::StudentLua student;
    const Said theirs = tests::run(full.state, text, arguments), ours = tests::run(student.state, text, arguments);
    INFO(text << "\nLua: " << labs::Value(theirs.values).dump(-1, 32, false, labs::Value::error_handler_t::replace) << theirs.error << "\nhere: " << labs::Value(ours.values).dump(-1, 32, false, labs::Value::error_handler_t::replace) << ours.error);
    CHECK(ours == theirs);
}

std::uint64_t cost(const std::string& text) {
    tests::StudentLua student;
    const auto before = student.meter.used();
    const Said said = tests::run(student.state, text);
    INFO(text << ": " << said.error);
    CHECK(said.error.empty());
    return student.meter.used() - before;
}

}  // namespace

TEST_CASE("the libraries say what Lua's own say") {
    for (const char* text : {
             "return string.format('%5d|%-5s|%5.2f|%q|%x|%s|%s|%%|%c|%g', 42, 'ab', 1.5, 'a\\n', 255, true, nil, 65, 0.1)",
             "return ('abc'):upper(), ('ABC'):lower(), ('abc'):reverse(), ('abc'):len(), ('abc'):sub(2), ('abc'):sub(-2, -1), ('abc'):byte(1, -1)",
             "return ('ab'):rep(3), ('ab'):rep(3, ','), ('ab'):rep(0), ('ab'):rep(-1), (''):rep(5), string.char(72, 105), string.char()",
             "return string.pack('<I4i2z', 1, -2, 'abc'), string.unpack('<I4', 'abcd'), string.packsize('i4i8')",
             "return '10' + 5, '3' * '4', 10 .. 20, -'2', '0x10' + 0, 7 // 2, 7 % -3, '7' // 1",
             "local t = {1, 2, 3} table.insert(t, 4) table.insert(t, 1, 0) return t, table.remove(t), table.remove(t, 1), table.remove({}), #t",
             "return table.concat({1, 2, 'x'}, ', '), table.concat({}, 'x'), table.concat({1, 2, 3}, '-', 2, 3), table.unpack({1, 2, 3}, 2)",
             "return table.move({1, 2, 3}, 1, 3, 2), table.move({1, 2, 3}, 2, 3, 1), table.move({1, 2}, 1, 2, 1, {9, 9, 9})",
             "return pcall(table.insert, {1, 2}, 5, 1), select(2, pcall(table.insert, {1, 2}, 5, 1)), (pcall(table.remove, {1, 2}, 7)), select(2, pcall(table.concat, {{}}))",
             "local t = {5, 3, 9, 1} table.sort(t) return t, (function() local u = {'b', 'a', 'c'} table.sort(u, function(a, b) return a > b end) return u end)()",
             "return select(2, pcall(table.sort, {1, 'x'})), select(2, pcall(table.sort, {3, 2}, 5))",
             "return select('#'), select('#', nil, nil), select(2, 'a', 'b', 'c'), select(-1, 'a', 'b')",
             "return pcall(error, 'x'), select(2, pcall(error, {code = 1})), pcall(pcall), select('#', pcall(function() return 1, 2, 3 end))",
             "return xpcall(function(a) error(a, 0) end, function(e) return 'handled ' .. e end, 'it')",
             "return select(2, xpcall(function() local x = nil; return x.y end, function(e) return e end))",
             "local co = coroutine.create(function(a, b) local c = coroutine.yield(a + b) return c * 2 end) local _, x = coroutine.resume(co, 1, 2) local _, y = coroutine.resume(co, 10) return x, y, coroutine.status(co)",
             "local co = coroutine.wrap(function() return pcall(function() coroutine.yield(1) error('after', 0) end) end) return co(), co()",
             "local co = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end) return co(), co(), co(), coroutine.isyieldable()",
             "local log = {} do local x <close> = setmetatable({}, {__close = function() log[1] = 'closed' end}) end return log",
             "return tostring(nil), tostring(12), tostring(1.5), tostring('x'), tostring(setmetatable({}, {__tostring = function() return 'me' end}))",
             "return tonumber('10'), tonumber('z', 36), tonumber('1e3'), tonumber('x'), tonumber('0x1p4'), tonumber('  7  '), math.tointeger(3.0)",
             "return utf8.char(228, 8364), utf8.len('äö'), utf8.codepoint('ä', 1), utf8.offset('aäb', 3), (function() local n = 0 for _, c in utf8.codes('aä') do n = n + c end return n end)()",
             "return math.floor(2.7), math.max(1, 5, 3), math.type(1), math.type(1.0), math.ult(1, -1), math.abs(-3), math.fmod(7, 3), math.pi, math.maxinteger",
             "return load('return 1 + 1')(), load(function() return nil end) ~= nil, select(2, load('x =')), load('return x', 'n', 't', {x = 5})()",
             "local parts, i = {'return ', '4', '2'}, 0 return load(function() i = i + 1 return parts[i] end)()",
             "local t = {} for k, v in pairs({10, 20, 30}) do t[#t + 1] = k .. '=' .. v end for i, v in ipairs({'a', 'b'}) do t[#t + 1] = i .. v end return t",
             "local t = setmetatable({}, {__pairs = function() return function(_, k) if not k then return 1, 2 end end, nil, nil end}) local n = 0 for k, v in pairs(t) do n = n + k + v end return n",
             "local t = {a = 1, b = 2, c = 3} local n = 0 for k in pairs(t) do t[k] = nil n = n + 1 end return n, next(t)",
             "return rawequal('a', 'a'), rawlen({1, 2}), rawget({x = 1}, 'x'), type(rawset({}, 1, 2)), getmetatable({}), next({}), next({5})",
             "return select(2, pcall(setmetatable, 1, {})), select(2, pcall(setmetatable, setmetatable({}, {__metatable = 1}), {})), getmetatable(setmetatable({}, {__metatable = 'locked'}))",
             "goto done do return 1 end ::done:: return #table.pack(1, nil, 3), table.pack(1, nil).n",
         })
        same(text);
}

TEST_CASE("sorting with an order function gives what Lua's own gives, and is stable") {
    std::mt19937_64 random(3);
    for (int i = 0; i < 50; ++i) {
        labs::Value list = labs::Value::array();
        for (auto count = random() % 60; count > 0; --count) list.push_back(static_cast<std::int64_t>(random() % 50));
        same("local t = ... table.sort(t) return t", {list});
        same("local t = ... table.sort(t, function(a, b) return a > b end) return t", {list});
    }
    tests::StudentLua student;
    CHECK(tests::run(student.state, "local t = {} for i = 1, 100 do t[i] = {i % 3, i} end table.sort(t, function(a, b) return a[1] < b[1] end)\n"
                                    "for i = 2, 100 do if t[i][1] == t[i - 1][1] then assert(t[i][2] > t[i - 1][2]) end end return true").values == std::vector<labs::Value>{true});
}

TEST_CASE("pairs and next go through all keys, once, in the keys' own order") {
    tests::StudentLua student;
    const Said said = tests::run(student.state, R"lua(
local t = {b = 1, a = 2, [3] = 3, [1] = 4, [2.5] = 5, [true] = 6, [-1] = 7, [print] = 8, [type] = 9, [math.mininteger] = 10, [1 << 62] = 11, [(1 << 62) + 1.0] = 12}
local seen, order, by_next, key = {}, {}, {}, nil
for k, v in pairs(t) do assert(not seen[k]) seen[k] = true assert(t[k] == v) if type(k) ~= "function" then order[#order + 1] = tostring(k) end end
repeat key = next(t, key) if key ~= nil then by_next[#by_next + 1] = key assert(seen[key]) end until key == nil
local count = 0 for _ in pairs(seen) do count = count + 1 end
return count, #by_next, table.concat(order, " ")
)lua");
    INFO(said.error);
    REQUIRE(said.values.size() == 3);
    CHECK(said.values[0] == 11);
    CHECK(said.values[1] == 11);
    CHECK(said.values[2] == "-9223372036854775808 -1 1 2.5 3 4611686018427387904 a b true");
}

TEST_CASE("the same text uses the same number of instructions and the same memory, every time") {
    const char* const text = "local t = {} for i = 1, 2000 do t['k' .. i] = {i, ('x'):rep(i % 50)} end for k, v in pairs(t) do t[k] = nil end\n"
                             "local f = coroutine.wrap(function() for i = 1, 100 do coroutine.yield(i) end end) for i = 1, 100 do f() end return (('a'):rep(300):gsub('a+', string.upper))";
    std::set<std::pair<std::uint64_t, std::size_t>> seen;
    for (int i = 0; i < 5; ++i) {
        tests::StudentLua student;
        CHECK(tests::run(student.state, text).error.empty());
        seen.emplace(student.meter.used(), student.arena.peak());
    }
    CHECK(seen.size() == 1);
}

TEST_CASE("what a library function does is paid for, though Lua counts one instruction") {
    const std::uint64_t nothing = cost("return 1");
    CHECK(nothing < 2000);
    for (const char* text : {"local t = {} for i = 1, 100 do t[i] = i end for i = 1, 2000 do table.concat(t) end", "local s = ('x'):rep(1000000) for i = 1, 20 do s:upper() end",
                             "for i = 1, 1000 do coroutine.create(print) end", "local t = {} for i = 1, 30000 do t[i] = -i end table.sort(t)", "local s = ('1'):rep(100000) for i = 1, 50 do tonumber(s) end",
                             "local s = ('x = 1 '):rep(1000) for i = 1, 40 do load(s) end", "local s = ('x'):rep(100000) for i = 1, 100 do local t = s .. i end",
                             "local s = ('a'):rep(100000) for i = 1, 100 do s:find('b', 1, true) end"}) {
        const std::uint64_t paid = cost(text);
        INFO(text << ": " << paid);
        CHECK(paid > 150'000);
    }
}

TEST_CASE("what there is, is this and nothing else") {
    tests::StudentLua student;
    const Said said = tests::run(student.state, "local names = {} for name, value in pairs(_G) do names[#names + 1] = name if type(value) == 'table' and name ~= '_G' then for inner in pairs(value) do names[#names + 1] = name .. '.' .. inner end end end\n"
                                                "return table.concat(names, ' ')");
    REQUIRE(said.values.size() == 1);
    CHECK(said.values[0] ==
          "_G _VERSION assert coroutine coroutine.close coroutine.create coroutine.isyieldable coroutine.resume coroutine.running coroutine.status coroutine.wrap coroutine.yield error getmetatable "
          "ipairs load log math math.abs math.acos math.asin math.atan math.ceil math.cos math.deg math.exp math.floor math.fmod math.huge math.log math.max math.maxinteger math.min math.mininteger "
          "math.modf math.pi math.rad math.random math.randomseed math.sin math.sqrt math.tan math.tointeger math.type math.ult next pairs pcall print rawequal rawget rawlen rawset require select "
          "setmetatable string string.byte string.char string.find string.format string.gmatch string.gsub string.len string.lower string.match string.pack string.packsize string.rep string.reverse "
          "string.sub string.unpack string.upper table table.concat table.insert table.move table.pack table.remove table.sort table.unpack tonumber tostring type utf8 utf8.char utf8.charpattern "
          "utf8.codepoint utf8.codes utf8.len utf8.offset xpcall");
}

TEST_CASE("require finds the submission's own files, by dots, once each, and what it was told is wrong comes with its file and line") {
    tests::StudentLua student(labs::Submission{{{"a.lua", "count = (count or 0) + 1 return {n = count}"}, {"lib/b.lua", "return require('a').n + 10"}, {"bad.lua", "local x = \nx.y = 1"}, {"none.lua", ""}}});
    const Said said = tests::run(student.state, "return require('a').n, require('a').n, require('lib.b'), require('none'), select(2, pcall(require, 'bad')), select(2, pcall(require, 'c'))");
    INFO(said.error);
    REQUIRE(said.values.size() == 6);
    CHECK(said.values[1] == 1);
    CHECK(said.values[2] == 11);
    CHECK(said.values[3] == true);
    CHECK(said.values[4].get<std::string>().starts_with("bad.lua:2:"));
    CHECK(said.values[5].get<std::string>().find("'c'") != std::string::npos);
}
