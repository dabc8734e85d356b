// Anelix starts here, at its high address, with paging on: checks its machine, takes stock of memory, starts the first process.
#include "kernel/address_space.hpp"
#include "kernel/beliefs.hpp"
#include "kernel/command_line.hpp"
#include "kernel/console.hpp"
#include "kernel/lines.hpp"
#include "kernel/pages.hpp"
#include "kernel/privileged.hpp"
#include "kernel/process.hpp"
#include "kernel/program.hpp"
#include "kernel/reboot.hpp"
#include "kernel/storage.hpp"
#include "kernel/ticks.hpp"

namespace anelix {

namespace {

struct BootBlock {
    unsigned magic, version, ram_bytes, window_base, module_count, modules, command_line, command_line_bytes;
};

void start_first_process(const Arguments& arguments) {
    const char* const path = arguments.text;
    Process* const first = new_process();
    if (first == nullptr || arguments.count == 0 || load_program(*first, path, arguments) != 0)
        panic("the first program, '%s', cannot be started", path);
    for (unsigned i = 0; i < 3; ++i) first->descriptors[i].kind = Descriptor::Kind::kConsole;
    first->state = Process::State::kReady;
}

}  // namespace

extern "C" [[noreturn]] void kernel_main(const BootBlock* boot) {
    remember_power_on(physical(boot));
    choose_operations();
    start_pages(boot->ram_bytes);
    start_address_spaces(boot->ram_bytes);
    check_machine();
    check_kernel_space();
    print("Anelix v1: %u KiB of memory\n", boot->ram_bytes / 1024);
    static CommandLine command_line;
    read_command_line(boot->command_line_bytes == 0 ? "" : static_cast<const char*>(reach(boot->command_line)),
                      command_line);
    allow_batches(command_line.batches);
    plan_reboots(command_line.reboots);
    for (unsigned i = 0; i < command_line.restarts; ++i) ops->restart_spaces();
    start_storage();
    start_first_process(command_line.first);
    start_ticks(command_line.tick_cycles);
    ops->listen(kKernelLines);
    schedule();
}

}  // namespace anelix
