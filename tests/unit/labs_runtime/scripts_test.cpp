// What scripts reach: registers by name, memory, runs, hooks in Lua, worlds, expectations; and that whatever is wrong is said at its line.
#include "labs/runtime/bindings.hpp"

#include <algorithm>
#include <filesystem>

#include "labs/runtime/plot.hpp"
#include "labs/runtime/random.hpp"
#include "labs/runtime/repl.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

namespace anel::labs {

namespace {

class Script {
public:
    explicit Script(lua::Grade grade = lua::Grade::kFull) : state_(grade) {
        state_.open_libraries();
        surroundings.log = [this](std::string_view line) { logged += std::string(line) + "\n"; };
        bind(state_, surroundings);
    }
    std::optional<lua::Failure> run(const std::string& text, const std::string& name = "s.lua") { return state_.run(text, name, {}, nullptr); }
    void holds(const std::string& text) {
        const auto failure = run(text);
        INFO(text);
        INFO((failure ? failure->message : ""));
        CHECK_FALSE(failure);
    }
    void fails(const std::string& text, int line, const std::string& part) {
        const auto failure = run(text);
        INFO(text);
        REQUIRE(failure);
        INFO(failure->message);
        CHECK(failure->line == line);
        CHECK(failure->file == "s.lua");
        CHECK(failure->message.find(part) != std::string::npos);
    }
    lua::State& state() { return state_; }
    Surroundings surroundings;
    std::string logged;

private:
    lua::State state_;
};

const std::string kMachine = "local m = machine.new{memory={ram_mib=2}, timing='none'}\n";

}  // namespace

TEST_CASE("the notes' reference of scripts is what the tables give") {
    INFO("the tables have changed; write the page anew with: build/release/bin/anel lua --reference > course-notes/en/lua-reference.md");
    const bool same = tests::read_file(tests::source_file("course-notes/en/lua-reference.md")) == lua_reference();
    CHECK(same);
}

TEST_CASE("every example of the guide runs, in both languages") {
    for (const char* page : {"course-notes/en/lua.md", "course-notes/pt-BR/lua.md"}) {
        const std::string text = tests::read_file(tests::source_file(page));
        int examples = 0;
        const tests::TemporaryFolder folder;
        for (std::size_t at = text.find("```lua\n"); at != std::string::npos; at = text.find("```lua\n", at + 1)) {
            const std::size_t begin = at + 7;
            const std::string example = text.substr(begin, text.find("```", begin) - begin);
            Script script;
            script.surroundings.plots = folder.path().string();
            const auto failure = script.run(example, page);
            INFO(example);
            INFO((failure ? failure->message : ""));
            CHECK_FALSE(failure);
            ++examples;
        }
        CHECK(examples >= 5);
    }
}

TEST_CASE("registers have their names, their numbers and their bits") {
    Script script;
    script.holds(kMachine + R"(
        local cpu = m.cpu
        cpu.a0 = 7
        assert(cpu.a0 == 7 and cpu.x10 == 7 and cpu[10] == 7)
        cpu[11] = -1
        assert(cpu.a1 == 0xffffffff)
        cpu.zero = 5
        assert(cpu.x0 == 0)
        cpu.status0 = 0xffffffff
        assert(cpu.status0 == 15)
        cpu.vector1 = 0x1007
        assert(cpu.vector1 == 0x1004)
        cpu.root = 0x5001
        assert(cpu.root == 0x5001)
        cpu.root = 0
        cpu.ring = 2
        assert(cpu.ring == 2 and m.cpu.ring == 2)
        cpu.pc = 0x1234
        assert(cpu.pc == 0x1234 and cpu.waiting == false and cpu.vm == 0))");
    script.fails(kMachine + "m.cpu.vectr0 = 1", 2, "has no register 'vectr0'; did you mean 'vector0'?");
    script.fails(kMachine + "return m.cpu.privileged_things", 2, "has no register 'privileged_things'; there are a0");
    script.fails(kMachine + "\nm.cpu.a0 = 1 << 32", 3, "32 bits (write v & 0xffffffff to cut it off)");
    script.fails(kMachine + "m.cpu.a0 = nil", 2, "found nothing");
    script.fails(kMachine + "m.cpu.pc = 2", 2, "a multiple of 4");
    script.fails(kMachine + "m.cpu.ring = -1", 2, "from 0 to 3");
    script.fails(kMachine + "m.cpu.cycle = 1", 2, "cpu.cycle can only be read");
    script.fails(kMachine + "m.cycles = 1", 2, "did you mean 'cycle'");
}

TEST_CASE("memory is read and written as bytes, halves, words and text, and what lies outside is said so") {
    Script script;
    script.holds(kMachine + R"(
        local memory = m.memory
        memory:set_u32(0x1000, 0x11223344)
        assert(memory:u8(0x1000) == 0x44 and memory:u16(0x1002) == 0x1122 and memory:u32(0x1000) == 0x11223344)
        memory:set_u8(0x1001, -1)
        memory:set_u16(0x1002, 0xbeef)
        assert(memory:bytes(0x1000, 4) == '\x44\xff\xef\xbe')
        memory:set_bytes(0x2000, 'a\0b')
        assert(memory:bytes(0x2000, 3) == 'a\0b' and memory:size() == 2 << 20))");
    script.fails(kMachine + "m.memory:u32(0x1ffffe)", 2, "there is no memory at physical 0x001ffffe; memory has 2097152 bytes");
    script.fails(kMachine + "m.memory:set_u8(0x200000, 1)", 2, "there is no memory");
    script.fails(kMachine + "m.memory:set_bytes(0x1fffff, 'ab')", 2, "there is no memory");
    script.fails(kMachine + "m.memory:set_u8(0, 256)", 2, "from -128 to 255; found 256");
    script.fails(kMachine + "m.memory.u8(0)", 2, "with a colon");
}

TEST_CASE("page tables are walked as they are, and a refusal says why") {
    Script script;
    script.holds(kMachine + R"(
        local memory, cpu = m.memory, m.cpu
        -- Level 1 at 0x10000, level 0 at 0x11000. Bits: V R W X, ring in 8 and 9.
        local pte = function(frame, bits, ring) return frame | bits | ring << 8 end
        memory:set_u32(0x10000 + 4 * 1, 0x11000 | 1)
        memory:set_u32(0x11000 + 4 * 2, 0x20000 | 3)
        cpu.root = 0x10000 | 1
        local entries = memory:walk(0x402abc)
        assert(#entries == 2 and entries[1].level == 1 and entries[1].at == 0x10004 and entries[2].value == 0x20003)
        assert(entries.physical == 0x20abc)
        assert(memory:virtual(0x402abc) == 0x20abc)
        local pa, why = memory:virtual(0x402abc, 'store')
        assert(pa == nil and why:find('may not be written', 1, true), why)
        pa, why = memory:virtual(0x403000)
        assert(pa == nil and why:find('not valid', 1, true), why)
        pa, why = memory:virtual(0x402abc, 'load', 3)
        assert(pa == nil and why:find('from ring 3', 1, true), why)
        cpu.root = 0
        assert(memory:virtual(0x402abc) == nil and memory:virtual(0x1000) == 0x1000)
        assert(memory:walk(0x402abc, 0x10001).physical == 0x20abc))");
    script.fails(kMachine + "m.memory:virtual(0, 'read')", 2, "\"load\", \"store\" or \"fetch\"; found the text 'read'");
}

TEST_CASE("hooks in Lua do what their answers say") {
    Script script;
    script.holds(kMachine + R"(
        local program = assemble[[
            li a0, 1
            csrr a1, scratch0
            ecall
            ebreak
        ]]
        m:load(program)
        m:start(program.entry)
        m.cpu.ring = 1
        local traps = {}
        m:hook{cause='privileged', from=1, call=function(m, trap)
            traps[#traps + 1] = trap
            m.cpu.a1 = 42
            return 'emulate', {cycles=20}
        end}
        m:hook{cause={'ecall', 'breakpoint'}, call=function(m, trap)
            if trap.cause == 'ecall' then return 'emulate' end
            return 'stop', {message='enough'}
        end}
        local why, message = m:run()
        assert(why == 'stop' and message == 'enough')
        assert(m.cpu.a1 == 42 and #traps == 1)
        local trap = traps[1]
        assert(trap.cause == 'privileged' and trap.number == 10 and not trap.interrupt and trap.line == nil and trap.from == 1)
        assert(trap.pc == program.entry + 4 and trap.word == m.memory:u32(trap.pc) and trap.value == trap.word)
        assert(m.trace:ledger().declared == 22 and m.declared)
        local sum = 0
        for _, cycles in pairs(m.trace:ledger()) do sum = sum + cycles end
        assert(sum == m.cycle)
        local events = m.trace:events()
        assert(#events == 3 and events[2].cause == 'ecall' and events[2].kind == 'trap' and events[2].from == 1 and events[2].to == 0)
        assert(#m.trace:events(events[2].cycle, events[2].cycle) == 1 and m.trace:lost() == 0)
        assert(m:back() == 1 and m.cpu.ring == 1 and #m.trace:events() == 2)
        assert(m:back(100) == 3 and m.cpu.a1 == 0)
        assert(m:run() ~= nil and m.cpu.a1 == 42 and #traps == 1))");
}

TEST_CASE("a mistake in a hook is said with its line, whatever the mistake") {
    Script script;
    const auto hooked = [&](const std::string& body) {
        return kMachine + "local p = assemble('csrr a1, scratch0\\nebreak')\nm:load(p) m:start(p.entry) m.cpu.ring = 1\nm:hook{cause='any', call=function(m, trap)\n" + body + "\nend}\nm:run()";
    };
    script.fails(hooked("local x = trap.nothing.more"), 5, "attempt to index a nil value");
    script.fails(hooked("m.cpu.a99 = 1"), 5, "has no register 'a99'");
    script.fails(hooked("\nm:run()"), 6, "stands still while a hook works on it");
    script.fails(hooked("m:step()"), 5, "stands still");
    script.fails(hooked("m:back()"), 5, "stands still");
    script.fails(hooked("m:seek(0)"), 5, "stands still");
    script.fails(hooked("m:restore(m:snapshot())"), 5, "stands still");
    script.fails(hooked("return"), 4, "returned nothing; a hook's function returns what happens next");
    script.fails(hooked("return 'emulat'"), 4, "returned \"emulat\"; did you mean 'emulate'?");
    script.fails(hooked("return 5"), 4, "returned 5; a hook's function returns");
    script.fails(hooked("return 'emulate', {cycle=5}"), 4, "there is no 'cycle'; did you mean 'cycles'?");
    script.fails(hooked("return 'emulate', {cycles=0}"), 4, "at least 1");
    script.fails(hooked("return 'emulate', {cycles=-5}"), 4, "32 bits; found -5");
    script.fails(hooked("return 'emulate', 5"), 4, "a table such as {cycles=20}; found 5");
    script.fails(hooked("return 'inject', {cause='privilege', ring=1}"), 4, "did you mean 'privileged'?");
    script.fails(hooked("return 'inject', {cause='illegal', ring=1}"), 4, "set bit 1 of cpu.grant first");
    script.fails(hooked("return 'redirect', {ring=7}"), 4, "ring from -1 to 3; found 7");
    script.fails(hooked("expect.equal(trap.pc, 0, 'pc')"), 5, "pc: found 1048576 (0x100000); expected 0");
    script.fails(hooked("error({message='of mine'})"), 5, "of mine");
    script.fails(kMachine + "m:hook{cause='priviledged', call=print}", 2, "did you mean 'privileged'?");
    script.fails(kMachine + "m:hook{cause='any'}", 2, "call is to be the function");
    script.fails(kMachine + "m:hook{caus='any', call=print}", 2, "unknown option 'caus'; did you mean 'cause'?");
    script.fails(kMachine + "m:hook{from=9, call=print}", 2, "a ring from 0 to 3");
    script.fails(kMachine + "m:load('\\x13\\0\\0\\0', 0) m:run_until{when=function(m) return m.cpu.zz end}", 2, "no register 'zz'");
    script.fails(kMachine + "m:load('\\x13\\0\\0\\0', 0) m:run_until{when=function(m) m:step() end}", 2, "return true to end the run");
    script.fails(kMachine + "m:run_until{when=true}", 2, "when is to be a function");
    script.fails(kMachine + "m:run_until{adress=0}", 2, "did you mean 'address'?");
    // And the machine is not broken by any of it.
    script.holds(kMachine + "m:hook{call=function(m) error('once') end} local p = assemble('ecall\\nebreak') m:load(p) m:start(p.entry)\n assert(not pcall(m.run, m)) assert(m:run(1) == 'cycle' or true)");
}

TEST_CASE("assembly that is wrong is said with its own line and the script's") {
    Script script;
    script.fails("\nlocal p = assemble('nop\\n  addd a0, a0, a0\\n', 'guest.s')", 2, "guest.s:2:3:");
    script.fails("assemble(5)", 1, "the assembly text is to be text; found 5");
}

TEST_CASE("machines are described by tables, and a wrong one is said") {
    Script script;
    script.holds("assert(machine.new().memory:size() == 16 << 20)");
    script.holds("assert(machine.new{policy={base='popf', overrides={ei='trap'}}, memory={ram_mib=2}, icache={}}.memory:size() == 2 << 20)");
    script.fails("machine.new{polcy='strict'}", 1, "the machine's table: unknown key 'polcy'; did you mean 'policy'?");
    script.fails("machine.new{memory={ram_mib=1}}", 1, "from 2 to 1024; found 1");
    script.fails("machine.new('nowhere.yaml')", 1, "nowhere.yaml");
    script.fails("machine.new(3)", 1, "the path of a YAML file, or by a table");
    script.fails("machine.new{1}", 1, "the path of a YAML file, or by a table");
}

TEST_CASE("a snapshot belongs to its machine") {
    Script script;
    script.holds(kMachine + "m.cpu.a0 = 5 local s = m:snapshot() m.cpu.a0 = 6 m:restore(s) assert(m.cpu.a0 == 5) s = nil collectgarbage()");
    script.fails(kMachine + "local n = machine.new{memory={ram_mib=2}} n:restore(m:snapshot())", 2, "one of another machine");
    script.fails(kMachine + "m:restore(m)", 2, "is to be a snapshot; found a userdata");
}

TEST_CASE("machines that nobody holds any more are collected, hooks that hold them or not") {
    Script script;
    script.holds("for i = 1, 300 do local m = machine.new{memory={ram_mib=16}} m:hook{call=function() return m end} end");
}

TEST_CASE("Anelix boots for a script, in a mode of one's choice") {
    Script script;
    script.holds("local m = machine.new() m:boot{append='run=hello'} assert(m:run() == 'off') assert(m.console:find('Hello', 1, true), m.console)");
    script.fails("machine.new():boot{mode='ful'}", 1, "ful");
    script.fails("machine.new():boot{kernel='nowhere.elf'}", 1, "nowhere.elf");
}

TEST_CASE("what the world of Popek and Goldberg shows a script is what the classifier finds") {
    Script script;
    script.holds(R"(
        local config = {policy='legacy', memory={ram_mib=2}}
        local w = world.new(config)
        -- A few, as a student would do it.
        local wanted = {}
        for _, row in ipairs(classify(config)) do wanted[row.name] = row end
        assert(classify(config).theorem1 == false and classify(config).theorem3 == false)
        for _, subject in ipairs(w:subjects()) do
            if subject.name == 'ei' or subject.name == 'add' or subject.name == 'wfi' or subject.name == 'csrrs/status0' or subject.name == 'tret' then
                local control, behaviour, user, silent, runs = false, false, false, false, false
                for _, word in ipairs(subject.words) do
                    local usual = {}
                    for ring = 0, 3 do
                        usual[ring] = w:execute{word=word, ring=ring}
                        local tries = {{out=usual[ring]}}
                        for _, field in ipairs(w:fields(ring)) do tries[#tries + 1] = {field=field, out=w:execute{word=word, ring=ring, field=field}} end
                        for _, try in ipairs(tries) do
                            if not try.out.trapped then
                                if ring == 0 then runs = true
                                elseif not (try.field and try.field:find('^grant:')) then silent = true end
                                if #try.out.changes > 0 then control = true user = user or ring == 3 end
                                if not usual[ring].trapped and try.out.program ~= usual[ring].program then behaviour = true user = user or ring == 3 end
                            end
                        end
                    end
                    for a = 0, 3 do for b = a + 1, 3 do
                        if not usual[a].trapped and not usual[b].trapped and usual[a].program ~= usual[b].program then behaviour = true end
                    end end
                end
                local privileged = runs and not silent
                local class = privileged and 'privileged' or not (control or behaviour) and 'innocuous' or user and 'user-sensitive' or 'sensitive'
                local row = wanted[subject.name]
                expect.equal({control, behaviour, user, class}, {row.control, row.behaviour, row.user, row.class}, subject.name)
            end
        end)");
    script.fails("local w = world.new{memory={ram_mib=2}}\nw:execute{word=0x73, ring=1, field='statos0'}", 2, "there is no field 'statos0' for ring 1; did you mean 'status0'?");
    script.fails("local w = world.new{memory={ram_mib=2}}\nw:execute{ring=1}", 2, "word is to be an instruction's");
}

TEST_CASE("expectations hold or say what was found, in the language of the run") {
    Script script;
    script.holds("expect.equal({1, {a = 2}}, {1, {a = 2.0}}) expect.is_true(0) expect.near(1.0, 1.05, 0.1) expect.equal(nil, nil)");
    script.fails("expect.equal(10, 11, 'ten')", 1, "ten: found 10 (0xa); expected 11 (0xb)");
    script.fails("expect.equal('abcd', 'abxd')", 1, "found \"abcd\"; expected \"abxd\" (they differ from byte 3 on)");
    script.fails("expect.is_true(false, 'this')", 1, "this");
    script.fails("expect.is_true(nil)", 1, "what was to be true is not");
    script.fails("expect.near(1, 2, 0.5)", 1, "found 1.0; expected 2.0");
    script.surroundings.language = explain::Language::kPortuguese;
    script.fails("expect.equal(1, 2, {en='one', ['pt-BR']='um'})", 1, "um: encontrado 1; esperado 2");
    script.holds("assert(text{en='one', ['pt-BR']='um'} == 'um')");
    const auto failure = script.run("expect.diverged{step=3, message='here', explain={en='because', ['pt-BR']='porque'}}");
    REQUIRE(failure);
    CHECK(failure->object == Value({{"expect", true}, {"message", "here"}, {"step", 3}, {"explain", "porque"}, {"file", "s.lua"}, {"line", 1}}));
}

TEST_CASE("what is drawn is the same everywhere, stays in its range, and every number of it comes") {
    Random random(1);
    std::array<int, 7> count{};
    for (int i = 0; i < 7000; ++i) ++count[static_cast<std::size_t>(random.number(-3, 3) + 3)];
    for (const int n : count) CHECK((n > 850 && n < 1150));
    Random again(1);
    CHECK(again.word64() == 2469588189546311528ULL);  // the standard's generator, which is the same in every library
    CHECK(Random::of_text("a").word64() == Random::of_text("a").word64());
    CHECK(Random::of_text("a").word64() != Random::of_text("b").word64());
    CHECK(Random(5).number(INT64_MIN, INT64_MAX) == static_cast<std::int64_t>(Random(5).word64() + (std::uint64_t{1} << 63)));
    Script script;
    script.holds("local r = random.new(3) local s = r:shuffle{1, 2, 3, 4} table.sort(s) expect.equal(s, {1, 2, 3, 4}) assert(r:pick{7} == 7 and r:word() < 2^32 and r:chance(1))");
    script.fails("random.new(3):number(2, 1)", 1, "at least 2; found 1");
    script.fails("random.new(3):pick{}", 1, "a list with something in it");
}

TEST_CASE("a plot has every point in it, and is there whole or not at all") {
    Script script;
    const tests::TemporaryFolder folder;
    script.surroundings.plots = folder.path().string();
    script.holds("assert(plot{title='a < b', x='n', y='cycles', series={{name='one', points={{1, 10}, {2, 40}, {3.5, 90}}}, {name='two', points={{1, 5}}}}, file='p.svg'} == 'p.svg')");
    const std::string svg = tests::read_file(folder.path() / "p.svg");
    CHECK(svg.find("a &lt; b") != std::string::npos);
    CHECK(svg.find("data-series=\"one\" data-x=\"3.5\" data-y=\"90\"") != std::string::npos);
    std::size_t points = 0;
    for (std::size_t at = svg.find("data-series"); at != std::string::npos; at = svg.find("data-series", at + 1)) ++points;
    CHECK(points == 4);
    script.fails("plot{series={{points={{1, 'x'}}}}}", 1, "point 1 of series 1 is to be two numbers");
    script.fails("plot{series={}}", 1, "at least one");
    script.fails("plot{series={{points={}}}, file='nowhere/p.svg'}", 1, "cannot be written there");
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a student's script reads and works on its machine, and neither makes nor runs one") {
    Script script(lua::Grade::kStudent);
    script.holds("assert(machine == nil and world == nil and expect == nil and random == nil and assemble == nil and decode == nil and plot == nil)");
    script.holds("assert(disassemble(0x73) == 'ecall') log('a', 1, {2})");
    CHECK(script.logged == "a\t1\t{2}\n");
    const auto bound = std::make_shared<BoundMachine>(*machine_config(Value{{"memory", {{"ram_mib", 2}}}}));
    REQUIRE_FALSE(lua::push(script.state().raw(), lua::Item(handle_of(bound))));
    lua_setglobal(script.state().raw(), "m");
    script.holds("m.cpu.a0 = 5 m.memory:set_u8(0, 1) assert(m.cycle == 0 and m.console == '')");
    CHECK(bound->machine.state().x[10] == 5);
    script.fails("m:run()", 1, "a m has no 'run'");
    script.fails("m:hook{}", 1, "has no 'hook'");
    script.fails("return m.trace", 1, "has no 'trace'");
}

TEST_CASE("a conversation shows what lines give, waits for what is not complete, and goes on behind a mistake") {
    Script script;
    Repl repl(script.state());
    const auto says = [&](const std::string& line, const std::string& answer) {
        const Repl::Reply reply = repl.line(line);
        INFO(line);
        CHECK_FALSE(reply.incomplete);
        CHECK(reply.text == answer);
    };
    says("1 + 1", "2\n");
    says("x = 255", "");
    says("x, 'text', nil", "255 (0xff)\n\"text\"\nnil\n");
    says("", "");
    CHECK(repl.line("function f(n)").incomplete);
    CHECK(repl.line("  return n * 2").incomplete);
    says("end", "");
    says("f(4)", "8\n");
    says("{a = {1, 2}}", "{a = {1, 2}}\n");
    says("machine", "table\n");
    says("machine.new{memory={ram_mib=2}}", "m\n");
    const Repl::Reply wrong = repl.line("x.y.z = 1");
    CHECK(wrong.failed);
    CHECK(wrong.text.starts_with("line:12: attempt to index a number value"));
    const Repl::Reply bad = repl.line("x = = 2");
    CHECK(bad.failed);
    CHECK(bad.text.starts_with("line:13: "));
    CHECK(repl.line("if true then").incomplete);
    CHECK(repl.end().failed);
    says("x", "255 (0xff)\n");
}

}  // namespace anel::labs
