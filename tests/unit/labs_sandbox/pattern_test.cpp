// A student's patterns find what Lua's own find, on random patterns and subjects; and what would take for ever costs, step by step.
#include <random>

#include "tests/unit/catch.hpp"
#include "tests/unit/labs_sandbox/full_lua.hpp"

using namespace anel;
using tests::Said;

namespace {

std::string pick(std::mt19937_64& random, const std::vector<std::string>& from) { return from[random() % from.size()]; }

std::string random_pattern(std::mt19937_64& random) {
    static const std::vector<std::string> items{"a", "b", ".", "%a", "%d", "%s", "%w", "%x", "%p", "%u", "%l", "%g", "%c", "%A", "%W", "%S", "%.", "[ab]", "[^ab]", "[a-c]", "[%d_]",
                                                "[]]", "[^]x]", "[a-]", "[%a-z]", "%b()", "%f[%w]", "%f[^a]", "(a)", "(", ")", "()", "(%w*)", "%1", "%2", "$", "^", "%", "[", "[a", "]",
                                                "x", " ", "-", "1", std::string("\0", 1), "%z", "\xc3"};
    static const std::vector<std::string> how{"", "", "", "*", "+", "-", "?"};
    std::string result = random() % 6 == 0 ? "^" : "";
    for (auto count = random() % 6; count > 0; --count) result += pick(random, items) + pick(random, how);
    return result + (random() % 6 == 0 ? "$" : "");
}

std::string random_subject(std::mt19937_64& random) {
    static const std::vector<std::string> items{"a", "b", "c", "ab", "aab", " ", "1", "42", "(", ")", "(a(b)c)", "-", "]", "^", "$", "%", "X", std::string("\0", 1), "\xc3\xa7", "_x", "."};
    std::string result;
    for (auto count = random() % 12; count > 0; --count) result += pick(random, items);
    return result;
}

const char* const kQuestion = R"lua(
local subject, pattern, replacement, start = ...
local function try(f, ...)
  local all = table.pack(pcall(f, ...))
  if not all[1] then return {false} end
  for i = 1, all.n do if all[i] == nil then all[i] = "nil" end end
  all.n = nil
  return all
end
local function gather()
  local found = {}
  for a, b in string.gmatch(subject, pattern, start) do found[#found + 1] = {a, b} end
  return found
end
return try(string.find, subject, pattern, start), try(string.match, subject, pattern, start), try(string.gsub, subject, pattern, replacement),
  try(string.gsub, subject, pattern, function(a, b) return b and a end, 3), try(gather), try(string.find, subject, pattern, start, true)
)lua";

}  // namespace

TEST_CASE("find, match, gmatch and gsub say what Lua's own say") {
    tests::FullLua full;
    tests::StudentLua student;
    std::mt19937_64 random(7);
    std::size_t matched = 0, refused = 0;
    for (int i = 0; i < 20000; ++i) {
        const std::string subject = random_subject(random), pattern = random_pattern(random), replacement = pick(random, {"", "x", "%0", "<%1>", "%2", "%%", "%", "%x"});
        const auto start = static_cast<std::int64_t>(random() % 12) - 4;
        const std::vector<labs::Value> arguments{subject, pattern, replacement, start};
        const Said theirs = tests::run(full.state, kQuestion, arguments), ours = tests::run(student.state, kQuestion, arguments);
        REQUIRE(theirs.error.empty());
        INFO("subject '" << subject << "', pattern '" << pattern << "', replacement '" << replacement << "', from " << start);
        INFO("Lua: " << labs::Value(theirs.values).dump(-1, ' ', false, labs::Value::error_handler_t::replace));
        INFO("here: " << labs::Value(ours.values).dump(-1, ' ', false, labs::Value::error_handler_t::replace) << ours.error);
        REQUIRE(ours == theirs);
        if (theirs.values[0][0] == false) ++refused;
        if (theirs.values[0].size() > 2) ++matched;
    }
    CHECK(matched > 2000);
    CHECK(refused > 500);
}

TEST_CASE("a pattern that tries everything is paid for step by step") {
    tests::StudentLua student;
    const auto cost = [&](const std::string& text) {
        const auto before = student.meter.used();
        const Said said = tests::run(student.state, text);
        CHECK(said.error.empty());
        return student.meter.used() - before;
    };
    CHECK(cost("return (('a'):rep(40):find(('a-'):rep(4) .. 'b'))") > 100'000);
    CHECK(cost("return (('a'):rep(100000):find('a'))") < 40'000);
    CHECK(cost("return #('x'):rep(1000):gsub('.', 'y')") > 1000);
    CHECK(cost("return (('a'):rep(2000):find('.-b'))") > 1'000'000);
    CHECK(cost("return (('('):rep(3000):find('%b()'))") > 1'000'000);
    // Steps that look at no character: 30 for each of 45,150 beginnings and ends.
    CHECK(cost("return (('a'):rep(300):find('.-' .. ('()'):rep(30) .. 'b'))") > 1'300'000);
}

TEST_CASE("a pattern that goes too deep is an error, not a crash") {
    tests::StudentLua student;
    CHECK(tests::run(student.state, "return pcall(string.find, ('x'):rep(1000), ('x?'):rep(1000))").values[0] == false);
    CHECK(tests::run(student.state, "return pcall(string.find, 'x', ('('):rep(100))").values[0] == false);
    CHECK(tests::run(student.state, "return pcall(string.find, ('x'):rep(1000), ('(x'):rep(1000))").values[0] == false);
}
