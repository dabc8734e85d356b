// Anelix under a debugger, in every mode: its programs by name, both kinds of page tables, back over traps into the monitor.
#include <fmt/format.h>

#include <map>
#include <memory>

#include "isa/paging/page_walk.hpp"
#include "isa/machine/files.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/debug_setup.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/debug/small_machine.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using namespace anel::control;
using tests::holds;

namespace {

struct Images {
    Kernel kernel = *load_kernel(tests::bundled_file("anelix.elf").string());
    machine::ElfImage monitor = *load_monitor(tests::bundled_file("monitor.elf").string());
    std::string monitor_file = tests::read_file(tests::bundled_file("monitor.elf"));
    std::string hello = tests::read_file(tests::bundled_file("programs/hello.elf"));
};
const Images& images() {
    static const Images images;
    return images;
}

class Anelix {
public:
    explicit Anelix(Mode mode) : mode_(mode) {
        config_.ram_bytes = 4U << 20;
        machine_ = std::make_unique<machine::Machine>(config_, real_ram_bytes(config_, mode));
        REQUIRE(boot(*machine_, config_, mode, images().kernel, &images().monitor, "run=hello"));
        history_ = std::make_unique<machine::History>(*machine_);
        debug::DebuggerOptions options;
        options.has_assist = config_.assist.present;
        options.read_file = [](const std::string&) { return Result<std::string>(images().hello); };
        options.guest = [this](const machine::Machine& machine) { return guest_of(machine, config_, mode_, images().monitor); };
        debugger_ = std::make_unique<debug::Debugger>(*history_, std::move(options));
        debugger_->symbols().add(*kernel_symbols(images().kernel));
        if (mode != Mode::kNative) debugger_->symbols().add(*monitor_symbols(images().monitor_file, "monitor.elf", config_));
        says("symbols programs/hello.elf");
    }

    std::string says(const std::string& line) {
        const debug::Reply reply = debugger_->run(line);
        if (!reply.ok) FAIL(name_of(mode_) << ", " << line << ": " << reply.text);
        return reply.text;
    }
    const cpu::CpuState& state() const { return machine_->cpu().state(); }
    machine::Machine& machine() { return *machine_; }
    debug::Debugger& debugger() { return *debugger_; }
    machine::History& history() { return *history_; }

private:
    Mode mode_;
    machine::MachineConfig config_;
    std::unique_ptr<machine::Machine> machine_;
    std::unique_ptr<machine::History> history_;
    std::unique_ptr<debug::Debugger> debugger_;
};

}  // namespace

TEST_CASE("a program of Anelix is stopped in by its name, in every mode") {
    for (const Mode mode : built_modes()) {
        INFO(name_of(mode));
        Anelix anelix(mode);
        anelix.says("break hello:main");
        const std::string stopped = anelix.says("continue");
        // init begins at the same address, and is no hello.
        CHECK(holds(stopped, "breakpoint 1: hello:main\n"));
        CHECK(holds(stopped, "<hello:main> guest-os/user/hello.cpp:"));
        CHECK(holds(anelix.says("where"), "<hello:_start+0x"));
        CHECK(number(anelix.state().ring) == 3);
        CHECK(holds(anelix.says("finish"), "<hello:_start+0x"));
        CHECK(holds(anelix.says("console 1"), "Hello from ring 3.\n"));
        CHECK(holds(anelix.says("continue"), "the machine is off, exit code 0\n"));
    }
}

