// The engine's parts one by one, each as a loop that does one thing, with exact timing; for whoever changes one of them. A part that does
// not do what its name says (no misses where there should be some) is an error, so that the numbers mean what they seem to.
// items_per_second are simulated instructions; `rate` is how often the thing happens for each of them.
// Not here: whole programs (anel bench), and the guard against getting slower (count_instructions).
// Usage: anel_bench_parts [Google Benchmark's options]
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "isa/asm/assemble.hpp"
#include "isa/base/invariant.hpp"
#include "isa/cpu/decode.hpp"
#include "isa/machine/elf.hpp"
#include "isa/machine/machine.hpp"
#include "isa/spec/control_block.hpp"
#include "isa/spec/platform.hpp"

namespace {

using namespace anel;

bool failed = false;

enum class Place { kPhysical, kPaged, kNested };

struct Part {
    const char* name;
    Place place = Place::kPhysical;
    std::string source;  ///< from `_start`, in ring 0; on for ever
    std::function<std::uint64_t(const cpu::Cpu&)> happens;
    double rate_least = 0;
};

// One table of pages maps the first 4 MiB onto themselves, for everybody: it serves as a guest's own table and as the nested one.
constexpr std::uint32_t kTop = 0x00300000, kLower = 0x00301000, kBlock = 0x00302000;

void put(machine::Machine& machine, std::uint32_t at, std::uint32_t word) {
    std::array<std::uint8_t, sizeof word> bytes{};
    std::memcpy(bytes.data(), &word, sizeof word);
    invariant(machine.write_memory({at}, bytes), "what a part needs fits into memory");
}

void make_tables(machine::Machine& machine) {
    namespace pte = spec::pte;
    constexpr std::uint32_t kOpen = pte::kValid | pte::kRead | pte::kWrite | pte::kExecute | pte::kRing | pte::kAccessed | pte::kDirty;
    put(machine, kTop, kLower | pte::kValid);
    for (std::uint32_t entry = 0; entry < kPageBytes / 4; ++entry) put(machine, kLower + entry * 4, entry * kPageBytes | kOpen);
}

/// At the first instruction of the part's source, with paging as it wants it.
void load(machine::Machine& machine, const Part& part) {
    const auto program = assembler::assemble(part.source, part.name);
    if (!program) fmt::print(stderr, "{}\n", program.error().message);
    invariant(static_cast<bool>(program), "a part can be assembled");
    const auto image = machine::parse_elf(program->elf, part.name);
    invariant(static_cast<bool>(image), "what is assembled can be loaded");
    for (const machine::ElfSegment& segment : image->segments)
        invariant(machine.write_memory({segment.paddr}, segment.bytes), "what a part needs fits into memory");
    make_tables(machine);
    cpu::CpuState state;
    state.pc = image->entry;
    state.root = part.place == Place::kPhysical ? 0 : kTop | spec::kRootOn;
    if (part.place != Place::kNested) {
        machine.cpu().set_state(state);
        return;
    }
    // A vmenter behind the tables, executed in ring -1.
    constexpr std::uint32_t kMonitor = kBlock + kPageBytes;
    namespace block = spec::block;
    put(machine, kBlock + block::kMagic, spec::kBlockMagic);
    put(machine, kBlock + block::kTag, 1);
    put(machine, kBlock + block::kPc, image->entry);
    put(machine, kBlock + block::kRoot, kTop | spec::kRootOn);
    put(machine, kBlock + block::kNestedRoot, kTop | spec::kRootOn);
    constexpr unsigned kBlockRegister = 5, kRefusal = 6;
    put(machine, kMonitor, spec::row(spec::InsnId::kVmenter).match | kRefusal << 7 | kBlockRegister << 15);
    state.root = 0;
    state.assist.on = true;
    state.ring = Ring::kMinus1;
    state.pc = kMonitor;
    state.x[kBlockRegister] = kBlock;
    machine.cpu().set_state(state);
    machine.cpu().step();
    invariant(machine.cpu().state().assist.guest, "the guest of a part is entered");
}

void run_part(benchmark::State& state, const Part& part) {
    constexpr Cycles kWarmUp = 200000, kPiece = 50000;
    const machine::MachineConfig config;
    machine::Machine machine(config, config.ram_bytes);
    load(machine, part);
    bool going = machine.run(kWarmUp) == cpu::Stop::kCycleReached;
    const cpu::Cpu& cpu = machine.cpu();
    const std::uint64_t instructions_before = cpu.counters().instructions, happened_before = part.happens(cpu);
    const Cycles cycles_before = cpu.cycle();
    for ([[maybe_unused]] auto piece : state) going = machine.run(cpu.cycle() + kPiece) == cpu::Stop::kCycleReached && going;
    const auto instructions = static_cast<double>(cpu.counters().instructions - instructions_before);
    const double rate = static_cast<double>(part.happens(cpu) - happened_before) / instructions;
    state.SetItemsProcessed(static_cast<std::int64_t>(instructions));
    state.counters["CPI"] = static_cast<double>(cpu.cycle() - cycles_before) / instructions;
    state.counters["rate"] = rate;
    if (going && rate >= part.rate_least) return;
    failed = true;
    state.SkipWithError(going ? "does not do what its name says" : "ended, and should go on for ever");
}

void decode(benchmark::State& state) {
    std::vector<std::uint32_t> words;
    for (const spec::Insn& insn : spec::kInsns) words.push_back(insn.match | 5 << 7 | 6 << 15 | 7 << 20);
    for ([[maybe_unused]] auto piece : state)
        for (const std::uint32_t word : words) benchmark::DoNotOptimize(cpu::decode(word));
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * words.size()));
}

