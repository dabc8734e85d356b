// Exits and the monitor's instructions: counted in every mode alike, without the monitor's boot, and divided fairly.
#include "monitor/control/amounts.hpp"

#include "isa/machine/files.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/compare.hpp"
#include "monitor/control/workloads.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/elf_maker.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using namespace anel::control;
namespace kernels = anel::tests::kernels;

namespace {

Kernel kernel_of(const std::vector<std::uint32_t>& words) {
    std::string file = tests::make_elf(words);
    auto elf = machine::parse_elf(machine::bytes_of(file), "k.elf");
    REQUIRE(elf);
    return {*elf, file};
}

const machine::ElfImage& monitor() {
    static const auto image = load_monitor(tests::bundled_file("monitor.elf").string());
    REQUIRE(image);
    return *image;
}

const Kernel& anelix() {
    static const auto kernel = load_kernel(tests::bundled_file("anelix.elf").string());
    REQUIRE(kernel);
    return *kernel;
}

RunRequest request_for(Mode mode, const Kernel& kernel, const std::string& cmdline = "") {
    RunRequest request;
    request.mode = mode;
    request.kernel = &kernel;
    request.monitor = &monitor();
    request.cmdline = cmdline;
    request.max_cycles = 100000000;
    return request;
}

RunResult run_words(Mode mode, const std::vector<std::uint32_t>& words) {
    const Kernel kernel = kernel_of(words);
    const auto result = run(request_for(mode, kernel));
    REQUIRE(result);
    REQUIRE(result->ending == Ending::kPoweredOff);
    return *result;
}

/// Comes to the monitor in ring 0, or in ring -1, as the events tell it.
std::uint64_t exits_seen(Mode mode, const std::string& cmdline) {
    RunRequest request = request_for(mode, anelix(), cmdline);
    const Ring ring = *monitor_ring(mode);
    std::uint64_t seen = 0;
    request.on_event = [&](const cpu::Event& event) {
        const bool inward = event.kind == cpu::EventKind::kTrap || event.kind == cpu::EventKind::kExit;
        seen += inward && event.from > ring && event.to == ring ? 1 : 0;
    };
    const auto result = run(request);
    REQUIRE(result);
    REQUIRE(result->ending == Ending::kPoweredOff);
    REQUIRE(result->lost_events == 0);
    REQUIRE(figures(*result).exits == seen);
    return seen;
}

Comparison compare_calls(std::uint64_t operations) {
    CompareRequest request;
    request.workload = {"calls", "run=sysloop 300", "", "", operations};
    for (const Mode mode : built_modes()) request.modes.push_back(mode);
    request.kernel = &anelix();
    request.monitor = &monitor();
    const auto comparison = compare(request);
    REQUIRE(comparison);
    REQUIRE(comparison->all_equivalent());
    return *comparison;
}

}  // namespace

TEST_CASE("a kernel that reads its ring and powers off comes to its monitor as often as its mode makes it") {
    // csrr t0, ring; bnez t0, .; out x0, 0xf0(x0)
    const RunResult native = run_words(Mode::kNative, kernels::kSpinUnlessRing0);
    REQUIRE(exits_by_reason(native).empty());
    REQUIRE_FALSE(figures(native).exits);
    REQUIRE_FALSE(figures(native).monitor_instructions);
    const RunResult trapped = run_words(Mode::kFullTrap, kernels::kSpinUnlessRing0);
    REQUIRE(count_of(exits_by_reason(trapped), "privileged") == 2);
    const RunResult assisted = run_words(Mode::kAssistNested, kernels::kSpinUnlessRing0);
    REQUIRE(count_of(exits_by_reason(assisted), "port") == 1);
    REQUIRE(count_of(exits_by_reason(assisted), "csr") == 0);
}

TEST_CASE("an exit is counted as an exit and not also as a trap; the monitor's own fault at its start is a trap") {
    const RunResult run = run_words(Mode::kFullTrap, kernels::kExit7);
    REQUIRE(count_of(traps_by_cause(run), "privileged") == 0);
    REQUIRE(count_of(traps_by_cause(run), "fetch-page") == 1);
    std::uint64_t taken = 0;
    for (const std::uint64_t count : run.counters.exceptions) taken += count;
    for (const std::uint64_t count : run.counters.interrupts) taken += count;
    REQUIRE(total(traps_by_cause(run)) + total(exits_by_reason(run)) == taken);
}