TEST_CASE("a system call is stepped over, and back to where it was made, in every mode") {
    for (const Mode mode : built_modes()) {
        INFO(name_of(mode));
        Anelix anelix(mode);
        anelix.says("break hello:main");
        anelix.says("continue");
        anelix.says("delete");
        const std::string trap = anelix.says("trap ecall");
        CHECK(holds(trap, "<hello:anelix::print+0x"));
        const std::uint32_t call = [&] {
            anelix.says("back");
            return anelix.state().pc;
        }();
        CHECK(number(anelix.state().ring) == 3);
        const machine::MachineSnapshot before = anelix.machine().save();
        CHECK(holds(anelix.says("dis pc 1"), "ecall\n"));
        anelix.says("over");
        CHECK(anelix.state().pc == call + 4);
        CHECK(number(anelix.state().ring) == 3);
        CHECK(anelix.state().x[10] == 19);  // what write gives back: the characters of the line
        // A translated kernel calls its monitor in the same way, from its own ring: the program's call is farther back.
        std::string last;
        do last = anelix.says("back-trap ecall");
        while (mode == Mode::kFullTranslate && holds(last, "trap ecall") && holds(last, "ring 1 to ring 0"));
        CHECK(holds(last, "trap ecall"));
        anelix.says("back");
        CHECK(anelix.machine().save() == before);
    }
}

TEST_CASE("the kernel's stack pointer is walked by every table that it goes through") {
    // Where hello's stack lies, the guest's own table says the same in every mode: the image is the same.
    std::map<Mode, std::string> walks;
    for (const Mode mode : built_modes()) {
        Anelix anelix(mode);
        anelix.says("break hello:main");
        anelix.says("continue");
        walks[mode] = anelix.says("walk sp");
    }
    const std::string own_leaf = "4 KiB page at 0x";
    CHECK(holds(walks[Mode::kNative], "by the tables in force (table 0x"));
    CHECK(holds(walks[Mode::kPara], "by the tables in force (table 0x"));
    for (const Mode mode : {Mode::kFullTrap, Mode::kAssistShadow}) {
        CHECK(holds(walks[mode], "by the guest's own tables, which the machine does not walk (table 0x"));
        CHECK(holds(walks[mode], "by the shadow tables, which it walks (table 0x"));
        // The shadow's table lies in the monitor's memory, which is behind the guest's 4 MiB.
        const std::size_t shadow = walks[mode].find("by the shadow tables, which it walks (table 0x");
        CHECK(std::stoul(walks[mode].substr(shadow + 44, 10), nullptr, 16) >= 4U << 20);
    }
    CHECK(holds(walks[Mode::kAssistNested], "by the guest's tables, and the nested ones behind them (table 0x"));
    CHECK(holds(walks[Mode::kAssistNested], "    nested level 1 for 0x"));
    CHECK(holds(walks[Mode::kAssistNested], "entry at guest-physical 0x"));
    const auto end_of = [](const std::string& walk) { return walk.substr(walk.rfind("  physical ")); };
    CHECK(end_of(walks[Mode::kNative]).find("; ring 3 may: read, write\n") != std::string::npos);
    CHECK(end_of(walks[Mode::kAssistNested]) == end_of(walks[Mode::kNative]));
}

TEST_CASE("both walks of a shadowed address end at one frame") {
    for (const Mode mode : {Mode::kFullTrap, Mode::kAssistShadow}) {
        Anelix anelix(mode);
        anelix.says("break hello:main");
        anelix.says("continue");
        const std::string walk = anelix.says("walk pc");
        const std::size_t first = walk.find("  physical 0x"), second = walk.rfind("  physical 0x");
        REQUIRE(first != second);
        CHECK(walk.substr(first, 23) == walk.substr(second, 23));
        // Text pages are read and executed by ring 3, in the guest's eyes and in the hardware's.
        CHECK(holds(walk.substr(first), "ring 3 may: read, execute\n"));
    }
}

TEST_CASE("what the TLB holds of the space in force is what a walk finds") {
    for (const Mode mode : built_modes()) {
        INFO(name_of(mode));
        Anelix anelix(mode);
        std::size_t compared = 0;
        for (unsigned i = 0; i < 60; ++i) {
            anelix.says("continue 20011");
            const cpu::CpuState& state = anelix.state();
            if (!state.paging()) continue;
            const paging::Tables tables = paging::tables_now(state);
            const bool in_guest = state.in_guest();
            for (const cpu::TlbEntry& entry : anelix.machine().cpu().time_state().tlb) {
                if (!entry.valid || entry.key.asid != state.asid() || (entry.key.tag != 0) != in_guest) continue;
                const auto physical = paging::physical_of(anelix.machine().memory(), tables, entry.page);
                REQUIRE(physical);
                CHECK(*physical == entry.frame);
                ++compared;
            }
        }
        CHECK(compared > 50);
    }
}

