// How runs end, what they leave behind, and how a comparison judges. Kernels of a few words keep it quick.
#include "monitor/control/run.hpp"

#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include "isa/machine/files.hpp"
#include "isa/spec/platform.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/compare.hpp"
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

RunResult run_kernel(const std::vector<std::uint32_t>& words, Cycles max_cycles = 100000) {
    const Kernel kernel = kernel_of(words);
    RunRequest request;
    request.kernel = &kernel;
    request.max_cycles = max_cycles;
    const auto result = run(request);
    REQUIRE(result);
    return *result;
}

Comparison compare_kernel(const std::vector<std::uint32_t>& words, spec::Policy policy) {
    const Kernel kernel = kernel_of(words);
    const auto monitor = load_monitor(tests::bundled_file("monitor.elf").string());
    REQUIRE(monitor);
    CompareRequest request;
    request.config.policy = policy;
    request.config.behaviours = cpu::Behaviours::of(policy);
    request.workload = {"words", "", "", ""};
    request.modes = {Mode::kFullTrap};
    request.kernel = &kernel;
    request.monitor = &*monitor;
    request.native_limit = 100000;
    const auto comparison = compare(request);
    REQUIRE(comparison);
    return *comparison;
}

}  // namespace

TEST_CASE("a guest that powers off leaves its exit code and what it printed") {
    const RunResult exits = run_kernel(kernels::kExit7);
    REQUIRE(exits.ending == Ending::kPoweredOff);
    REQUIRE(exits.guest_exit == 7);
    REQUIRE(exits.counters.instructions == 2);
    REQUIRE(exits.ledger.total() == exits.cycles);
    REQUIRE(run_kernel(kernels::kSayAndExit).console == "A");
}

TEST_CASE("a guest that never stops is stopped by its limit, at once and not later") {
    const RunResult result = run_kernel(kernels::kSpin, 12345);
    REQUIRE(result.ending == Ending::kCycleLimit);
    REQUIRE(result.cycles >= 12345);
    REQUIRE(result.cycles < 12345 + 50);
    REQUIRE(describe_ending(result).find("at pc 0x00100000 in ring 0") != std::string::npos);
}

TEST_CASE("a guest that jumps to nowhere ends in a triple fault that tells the story") {
    const RunResult result = run_kernel(kernels::kToNowhere);
    REQUIRE(result.ending == Ending::kTripleFault);
    REQUIRE(describe_ending(result) ==
            "triple fault: illegal (value 0x00000000) at pc 0x00000000, the very start of ring 0's trap handler, which was to handle fetch-access "
            "(value 0xf0000000) at pc 0xf0000000; vector0 is 0: the guest never set it");
}

TEST_CASE("a guest that waits for what cannot come is stuck, not endless") {
    const RunResult result = run_kernel(kernels::kSleep);
    REQUIRE(result.ending == Ending::kStuck);
    REQUIRE(describe_ending(result).starts_with("stuck: wfi at pc 0x00100000 waits for an interrupt, and none can come"));
}

TEST_CASE("a person who has seen enough stops a run") {
    const std::atomic<bool> stop{true};
    const Kernel kernel = kernel_of(kernels::kSpin);
    RunRequest request;
    request.kernel = &kernel;
    request.stop = &stop;
    REQUIRE(run(request)->ending == Ending::kInterrupted);
}

TEST_CASE("the boot block lies where the contract says, and its command line ends with a NUL") {
    const Kernel kernel = kernel_of(kernels::kSpin);
    const machine::MachineConfig config;
    machine::Machine machine(config, real_ram_bytes(config, Mode::kNative));
    REQUIRE(boot(machine, config, Mode::kNative, kernel, nullptr, "run=hello"));
    spec::BootBlock block;
    std::memcpy(&block, machine.memory().data() + spec::kBootBlockAddr, sizeof block);
    REQUIRE(block.magic == spec::kBootMagic);
    REQUIRE(block.version == 1);
    REQUIRE(block.ram_bytes == 16U << 20);
    REQUIRE(block.window_base == 0xffc00000);
    REQUIRE(block.module_count == 0);
    REQUIRE(block.cmdline_len == 9);
    REQUIRE(std::string(reinterpret_cast<const char*>(machine.memory().data()) + block.cmdline_addr) == "run=hello");
    const cpu::CpuState& state = machine.cpu().state();
    REQUIRE(state.pc == 0x00100000);
    REQUIRE(state.ring == Ring::k0);
    REQUIRE(state.x[10] == spec::kBootMagic);
    REQUIRE(state.x[11] == spec::kBootBlockAddr);
}