TEST_CASE("the events of a run hold as many entries into the monitor's ring as its exits") {
    for (const Mode mode : built_modes()) {
        INFO(name_of(mode));
        if (monitor_ring(mode)) REQUIRE(exits_seen(mode, "run=hello") > 10);
    }
}

TEST_CASE("a monitor's boot is counted apart, and counting it changes neither cycles nor ledger nor counters") {
    const Kernel kernel = kernel_of(kernels::kExit7);
    for (const Mode mode : built_modes()) {
        INFO(name_of(mode));
        const RunRequest request = request_for(mode, kernel);
        const auto watched = run(request);
        REQUIRE(watched);
        machine::Machine plain(request.config, real_ram_bytes(request.config, mode));
        REQUIRE(boot(plain, request.config, mode, kernel, request.monitor, ""));
        plain.devices().end_input();
        REQUIRE(plain.run(request.max_cycles) == cpu::Stop::kPoweredOff);
        REQUIRE(watched->cycles == plain.cpu().cycle());
        REQUIRE(watched->ledger == plain.cpu().ledger());
        REQUIRE(watched->counters == plain.cpu().counters());
        if (!monitor_ring(mode)) continue;
        const std::uint64_t all = watched->counters.by_lane[lane(*monitor_ring(mode))];
        // With hardware assist most of the boot is over before ring -1 is entered. The guest asks once: for the power switch.
        REQUIRE(watched->monitor_boot_instructions > 50);
        REQUIRE(*figures(*watched).monitor_instructions == all - watched->monitor_boot_instructions);
        REQUIRE(*figures(*watched).monitor_instructions > 10);
        REQUIRE(*figures(*watched).monitor_instructions < 1000);
    }
}

TEST_CASE("a limit that is reached while the monitor boots ends the run there") {
    const Kernel kernel = kernel_of(kernels::kExit7);
    RunRequest request = request_for(Mode::kFullTrap, kernel);
    request.max_cycles = 5000;
    const auto result = run(request);
    REQUIRE(result);
    REQUIRE(result->ending == Ending::kCycleLimit);
    REQUIRE(result->cycles < 5000 + 50);
    REQUIRE(figures(*result).monitor_instructions == 0);
}

TEST_CASE("what an operation takes is the difference to the boot, divided, and may be less than nothing") {
    const PerOperation each = per_operation({1000, 50, 700}, {400, 60, 100}, 10);
    REQUIRE(each.cycles == 60);
    REQUIRE(each.exits == -1);
    REQUIRE(each.monitor_instructions == 60);
    REQUIRE_FALSE(per_operation({1000, {}, {}}, {400, {}, {}}, 10).exits);
}

TEST_CASE("a system call costs exits where its kernel is deprived of its ring, and none where hardware or agreement lets it through") {
    const Comparison comparison = compare_calls(300);
    for (const ComparedMode& mode : comparison.modes) {
        INFO(name_of(mode.run.mode));
        REQUIRE(mode.boot);
        // The share is what the workload that only boots takes, run by itself.
        const auto alone = run(request_for(mode.run.mode, anelix(), std::string(find_workload(kBootWorkload)->cmdline)));
        REQUIRE(mode.boot->cycles == alone->cycles);
        REQUIRE(mode.boot->exits == figures(*alone).exits);
        REQUIRE(mode.per_operation);
        REQUIRE(mode.per_operation->cycles == (static_cast<double>(mode.run.cycles) - static_cast<double>(alone->cycles)) / 300);
        REQUIRE(mode.per_operation->exits.has_value() == (mode.run.mode != Mode::kNative));
    }
    REQUIRE(*comparison.modes[1].per_operation->exits > 5);
    REQUIRE(*comparison.modes[1].per_operation->monitor_instructions > 500);
    // Translated, the kernel leaves nothing to the monitor but the way in and the way out.
    REQUIRE(comparison.modes[2].run.mode == Mode::kFullTranslate);
    REQUIRE(*comparison.modes[2].per_operation->exits > 1.9);
    REQUIRE(*comparison.modes[2].per_operation->exits < 3);
    for (std::size_t i = 3; i < comparison.modes.size(); ++i) {
        INFO(name_of(comparison.modes[i].run.mode));
        REQUIRE(*comparison.modes[i].per_operation->exits < 0.5);
    }
}

TEST_CASE("a workload that measures no single thing has nothing per operation") {
    for (const ComparedMode& mode : compare_calls(0).modes) {
        REQUIRE_FALSE(mode.boot);
        REQUIRE_FALSE(mode.per_operation);
    }
}
