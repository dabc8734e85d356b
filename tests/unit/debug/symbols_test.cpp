// Names, addresses and lines of the programs that are built here, and of programs that share their addresses.
#include "isa/debug/symbols.hpp"

#include <cstring>

#include "isa/asm/assemble.hpp"
#include "isa/debug/source.hpp"
#include "isa/machine/files.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using debug::Presence;
using debug::Program;
using debug::Symbols;

namespace {

Program read(const std::string& file, const std::string& name, Presence presence = Presence::kAlways, std::vector<debug::Placing> placings = {}) {
    const std::string bytes = tests::read_file(tests::bundled_file(file));
    auto program = debug::read_program(machine::bytes_of(bytes), file, name, std::move(placings), presence);
    REQUIRE(program);
    return std::move(*program);
}

Program assembled(const std::string& text, const std::string& name) {
    const auto result = assembler::assemble(text, name + ".s");
    REQUIRE(result);
    auto program = debug::read_program(result->elf, name, name, {}, Presence::kByMemory);
    REQUIRE(program);
    return std::move(*program);
}

std::string refusal(const Symbols& symbols, const std::string& name) {
    const auto found = symbols.find(name);
    REQUIRE_FALSE(found);
    return found.error().message;
}

}  // namespace

TEST_CASE("C++ names lose what a reader does not need") {
    CHECK(debug::readable_name("_ZN4anel7monitor12_GLOBAL__N_111the_monitorE") == "anel::monitor::the_monitor");
    CHECK(debug::readable_name("_ZN6anelix5printEPKc") == "anelix::print");
    CHECK(debug::readable_name("_ZN1aclEv") == "a::operator()");
    CHECK(debug::readable_name("trap_entry0") == "trap_entry0");
}

TEST_CASE("an address has its function, its offset and its line, and back") {
    Symbols symbols;
    symbols.add(read("anelix.elf", "kernel"));
    const auto main = symbols.find("kernel_main");
    REQUIRE(main);
    const auto place = symbols.at(main->value + 8, true, {});
    REQUIRE(place);
    CHECK(place->symbol->name == "kernel_main");
    CHECK(place->offset == 8);
    const auto line = place->program->lines.at(main->value);
    REQUIRE(line);
    CHECK(line->file->shown == "guest-os/kernel/main.cpp");
    // The line is that of its definition, in the file as it is here.
    const std::string source = tests::read_file(tests::source_file(line->file->shown));
    debug::SourceFiles files([&](const std::string&) { return Result<std::string>(source); });
    REQUIRE(files.line(*line->file, line->line) != nullptr);
    CHECK(files.line(*line->file, line->line)->find("kernel_main(") != std::string::npos);
    CHECK(symbols.find("main.cpp:" + std::to_string(line->line))->value == main->value);
    CHECK(symbols.find("kernel:guest-os/kernel/main.cpp:" + std::to_string(line->line))->value == main->value);
    CHECK_FALSE(symbols.at(0x10, true, {}));
}

TEST_CASE("assembly has its lines, too, and no name of the folder it was built in") {
    const Program monitor = read("monitor.elf", "monitor");
    Symbols symbols;
    symbols.add(monitor);
    const auto line = monitor.lines.at(symbols.find("trap_entry")->value);
    REQUIRE(line);
    CHECK(line->file->shown == "monitor/target/start.S");
    // Functions that the linker left out have left no lines at the monitor's first address.
    CHECK(monitor.lines.at(0)->file->shown == "monitor/target/start.S");
}

TEST_CASE("a program that is moved is found where it lies") {
    Symbols symbols;
    symbols.add(read("monitor.elf", "monitor", Presence::kAlways, {{0xffc00000, false}, {0x01000000, true}}));
    const auto entry = symbols.find("trap_entry");
    REQUIRE(entry);
    CHECK(entry->value >= 0xffc00000);
    CHECK(symbols.at(entry->value, true, {})->symbol->name == "trap_entry");
    const std::uint32_t physical = entry->value - 0xffc00000 + 0x01000000;
    CHECK(symbols.at(physical, false, {})->symbol->name == "trap_entry");
    CHECK_FALSE(symbols.at(physical, true, {}));
}

TEST_CASE("of programs at the same addresses the one is meant whose code is there") {
    Symbols symbols;
    symbols.add(assembled("_start: li a0, 1\nfirst: ecall\n", "one"));
    symbols.add(assembled("_start: li a0, 2\nsecond: ecall\n", "two"));
    const std::uint32_t start = symbols.find("two:_start")->value;
    CHECK(symbols.find("one:_start")->value == start);
    const Program& two = symbols.programs()[1];
    const debug::ReadMemory memory = [&](std::uint32_t address, std::span<std::uint8_t> to) {
        if (address < start || address - start + to.size() > two.segments[0].bytes.size()) return false;
        std::memcpy(to.data(), &two.segments[0].bytes[address - start], to.size());
        return true;
    };
    const auto place = symbols.at(start + 4, true, memory);
    REQUIRE(place);
    CHECK(place->program->name == "two");
    CHECK(place->symbol->name == "second");
    CHECK_FALSE(symbols.at(start + 4, true, [](std::uint32_t, std::span<std::uint8_t>) { return false; }));
    // A name without a program is the first one's.
    CHECK(symbols.find("_start")->program->name == "one");
}

TEST_CASE("a name that may mean several is refused with all of them") {
    Symbols symbols;
    symbols.add(read("anelix.elf", "kernel"));
    const std::string message = refusal(symbols, "trap_value");
    CHECK(message.find("'trap_value' may mean any of: kernel:anelix::trap_value at 0x8010") == 0);
    CHECK(symbols.find("forget_process"));
    CHECK(symbols.find("anelix::forget_process"));
    CHECK(refusal(symbols, "process").find("there is no symbol 'process'") == 0);
    CHECK(refusal(symbols, "kernel_mian") == "there is no symbol 'kernel_mian'; did you mean 'kernel_main'?");
    CHECK(refusal(symbols, "main.cpp:100000").find("no program has code of 'main.cpp' at or behind line 100000") == 0);
    CHECK(refusal(symbols, "ain.cpp:34").find("no program has code") == 0);
    CHECK(refusal(symbols, "kernl:kernel_main").find("there is no program 'kernl'; did you mean 'kernel'?") == 0);
    CHECK(refusal(symbols, "kernel:").find("is no place") != std::string::npos);
    CHECK(refusal(symbols, "kernel:a:b:4").find("is no place") != std::string::npos);
}

TEST_CASE("what is no program for the machine is refused with the file's name") {
    const auto refused = debug::read_program(machine::bytes_of("hello"), "notes.txt", "notes", {}, Presence::kAlways);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("notes.txt: is not an ELF file") == 0);
}

TEST_CASE("sources that are not there have no lines, and are asked for once") {
    int asked = 0;
    debug::SourceFiles none([&](const std::string&) { return ++asked, Result<std::string>(Error{"gone"}); });
    const debug::SourceName name{"a/b.cpp", "/x/a/b.cpp"};
    CHECK(none.line(name, 1) == nullptr);
    CHECK(none.line(name, 2) == nullptr);
    CHECK(asked == 2);  // by both of its names
    debug::SourceFiles some([&](const std::string& path) { return path == "a/b.cpp" ? Result<std::string>(std::string("one\n\nthree")) : Result<std::string>(Error{"gone"}); });
    REQUIRE(some.line(name, 3) != nullptr);
    CHECK(*some.line(name, 3) == "three");
    CHECK(some.line(name, 2)->empty());
    CHECK(some.line(name, 4) == nullptr);
    CHECK(some.line(name, 0) == nullptr);
}