std::string repeated(const std::string& text, unsigned times) {
    std::string all;
    for (unsigned i = 0; i < times; ++i) all += text;
    return all;
}

/// One load on each of 128 pages, in turn: twice as many as the TLB holds.
const std::string kPages = R"(
_start:
    li s1, 0x00200000
again:
    mv t0, s1
    li t1, 128
    li t2, 4096
next:
    lw t3, 0(t0)
    add t0, t0, t2
    addi t1, t1, -1
    bnez t1, next
    j again
)";

std::vector<Part> parts() {
    const auto instructions = [](const cpu::Cpu& cpu) { return cpu.counters().instructions; };
    const auto references = [](const cpu::Cpu& cpu) { return cpu.mmu().references(); };
    return {
        {"alu_block", Place::kPhysical,
         "_start:\n" + repeated("    add t0, t0, t1\n    xor t1, t1, t2\n    slli t3, t0, 3\n    sub t2, t2, t3\n", 8) + "    j _start\n", instructions, 1},
        {"load_hit", Place::kPhysical,
         "_start:\n    li s1, 0x00200000\nagain:\n" + repeated("    lw t0, 0(s1)\n    lw t1, 4(s1)\n    sw t0, 8(s1)\n    lw t2, 12(s1)\n", 4) + "    j again\n",
         instructions, 1},
        {"load_hit_paged", Place::kPaged,
         "_start:\n    li s1, 0x00200000\nagain:\n" + repeated("    lw t0, 0(s1)\n    lw t1, 4(s1)\n    sw t0, 8(s1)\n    lw t2, 12(s1)\n", 4) + "    j again\n",
         instructions, 1},
        {"load_miss", Place::kPhysical, R"(
_start:
    li s1, 0x00200000
    li s2, 0x00210000
again:
    mv t0, s1
next:
    lw t1, 0(t0)
    addi t0, t0, 64
    bltu t0, s2, next
    j again
)", [](const cpu::Cpu& cpu) { return cpu.counters().dcache_misses; }, 0.3},
        {"tlb_walk", Place::kPaged, kPages, references, 0.4},
        {"nested_walk", Place::kNested, kPages, references, 1.5},
        {"trap_round_trip", Place::kPhysical, R"(
_start:
    la t0, handler
    csrw vector0, t0
    la t0, user
    csrw epc0, t0
    li t0, 3 << AR_STATUS_PRING_SHIFT
    csrw status0, t0
    tret
handler:
    csrr t0, epc0
    addi t0, t0, 4
    csrw epc0, t0
    tret
user:
    ecall
    j user
)", [](const cpu::Cpu& cpu) { return cpu.counters().exceptions[static_cast<std::size_t>(spec::TrapCause::kEcall)]; }, 0.15},
        {"csr", Place::kPhysical, "_start:\n" + repeated("    csrw scratch0, t0\n    csrr t1, scratch0\n", 8) + "    j _start\n", instructions, 1},
        {"mispredicted_branch", Place::kPhysical, R"(
_start:
    li t0, 0x12345679
again:
    slli t1, t0, 13
    xor t0, t0, t1
    srli t1, t0, 17
    xor t0, t0, t1
    slli t1, t0, 5
    xor t0, t0, t1
    andi t1, t0, 64
    beqz t1, again
    j again
)", [](const cpu::Cpu& cpu) { return cpu.counters().mispredicts; }, 0.04},
    };
}

}  // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RegisterBenchmark("decode", decode);
    for (const Part& part : parts()) benchmark::RegisterBenchmark(part.name, [part](benchmark::State& state) { run_part(state, part); });
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return failed ? 1 : 0;
}
