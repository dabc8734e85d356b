// Anelix starts here, at its high address, with paging on: checks what it believes about the machine, then starts init.
#include "anel_target.h"
#include "kernel/address_space.hpp"
#include "kernel/console.hpp"
#include "kernel/pages.hpp"
#include "kernel/privileged.hpp"
#include "kernel/process.hpp"
#include "kernel/program.hpp"
#include "kernel/ticks.hpp"
#include "lib/text.hpp"

extern "C" void trap_entry();

namespace anelix {

namespace {

constexpr unsigned kDefaultTick = 1000000;

struct BootBlock {
    unsigned magic, version, ram_bytes, window_base, module_count, modules, command_line, command_line_bytes;
};

/// A kernel is written for a machine of its own. Where these do not hold, it is not alone, and has no business going on.
void check_beliefs() {
    if (ops->ring() != 0) panic("I believe that I run in ring 0, but the machine says ring %u", ops->ring());
    ops->set_trap_entry(trap_entry);
    if (ops->trap_entry() != trap_entry)
        panic("I set the trap vector to %x and read back %x", reinterpret_cast<unsigned>(trap_entry),
              reinterpret_cast<unsigned>(ops->trap_entry()));
    ops->listen(0);
    ops->interrupts_on();
    if (!ops->interrupts_are_on()) panic("I turned interrupts on, but the status says that they are off");
    ops->interrupts_off();
    if (ops->interrupts_are_on()) panic("I turned interrupts off, but the status says that they are on");
}

/// Value of `key=` in the command line, up to its end where it is the last thing said; null where it is not there.
const char* option(const char* command_line, const char* key) {
    for (const char* at = command_line; *at != '\0'; ++at)
        if ((at == command_line || at[-1] == ' ') && starts_with(at, key)) return at + length(key);
    return nullptr;
}

void start_init(const char* run) {
    Process* const init = new_process();
    static Arguments arguments;
    arguments.add("init");
    if (run != nullptr && !arguments.add(run)) panic("the command line is too long");
    if (init == nullptr || load_program(*init, "init", arguments) != 0) panic("there is no program called init");
    for (unsigned i = 0; i < 3; ++i) init->descriptors[i].kind = Descriptor::Kind::kConsole;
    init->state = Process::State::kReady;
}

}  // namespace

extern "C" [[noreturn]] void kernel_main(const BootBlock* boot) {
    ops->mark(AR_MARK_KERNEL);
    check_beliefs();
    start_pages(boot->ram_bytes);
    start_address_spaces(boot->ram_bytes);
    const char* const command_line = static_cast<const char*>(reach(boot->command_line));
    print("Anelix: %u KiB of memory, %u free pages, %u programs\n", boot->ram_bytes / 1024, free_pages(), program_count());
    start_init(option(command_line, "run="));
    const char* const period = option(command_line, "tick=");
    start_ticks(period != nullptr ? to_number(period) : kDefaultTick);
    ops->listen(1u << AR_LINE_TIMER | 1u << AR_LINE_CONSOLE);
    schedule();
}

}  // namespace anelix
