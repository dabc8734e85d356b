// A VM that is lifted out of one machine at any instruction and set down in another mode goes on as if nothing had happened.
#include "monitor/control/vm_state.hpp"

#include <fmt/format.h>

#include <cstring>
#include <random>

#include "isa/machine/files.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/run.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using namespace anel::control;

namespace {

constexpr Mode kMovable[] = {Mode::kFullTrap, Mode::kFullTranslate, Mode::kAssistShadow, Mode::kAssistNested};
constexpr char kLine[] = "tick=30000 run=hello;forkwait 2;sysloop 40;ptstress 2;pingpong 8;faults;primes 300;echo a b | cat;files 2;nano batchio 64 -q";
constexpr Cycles kLimit = 100000000;

struct Images {
    Kernel kernel = *load_kernel(tests::bundled_file("anelix.elf").string());
    machine::ElfImage monitor = *load_monitor(tests::bundled_file("monitor.elf").string());
    std::string disk = tests::read_file(tests::bundled_file("anelix.disk"));
};

struct Ran {
    std::string console;
    std::optional<std::uint8_t> exit_code;
    std::vector<std::uint8_t> disk;
};

class Vm {
public:
    Vm(const Images& images, const machine::MachineConfig& config, Mode mode)
        : config_(config), machine_(std::make_unique<machine::Machine>(config, real_ram_bytes(config, mode))), mode_(mode) {
        REQUIRE(boot(*machine_, config, mode, images.kernel, &images.monitor, kLine));
        machine_->devices().insert_disk({images.disk.begin(), images.disk.end()});
        machine_->devices().end_input();
    }
    /// False once it has powered off.
    bool run_until(Cycles cycle) { return machine_->run(cycle) != cpu::Stop::kPoweredOff; }
    void move_to(const Images& images, Mode mode) {
        const auto saved = save_vm(*machine_, config_);
        INFO(fmt::format("from {} at cycle {}: {}", name_of(mode_), machine_->cpu().cycle(), saved ? "" : saved.error().message));
        REQUIRE(saved);
        console_ += machine_->devices().take_console();
        CHECK(machine_->devices().take_log() == "");
        machine_ = std::make_unique<machine::Machine>(config_, real_ram_bytes(config_, mode));
        REQUIRE(boot_saved(*machine_, config_, mode, images.monitor, *saved));
        mode_ = mode;
    }
    Ran finish() {
        machine_->run(machine_->cpu().cycle() + kLimit);
        console_ += machine_->devices().take_console();
        return {console_ + machine_->devices().take_log(), machine_->devices().state().exit_code, machine_->devices().take_disk()};
    }

private:
    machine::MachineConfig config_;
    std::unique_ptr<machine::Machine> machine_;
    Mode mode_;
    std::string console_;
};

machine::MachineConfig small_machine() {
    machine::MachineConfig config;
    config.ram_bytes = 4U << 20;
    return config;
}

}  // namespace

TEST_CASE("moved at 200 random instructions between the modes, an unmodified Anelix prints what it prints on the bare machine") {
    const Images images;
    const machine::MachineConfig config = small_machine();
    Ran native = Vm(images, config, Mode::kNative).finish();
    REQUIRE(native.exit_code.has_value());
    std::mt19937 random(20261124);
    unsigned moves = 0;
    for (unsigned round = 0; moves < 200; ++round) {
        REQUIRE(round < 200);
        Mode mode = kMovable[random() % std::size(kMovable)];
        Vm vm(images, config, mode);
        std::string route(name_of(mode));
        // From machine to machine, as long as the guest lives. Time starts anew in each; booting takes the monitor part of it.
        Cycles until = 200000 + random() % 900000;
        while (vm.run_until(until) && moves < 200) {
            mode = kMovable[random() % std::size(kMovable)];
            vm.move_to(images, mode);
            ++moves;
            route += fmt::format(" -{}-> {}", until, name_of(mode));
            until = 250000 + random() % 700000;
        }
        const Ran moved = vm.finish();
        INFO(route);
        REQUIRE(moved.exit_code == native.exit_code);
        REQUIRE(moved.console == native.console);
        REQUIRE((moved.disk == native.disk));
    }
}

