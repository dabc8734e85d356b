// Bytes of libFuzzer's become lines for a debugger on a small machine. None may crash it or let it run on without end; and whatever the lines
// did, the run is what it was: gone to again, a moment is the same moment, byte for byte.
// Not here: the fuzzer, and what is fuzzed (compiled by clang for it, see cmake/anel_fuzz_program.cmake).
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "isa/asm/assemble.hpp"
#include "isa/debug/debugger.hpp"
#include "tests/unit/debug/small_guest.hpp"

using namespace anel;

namespace {

constexpr std::size_t kMostLines = 24;
constexpr std::size_t kMostLine = 96;
constexpr Cycles kMostCycles = 4000;  ///< of one command
constexpr std::uint32_t kBytes = (1U << 20) + (1U << 16);  ///< the program lies behind the first MiB

[[noreturn]] void fail(const char* what, std::string_view line) {
    std::fprintf(stderr, "%s, behind: %.*s\n", what, static_cast<int>(line.size()), line.data());
    std::abort();
}

struct Program {
    std::vector<std::uint8_t> file;
    machine::ElfImage image;
};
const Program& program() {
    static const Program made = [] {
        const auto assembled = assembler::assemble(tests::kSmallGuest, "small.s");
        if (!assembled) fail("the program does not assemble", assembled.error().message);
        const auto image = machine::parse_elf(assembled->elf, "small.elf");
        if (!image) fail("the program is no program", image.error().message);
        return Program{assembled->elf, *image};
    }();
    return made;
}

struct Debugged {
    Debugged() : machine(machine::MachineConfig{}, kBytes) {
        for (const machine::ElfSegment& segment : program().image.segments)
            if (!machine.write_memory({segment.paddr}, segment.bytes)) fail("the program does not fit", "");
        machine.devices().insert_disk(std::vector<std::uint8_t>(1024, 0xd5));
        machine.reset_to({program().image.entry}, {0});
        history = std::make_unique<machine::History>(machine, machine::HistoryLimits{.spacing = 2000, .bytes = std::size_t{1} << 24, .snapshots = 6});
        debug::DebuggerOptions options;
        options.most_cycles = kMostCycles;
        debugger = std::make_unique<debug::Debugger>(*history, std::move(options));
        static const debug::Program named = *debug::read_program(program().file, "small.elf", "small", {}, debug::Presence::kByMemory);
        debugger->symbols().add(named);
    }
    machine::Machine machine;
    std::unique_ptr<machine::History> history;
    std::unique_ptr<debug::Debugger> debugger;
};

/// Each step back is a piece of the run made again: thousands of them are for other tests.
bool takes_long(std::string_view line) {
    const std::size_t begin = line.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos || line[begin] != 'b') return false;
    std::size_t digits = 0;
    for (const char c : line) {
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        if (digits > 2) return true;
    }
    return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    Debugged it;
    std::string_view rest(reinterpret_cast<const char*>(bytes), size);
    machine::Moment kept_at;
    std::unique_ptr<machine::MachineSnapshot> kept;
    for (std::size_t lines = 0; lines < kMostLines && !rest.empty(); ++lines) {
        const std::string_view line = rest.substr(0, std::min(rest.find('\n'), kMostLine));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        if (takes_long(line)) continue;
        const Cycles before = it.history->end().cycle;
        const std::size_t inputs = it.history->inputs().size();
        const debug::Reply reply = it.debugger->run(line);
        if (!reply.ok && (reply.text.empty() || reply.text.find('\n') != std::string::npos)) fail("a refusal is no sentence", line);
        // A goto goes to the end and on from there, which both are bounded.
        if (it.history->end().cycle > before + 2 * kMostCycles) fail("a command ran on", line);
        if (reply.quit) break;
        it.debugger->new_console();
        // A new future leaves nothing of the old one to come back to.
        if (it.history->inputs().size() != inputs || (kept && it.history->end() < kept_at)) kept.reset();
        if (!kept) {
            kept_at = it.history->now();
            kept = std::make_unique<machine::MachineSnapshot>(it.machine.save());
        }
    }
    if (!kept) return 0;
    it.history->seek(kept_at);
    if (!(it.machine.save() == *kept)) fail("the same moment is another one", "all lines");
    return 0;
}
