// The programs of `anel bench` do the same in every setting and under qemu. The short builds keep it quick; nothing here looks at a clock.
#include "monitor/control/bench.hpp"

#include "monitor/control/bench_report.hpp"
#include "monitor/control/qemu.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using namespace anel::control;

namespace {

Kernel load(const std::string& from_share) {
    const auto kernel = load_kernel(tests::bundled_file(from_share).string());
    REQUIRE(kernel);
    return *kernel;
}

std::string short_elf(std::string_view name) { return "bench/short/" + std::string(name) + ".elf"; }

BenchRun run_in(const Kernel& supervisor, const Kernel& program, const BenchSetting& setting) {
    const auto run = bench_program({}, supervisor, program.elf, setting);
    REQUIRE(run);
    INFO(setting.name << ": " << run->log);
    REQUIRE(run->ending == Ending::kPoweredOff);
    REQUIRE(run->exit_code == 0);
    return *run;
}

BenchedProgram with_times(double paged_timed, std::optional<double> qemu) {
    BenchedProgram program;
    program.instructions = 100000000;
    program.seconds.fill(paged_timed);
    program.qemu_seconds = qemu;
    return program;
}

}  // namespace

TEST_CASE("every program prints the same line and takes the same instructions of its own in every setting") {
    const Kernel supervisor = load("bench/supervisor.elf");
    for (const BenchProgramRow& row : bench_programs()) {
        INFO(row.name);
        const Kernel program = load(short_elf(row.name));
        const BenchRun usual = run_in(supervisor, program, kBenchSettings[0]);
        REQUIRE(usual.console.starts_with(std::string(row.name) + " "));
        REQUIRE(usual.console.size() == row.name.size() + 10);
        for (const BenchSetting& setting : kBenchSettings) {
            const BenchRun run = run_in(supervisor, program, setting);
            INFO(setting.name);
            REQUIRE(run.console == usual.console);
            REQUIRE(run.user_instructions == usual.user_instructions);
            // Two calls; an instruction that traps takes its cycle, and is none that was executed.
            REQUIRE((run.cycles == run.instructions + 2) == !setting.timed);
            // Into ring 3 at first; into ring 0 and back for write; into ring 0 for exit, and not back. And one mark: the supervisor's, of itself.
            REQUIRE(run.events == (setting.watched ? 5 : 0));
        }
    }
}

TEST_CASE("what paging adds to a program's instructions is the supervisor's making of page tables, a few for each page, and nothing else") {
    const Kernel supervisor = load("bench/supervisor.elf"), program = load(short_elf("sieve"));
    for (const bool timed : {true, false}) {
        const BenchRun paged = run_in(supervisor, program, {.name = "paged", .timed = timed});
        const BenchRun unpaged = run_in(supervisor, program, {.name = "unpaged", .timed = timed, .paged = false});
        std::uint32_t end = 0;
        for (const machine::ElfSegment& segment : program.elf.segments) end = std::max(end, segment.paddr + segment.memory_bytes);
        const std::uint64_t pages = (end - spec::kKernelLoad) / kPageBytes + 1;
        const std::uint64_t more = paged.instructions - unpaged.instructions;
        REQUIRE(paged.user_instructions == unpaged.user_instructions);
        REQUIRE(more > 5 * pages);
        REQUIRE(more < 25 * pages + 1500);  // the command line is read once for each number in it
    }
}

TEST_CASE("a program prints under qemu what it prints here") {
    const auto qemu = find_qemu();
    if (!qemu) {
        WARN("no qemu in PATH");
        return;
    }
    const Kernel supervisor = load("bench/supervisor.elf");
    for (const BenchProgramRow& row : bench_programs()) {
        const auto run = run_qemu(*qemu, tests::bundled_file(short_elf(row.name)).string());
        REQUIRE(run);
        REQUIRE(run->exit_code == 0);
        REQUIRE(run->output == run_in(supervisor, load(short_elf(row.name)), kBenchSettings[0]).console);
    }
}

TEST_CASE("what is no qemu, and what fails, is an error and not a time") {
    REQUIRE_FALSE(run_qemu("/nowhere/qemu-riscv32", "x"));
    const auto run = run_qemu("/bin/false", "x");
    REQUIRE(run);
    REQUIRE(run->exit_code == 1);
}

