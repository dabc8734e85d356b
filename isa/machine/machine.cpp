// Loading bytes and starting the CPU by the boot contract.
#include "isa/machine/machine.hpp"

#include <algorithm>

#include "isa/base/invariant.hpp"
#include "isa/spec/platform.hpp"

namespace anel::machine {

bool Machine::write_memory(PhysAddr at, std::span<const std::uint8_t> bytes) {
    if (at.value > ram_.size() || bytes.size() > ram_.size() - at.value) return false;
    std::copy(bytes.begin(), bytes.end(), ram_.begin() + at.value);
    cpu_.memory_written({at.value, static_cast<std::uint32_t>(bytes.size())});
    return true;
}

void Machine::reset_to(PhysAddr entry, PhysAddr boot_block) {
    cpu::CpuState state;
    state.pc = entry.value;
    state.x[10] = spec::kBootMagic;
    state.x[11] = boot_block.value;
    cpu_.set_state(state);
}

MachineSnapshot Machine::save(const MachineSnapshot* like) const {
    return {cpu_.save(), devices_.save(), PagedBytes(ram_, like != nullptr ? &like->memory : nullptr),
            PagedBytes(devices_.disk().content(), like != nullptr ? &like->disk : nullptr)};
}

void Machine::restore(const MachineSnapshot& from) {
    invariant(from.memory.size() == ram_.size(), "a snapshot is put back into a machine with as much memory");
    from.memory.copy_to(ram_);
    std::vector<std::uint8_t> disk(from.disk.size());
    from.disk.copy_to(disk);
    devices_.restore(from.devices, std::move(disk));
    cpu_.restore(from.cpu);
}

}  // namespace anel::machine
