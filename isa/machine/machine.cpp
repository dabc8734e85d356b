// Loading bytes and starting the CPU by the boot contract.
#include "isa/machine/machine.hpp"

#include <algorithm>

#include "isa/base/invariant.hpp"
#include "isa/spec/platform.hpp"

namespace anel::machine {

namespace {

/// For pages of which it is known.
PagedBytes::MayDiffer written_since(bool known, const cpu::WrittenPages& pages, cpu::WrittenPages::Time then) {
    if (!known) return {};
    return [&pages, then](std::size_t page) { return pages.since(then, page); };
}

void put_back(const PagedBytes& from, std::span<std::uint8_t> to, bool known, cpu::WrittenPages& pages, cpu::WrittenPages::Time then) {
    from.copy_to(to, written_since(known, pages, then), [&pages](std::size_t page) { pages.written(static_cast<std::uint32_t>(page * PagedBytes::kPageBytes)); });
}

}  // namespace

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

MachineSnapshot Machine::save(const MachineSnapshot* like) {
    const bool knows = like != nullptr && like->taken.by == mark_;
    const PagedBytes* const memory_like = like != nullptr ? &like->memory : nullptr;
    const PagedBytes* const disk_like = like != nullptr ? &like->disk : nullptr;
    const Taken then = knows ? like->taken : Taken{};
    MachineSnapshot snapshot{cpu_.save(), devices_.save(), PagedBytes(ram_, memory_like, written_since(knows, cpu_.written_pages(), then.memory)),
                             PagedBytes(devices_.disk().content(), disk_like, written_since(knows, devices_.disk().written_pages(), then.disk)), {}};
    snapshot.taken = {mark_, cpu_.next_stretch(), devices_.disk().written_pages().next()};
    return snapshot;
}

void Machine::restore(const MachineSnapshot& from) {
    invariant(from.memory.size() == ram_.size(), "a snapshot is put back into a machine with as much memory");
    devices::Disk& disk = devices_.disk();
    if (disk.content().size() != from.disk.size()) disk.insert(std::vector<std::uint8_t>(from.disk.size()));
    const bool knows = from.taken.by == mark_;
    put_back(from.memory, ram_, knows, cpu_.written_pages(), from.taken.memory);
    put_back(from.disk, disk.content_to_restore(), knows, disk.written_pages(), from.taken.disk);
    devices_.restore(from.devices);
    cpu_.restore(from.cpu);
}

}  // namespace anel::machine