TEST_CASE("a VM that is saved and not moved stands still until it is told to go on, and then goes on") {
    const Images images;
    const machine::MachineConfig config = small_machine();
    for (const Mode mode : kMovable) {
        machine::Machine machine(config, real_ram_bytes(config, mode));
        REQUIRE(boot(machine, config, mode, images.kernel, &images.monitor, "run=hello"));
        machine.devices().end_input();
        machine.run(600000);
        const auto first = save_vm(machine, config);
        REQUIRE(first);
        machine.run(machine.cpu().cycle() + 1000000);
        CHECK(std::ranges::equal(machine.memory().first(config.ram_bytes), first->ram));
        machine.devices().ask_monitor(static_cast<std::uint32_t>(spec::MailboxCommand::kGoOn));
        CHECK(machine.run(machine.cpu().cycle() + kLimit) == cpu::Stop::kPoweredOff);
        CHECK(machine.devices().state().exit_code == 0);
    }
}

TEST_CASE("a VM that is set down has its timer with it, armed or high, and its disk's transfers have ended") {
    const Images images;
    const machine::MachineConfig config = small_machine();
    std::mt19937 random(7);
    unsigned high = 0, ticking = 0;
    for (unsigned i = 0; i < 60; ++i) {
        const Mode from = kMovable[i % std::size(kMovable)];
        machine::Machine before(config, real_ram_bytes(config, from));
        before.devices().insert_disk({images.disk.begin(), images.disk.end()});
        REQUIRE(boot(before, config, from, images.kernel, &images.monitor, "tick=30000 run=files 200"));
        // Translating a kernel that starts takes its time, here and where the VM goes on.
        const Cycles translating = from == Mode::kFullTranslate ? 3000000 : 0;
        before.run(1000000 + translating + random() % 300000);
        const auto saved = save_vm(before, config);
        REQUIRE(saved);
        const auto word = [&](std::uint32_t offset) {
            std::uint32_t value = 0;
            std::memcpy(&value, &saved->state[offset], sizeof value);
            return value;
        };
        CHECK(word(spec::vm_state::kDiskStatus) != static_cast<std::uint32_t>(spec::DiskStatus::kBusy));
        high += word(spec::vm_state::kTimerLine);
        // Between ticks, and while it idles, Anelix has no timer.
        if (word(spec::vm_state::kTimerLeft) == 0 && word(spec::vm_state::kTimerLine) == 0) continue;
        ++ticking;
        // Who never hears the timer again never arms it again either.
        const Mode to = kMovable[i / std::size(kMovable) % std::size(kMovable)];
        machine::Machine after(config, real_ram_bytes(config, to));
        REQUIRE(boot_saved(after, config, to, images.monitor, *saved));
        REQUIRE(after.run(to == Mode::kFullTranslate ? 3000000 : 600000) == cpu::Stop::kCycleReached);
        const cpu::Counters& counters = after.cpu().counters();
        CHECK(counters.interrupts[spec::kLineTimer] + counters.exit_interrupts[spec::kLineTimer] >= 3);
    }
    CHECK(high > 0);
    CHECK(ticking > 50);
}

TEST_CASE("a machine without a monitor, and a guest that runs paravirtually, cannot be saved, and it is said why") {
    const Images images;
    const machine::MachineConfig config = small_machine();
    for (const auto& [mode, why] : {std::pair{Mode::kNative, "is there one?"}, std::pair{Mode::kPara, "has to leave"}}) {
        machine::Machine machine(config, real_ram_bytes(config, mode));
        REQUIRE(boot(machine, config, mode, images.kernel, &images.monitor, "run=compute 100000000"));
        machine.run(2000000);
        const auto saved = save_vm(machine, config);
        REQUIRE_FALSE(saved);
        CHECK(saved.error().message.find(why) != std::string::npos);
    }
}