TEST_CASE("a program that breaks the rules is named with what the supervisor says of it, and the other programs are measured") {
    const Kernel supervisor = load("bench/supervisor.elf");
    BenchRequest request;
    request.supervisor = &supervisor;
    request.repeat = 1;
    Kernel wrong = load(short_elf("nothing"));
    for (machine::ElfSegment& segment : wrong.elf.segments)
        if (segment.executable) std::fill(segment.bytes.begin(), segment.bytes.end(), std::uint8_t{0});
    request.programs = {{"alu", "", wrong.elf}, {"quicksort", "", load(short_elf("quicksort")).elf}};
    const auto result = bench(request);
    REQUIRE(result);
    REQUIRE(result->programs.size() == 2);
    REQUIRE(result->differences.size() == kBenchSettingCount);
    REQUIRE(result->differences[0].starts_with("alu (timed, paged) was given up on"));
    REQUIRE(result->differences[0].find("trap at pc 0x00200000") != std::string::npos);
}

TEST_CASE("a machine too small for a program is refused with the program's name") {
    machine::MachineConfig config;
    config.ram_bytes = 2U << 20;
    const auto run = bench_program(config, load("bench/supervisor.elf"), load(short_elf("alu")).elf, kBenchSettings[0]);
    REQUIRE_FALSE(run);
    REQUIRE(run.error().message.find("alu.elf") != std::string::npos);
    REQUIRE(run.error().message.find("memory.ram_mib") != std::string::npos);
}

TEST_CASE("Anelix in each mode is compared with native by instructions a second, and its crossings are counted when watched") {
    const Kernel kernel = load("anelix.elf");
    const auto monitor = load_monitor(tests::bundled_file("monitor.elf").string());
    REQUIRE(monitor);
    const auto disk = load_disk(tests::bundled_file("anelix.disk").string());
    REQUIRE(disk);
    BenchRequest request;
    request.repeat = 1;
    request.modes = {Mode::kNative, Mode::kPara};
    request.workload = *find_workload(kBootWorkload);
    request.kernel = &kernel;
    request.monitor = &*monitor;
    request.disk = *disk;
    const auto result = bench(request);
    REQUIRE(result);
    REQUIRE(result->differences.empty());
    REQUIRE(result->boots.size() == 2);
    REQUIRE(result->boots[0].ratio_to_native == 1.0);
    REQUIRE(result->boots[1].ratio_to_native.has_value());
    for (const BenchedBoot& boot : result->boots) {
        REQUIRE(boot.events > 10);
        REQUIRE(boot.cycles > boot.instructions);
    }
}

TEST_CASE("the ratio to qemu is of seconds, and a mean over programs needs a value of each") {
    const std::vector<BenchedProgram> both{with_times(1.0, 0.1), with_times(4.0, 0.1)};
    REQUIRE(both[0].mips_in(0) == Approx(100.0));
    REQUIRE(both[0].qemu_mips() == Approx(1000.0));
    REQUIRE(both[0].qemu_ratio() == Approx(0.1));
    const auto ratio = [](const BenchedProgram& program) { return program.qemu_ratio(); };
    REQUIRE(geometric_mean(both, ratio) == Approx(0.05));
    REQUIRE_FALSE(geometric_mean(std::vector{both[0], with_times(1.0, {})}, ratio));
    REQUIRE_FALSE(geometric_mean({}, ratio));
}

TEST_CASE("what should not be quoted says so: another build than a release, short programs, a computer that is busy") {
    BenchCircumstances circumstances;
    circumstances.host.build_type = "Release";
    BenchResult result;
    result.seconds = 10;
    result.cpu_seconds = 9.9;
    const auto warning_of = [&] { return to_json(result, circumstances)["warning"]; };
    REQUIRE(warning_of().is_null());
    result.cpu_seconds = 5;
    REQUIRE(warning_of().get<std::string>().starts_with("A BUSY COMPUTER: this program had a processor for 50 % of its time"));
    result.cpu_seconds = 10;
    circumstances.in_short = true;
    REQUIRE(bench_table(result, circumstances).starts_with("SHORT PROGRAMS"));
    circumstances.in_short = false;
    circumstances.host.build_type = "Debug";
    REQUIRE(bench_table(result, circumstances).starts_with("NOT A RELEASE BUILD (Debug)"));
    REQUIRE_FALSE(to_json(result, circumstances)["machine"]["release"].get<bool>());
}
