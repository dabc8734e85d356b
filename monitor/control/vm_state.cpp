#include "monitor/control/vm_state.hpp"

#include <fmt/format.h>

#include <string>

#include "isa/base/invariant.hpp"
#include "isa/spec/mailbox.hpp"
#include "monitor/control/boot.hpp"

namespace anel::control {

Result<SavedVm> save_vm(machine::Machine& machine, const machine::MachineConfig& config) {
    constexpr Cycles kStep = 10000;
    constexpr Cycles kPatience = 100000000;  // a guest's disk may have much under way
    devices::Devices& devices = machine.devices();
    const Cycles begun = machine.cpu().cycle();
    devices.ask_monitor(static_cast<std::uint32_t>(spec::MailboxCommand::kSave));
    while (!devices.state().mailbox_answer) {
        const cpu::Stop stop = machine.run(machine.cpu().cycle() + kStep);
        if (devices.state().mailbox_answer) break;
        if (stop != cpu::Stop::kCycleReached) return Error{"the machine ended before its monitor could give the VM away"};
        if (machine.cpu().cycle() - begun > kPatience) return Error{"no monitor answers: is there one?"};
    }
    if (const auto answer = static_cast<spec::MailboxAnswer>(*devices.state().mailbox_answer); answer != spec::MailboxAnswer::kDone)
        return Error{answer == spec::MailboxAnswer::kNotNow ? "the guest runs paravirtually, and has to leave that arrangement before it can be moved"
                                                            : "the monitor does not know how to save a VM"};
    SavedVm vm;
    const auto memory = machine.memory();
    const std::uint32_t page = devices.state().mailbox_page.value_or(0);
    if (page > memory.size() - spec::vm_state::kBytes) return Error{fmt::format("the mailbox at 0x{:08x} lies outside the machine's memory", page)};
    vm.state.assign(memory.begin() + page, memory.begin() + page + spec::vm_state::kBytes);
    vm.ram.assign(memory.begin(), memory.begin() + config.ram_bytes);
    vm.input = devices.state().input;
    vm.input_ended = devices.state().input_ended;
    vm.disk = devices.disk().content();
    return vm;
}

Status boot_saved(machine::Machine& machine, const machine::MachineConfig& config, Mode mode, const machine::ElfImage& monitor,
                  const SavedVm& vm) {
    invariant(vm.ram.size() == config.ram_bytes, "a VM goes on with as much memory as it had");
    if (Status status = boot_with_module(machine, config, mode, monitor, vm.state, spec::kModuleVmState, ""); !status) return status;
    invariant(machine.write_memory({0}, vm.ram), "a guest's memory fits into the machine");
    devices::Devices& devices = machine.devices();
    devices.insert_disk(vm.disk);
    devices.type(std::string(vm.input.begin(), vm.input.end()));
    if (vm.input_ended) devices.end_input();
    return {};
}

}  // namespace anel::control