TEST_CASE("a monitor hands its guest the boot page that the bare machine would have, byte for byte") {
    const Kernel kernel = kernel_of(kernels::kSpin);
    const auto monitor = load_monitor(tests::bundled_file("monitor.elf").string());
    REQUIRE(monitor);
    const machine::MachineConfig config;
    machine::Machine bare(config, real_ram_bytes(config, Mode::kNative));
    machine::Machine virtualized(config, real_ram_bytes(config, Mode::kFullTrap));
    REQUIRE(boot(bare, config, Mode::kNative, kernel, nullptr, "run=hello tick=5"));
    REQUIRE(boot(virtualized, config, Mode::kFullTrap, kernel, &*monitor, "run=hello tick=5"));
    REQUIRE(virtualized.memory().size() == bare.memory().size() + config.monitor_bytes);
    virtualized.run(5000000);
    REQUIRE(virtualized.cpu().state().vmid == 1);
    const auto page = [](const machine::Machine& machine) { return machine.memory().subspan(spec::kBootBlockAddr, kPageBytes); };
    REQUIRE(std::ranges::equal(page(bare), page(virtualized)));
}

TEST_CASE("what does not fit is refused with the reason") {
    Kernel kernel = kernel_of(kernels::kSpin);
    const machine::MachineConfig config;
    machine::Machine machine(config, real_ram_bytes(config, Mode::kNative));
    const Status too_long = boot(machine, config, Mode::kNative, kernel, nullptr, std::string(5000, 'x'));
    REQUIRE_FALSE(too_long);
    REQUIRE(too_long.error().message == "the kernel's command line has 5000 bytes; at most 4063 fit into the boot page");
    kernel.elf.segments[0].paddr = 0x1000;
    const Status too_low = boot(machine, config, Mode::kNative, kernel, nullptr, "");
    REQUIRE_FALSE(too_low);
    REQUIRE(too_low.error().message.starts_with("k.elf: segment at physical 0x00001000 to 0x00001003 lies outside the memory for an operating system, 0x00100000 to 0x00ffffff"));
}

TEST_CASE("input from a pipe arrives line by line, each when the guest waits, then ends") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    REQUIRE(::write(ends[1], "one\ntwo", 7) == 7);
    ::close(ends[1]);
    DescriptorInput input(ends[0]);
    devices::Devices devices;
    devices.write_port(spec::kPortConsoleIrq, 1, 0);
    const auto waiting = [&] { return std::string(devices.state().input.begin(), devices.state().input.end()); };
    const auto feed = [&](Appetite appetite) {
        const Fed fed = input.feed(devices.state(), appetite, nullptr);
        devices.type(fed.typed);
        if (fed.ended) devices.end_input();
    };
    feed(Appetite::kBusy);
    REQUIRE(waiting().empty());
    feed(Appetite::kIdle);
    REQUIRE(waiting() == "one\n");
    feed(Appetite::kIdle);
    REQUIRE(waiting() == "one\n");
    for (int i = 0; i < 4; ++i) devices.read_port(spec::kPortConsoleData, 0);
    REQUIRE_FALSE(devices.state().input_ended);
    feed(Appetite::kIdle);
    REQUIRE(waiting() == "two");
    REQUIRE(devices.state().input_ended);
    ::close(ends[0]);
}

TEST_CASE("a guest that gets the same answers under the monitor is equivalent") {
    const Comparison comparison = compare_kernel(kernels::kSpinUnlessRing0, spec::Policy::kStrict);
    REQUIRE(comparison.modes.size() == 2);
    REQUIRE(comparison.all_equivalent());
    REQUIRE(comparison.modes[1].slowdown > 1);
    REQUIRE(comparison.modes[1].run.counters.exceptions[static_cast<std::size_t>(spec::TrapCause::kPrivileged)] == 2);
}

TEST_CASE("a guest that hangs once it sees its real ring is a row that says so") {
    const Comparison comparison = compare_kernel(kernels::kSpinUnlessRing0, spec::Policy::kLegacy);
    REQUIRE(comparison.modes.size() == 2);
    REQUIRE(comparison.modes[0].equivalent);
    const ComparedMode& hung = comparison.modes[1];
    REQUIRE_FALSE(hung.equivalent);
    REQUIRE(hung.run.ending == Ending::kCycleLimit);
    REQUIRE(hung.run.cycles >= kHungFloor);
    REQUIRE(hung.why_not.starts_with("hung: stopped at the limit of 10000000 cycles, at pc 0x00100004 in ring 1"));
}

TEST_CASE("the judgement sees a different byte, a different length and a different exit code") {
    RunResult native = run_kernel(kernels::kSayAndExit);
    RunResult other = native;
    REQUIRE(difference(native, other).empty());
    other.console = "B";
    REQUIRE(difference(native, other).starts_with("console differs at byte 0"));
    other.console = "AB";
    REQUIRE(difference(native, other).starts_with("console has 2 bytes, native's ends after 1"));
    other.console = "";
    REQUIRE(difference(native, other).starts_with("console ends after 0 bytes, native's has 1"));
    other = native;
    other.guest_exit = 101;
    other.console = "A\nI believe that\n";
    REQUIRE(difference(native, other) == "guest exit code 101, native's is 0; its console ends with \"I believe that\"");
}