TEST_CASE("the monitor says which ring its guest believes to be in") {
    Anelix anelix(Mode::kFullTrap);
    CHECK(holds(anelix.debugger().here(), "cycle 0, ring 0, other\n<monitor:_start>"));
    anelix.says("break kernel_main");
    CHECK(holds(anelix.says("continue"), "ring 1 (VM 1: its guest is in ring 0), kernel\n<kernel:kernel_main> guest-os/kernel/main.cpp:"));
    CHECK(holds(anelix.says("ring"), "the guest believes to be in ring 0; the machine walks shadow tables in the place of its own\n"));
    CHECK(holds(anelix.says("trap privileged"), "trap privileged, value 0x"));
    CHECK(holds(anelix.debugger().here(), "<monitor:trap_entry> monitor/target/start.S:"));
    CHECK(holds(anelix.says("where"), "<monitor:trap_entry>"));
}

TEST_CASE("an exit to ring -1 is told with the place that the guest was at") {
    Anelix anelix(Mode::kAssistNested);
    anelix.says("break hello:main");
    anelix.says("continue");
    // The console's output port.
    const std::string exit = anelix.says("trap exit");
    CHECK(holds(exit, ": exit port, value 0x00000010, ring 0 to ring -1, at 0x8"));
    CHECK(holds(exit, "<kernel:anelix::"));
    CHECK(holds(exit, "<monitor:exit_entry>"));
    const std::string walk = anelix.says("walk 0x00010000");
    CHECK(holds(walk, "by ring -1's own tables"));
    CHECK(holds(walk, "by the guest's tables, and the nested ones behind them"));
    CHECK(holds(anelix.says("ring"), "ring -1: traps go to 0x"));
    CHECK(holds(anelix.says("csrs -1"), "statusm   0x0000001"));
}

TEST_CASE("sources are shown where they can be read, and places where they cannot") {
    Anelix anelix(Mode::kNative);
    anelix.says("break kernel_main");
    CHECK(holds(anelix.says("continue"), "guest-os/kernel/main.cpp:"));
    CHECK(holds(anelix.says("list"), "the file is not here to be shown\n"));

    debug::DebuggerOptions options;
    options.read_source = read_source_file;
    debug::Debugger with_sources(anelix.history(), std::move(options));
    with_sources.symbols().add(*kernel_symbols(images().kernel));
    const std::string here = with_sources.here();
    CHECK(holds(here, "void kernel_main("));
    CHECK(with_sources.run("source off").ok);
    CHECK(with_sources.here().find("void kernel_main(") == std::string::npos);
    CHECK(with_sources.run("source on").ok);
    const debug::Reply list = with_sources.run("list kernel_main");
    CHECK(holds(list.text, "=>"));
    CHECK(holds(with_sources.run("dis kernel_main 3").text, "void kernel_main("));
}

TEST_CASE("a machine that was looked at, stopped and taken back goes on as one that was not") {
    for (const Mode mode : built_modes()) {
        INFO(name_of(mode));
        Anelix plain(mode), looked_at(mode);
        plain.says("continue");
        looked_at.says("break hello:main");
        looked_at.says("break user_trap");
        for (unsigned i = 0; i < 5; ++i) {
            looked_at.says("continue");
            for (const char* const look : {"regs", "csrs", "ring", "walk sp", "walk pc", "x/4 sp", "dis pc 4", "where", "tlb", "ledger", "counters", "events 20", "info"}) looked_at.says(look);
            looked_at.says("back 3");
            looked_at.says("step 2");
        }
        looked_at.says("why");
        looked_at.says("watch pc");
        looked_at.says("continue 3000");
        looked_at.says("delete");
        looked_at.says("continue");
        CHECK(looked_at.machine().save() == plain.machine().save());
        CHECK(looked_at.history().console() == plain.history().console());
    }
}