TEST_CASE("the judgement sees a different disk, and names its first sector that differs") {
    RunResult native = run_kernel(kernels::kSayAndExit);
    native.disk.assign(4 * 512, 7);
    RunResult other = native;
    REQUIRE(difference(native, other).empty());
    other.disk[2 * 512 + 511] = 8;
    other.disk[3 * 512] = 8;
    REQUIRE(difference(native, other) == "disk differs at sector 2");
    REQUIRE(changed_sectors(native.disk, other.disk) == 2);
    other.disk.clear();
    REQUIRE(difference(native, other) == "disk has 0 bytes, native's has 2048");
}

TEST_CASE("every mode of a comparison begins with the same disk, whatever the mode before it wrote") {
    const Kernel kernel = kernel_of(kernels::kInvertSector0);
    const auto monitor = load_monitor(tests::bundled_file("monitor.elf").string());
    REQUIRE(monitor);
    const std::vector<std::uint8_t> disk(2 * 512, 0x5a);
    CompareRequest request;
    request.workload = {"words", "", "", ""};
    request.modes = {Mode::kFullTrap};
    request.kernel = &kernel;
    request.monitor = &*monitor;
    request.disk = disk;
    request.native_limit = 100000;
    const auto comparison = compare(request);
    REQUIRE(comparison);
    REQUIRE(comparison->all_equivalent());
    REQUIRE(comparison->modes[0].run.disk[0] == 0xa5);
    REQUIRE(comparison->modes[0].run.disk == comparison->modes[1].run.disk);
    REQUIRE(changed_sectors(disk, comparison->modes[1].run.disk) == 1);
}

TEST_CASE("each row of a comparison is handed over as soon as it is judged, as it is in the answer") {
    const auto kernel = load_kernel(tests::bundled_file("anelix.elf").string());
    const auto monitor = load_monitor(tests::bundled_file("monitor.elf").string());
    REQUIRE((kernel && monitor));
    CompareRequest request;
    request.workload = *find_workload("exception");
    request.modes = {Mode::kPara};
    request.kernel = &*kernel;
    request.monitor = &*monitor;
    std::vector<ComparedMode> rows;
    request.on_mode_judged = [&](const ComparedMode& row) { rows.push_back(row); };
    const auto comparison = compare(request);
    REQUIRE(comparison);
    REQUIRE(rows.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        const ComparedMode& row = comparison->modes[i];
        REQUIRE(rows[i].run.mode == (i == 0 ? Mode::kNative : Mode::kPara));
        REQUIRE(rows[i].slowdown == row.slowdown);
        REQUIRE(rows[i].per_operation->cycles == row.per_operation->cycles);
        // The boot's share is whole: what is left of each activity adds up to what an operation costs.
        REQUIRE(total(row.boot_cycles) == row.boot->cycles);
        const double left = static_cast<double>(total(cycles_by_activity(row.run)) - total(row.boot_cycles));
        REQUIRE(left == Approx(row.per_operation->cycles * 15000));
    }
}

TEST_CASE("a disk is a regular file of whole sectors, and not too many") {
    const tests::TemporaryFolder folder;
    const auto file = [&](const std::string& name, std::uintmax_t bytes) {
        const std::string path = (folder.path() / name).string();
        std::ofstream(path, std::ios::binary) << "first";
        std::filesystem::resize_file(path, bytes);
        return path;
    };
    const auto disk = load_disk(file("good", 1024));
    REQUIRE(disk);
    REQUIRE(disk->size() == 1024);
    REQUIRE((*disk)[0] == 'f');
    REQUIRE(load_disk(file("largest", 64U << 20)));
    const auto refused = [&](const std::string& path) {
        const auto result = load_disk(path);
        REQUIRE_FALSE(result);
        return result.error().message;
    };
    const std::string odd = file("odd", 1000), empty = file("empty", 0), large = file("large", (64U << 20) + 512);
    REQUIRE(refused(odd) == odd + ": has 1000 bytes; a disk has a multiple of 512, and not 0: make one, for example: truncate -s 1M disk.img");
    REQUIRE(refused(empty).starts_with(empty + ": has 0 bytes; a disk has a multiple of 512, and not 0"));
    REQUIRE(refused(large) == large + ": larger than 67108864 bytes, which is the most that is read here");
    REQUIRE(refused("/dev/zero").starts_with("/dev/zero: is not a regular file, as a disk must be"));
    REQUIRE(refused("/tmp") == "/tmp: cannot be read: Is a directory; name a file in it");
    REQUIRE(refused("/nonexistent") == "/nonexistent: cannot be read: No such file or directory; check the name");
}
