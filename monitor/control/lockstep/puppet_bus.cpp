#include "monitor/control/lockstep/puppet_bus.hpp"

#include <cstddef>
#include <cstring>

#include "isa/base/invariant.hpp"
#include "isa/spec/disk.hpp"
#include "isa/spec/platform.hpp"

namespace anel::control::lockstep {

void PuppetBus::write_port(std::uint16_t port, std::uint32_t value, Cycles now) {
    ++writes_;
    switch (port) {
        case spec::kPortConsoleData: console_ += static_cast<char>(value); break;
        case spec::kPortLog: log_ += static_cast<char>(value); break;
        case spec::kPortConsoleIrq: console_irq_ = (value & 1U) != 0; break;
        case spec::kPortTimer: timer_ = value; break;
        case spec::kPortPower:
            if ((value & spec::kPowerGiveUp) != 0) given_up_ = true;
            else exit_code_ = static_cast<std::uint8_t>(value);
            break;
        default:
            if (devices::Disk::has_port(port)) disk_.write_port(port, value, now);
            break;
    }
}

std::uint32_t PuppetBus::word(std::uint32_t address) const {
    std::uint32_t value = 0;
    std::memcpy(&value, &ram_[address], sizeof value);
    return value;
}

void PuppetBus::put_word(std::uint32_t address, std::uint32_t value) { std::memcpy(&ram_[address], &value, sizeof value); }

PuppetBus::Served PuppetBus::serve_disk() {
    invariant(disk_is_busy(), "a disk that is to serve a request has one");
    const devices::DiskState before = disk_.state();
    // The two words that it writes into its ring, as they were.
    const std::uint32_t ring = before.served_ring;
    const std::uint32_t status_at = ring + static_cast<std::uint32_t>(offsetof(spec::DiskRing, request) + before.consumed % spec::kDiskRingSlots * sizeof(spec::DiskRequest) + offsetof(spec::DiskRequest, status));
    const std::uint32_t consumed_at = ring + static_cast<std::uint32_t>(offsetof(spec::DiskRing, consumed));
    const std::uint32_t old_status = before.serves_ring ? word(status_at) : 0, old_consumed = before.serves_ring ? word(consumed_at) : 0;
    disk_.run_due();
    disk_.take_written();
    Served served{before.transfer, false, false};
    bool good = disk_.state().status != spec::DiskStatus::kFailed;
    if (before.serves_ring) good = word(status_at) == static_cast<std::uint32_t>(spec::DiskStatus::kDone);
    served.into_memory = good && before.transfer.command == static_cast<std::uint32_t>(spec::DiskCommand::kRead);
    served.onto_disk = good && before.transfer.command == static_cast<std::uint32_t>(spec::DiskCommand::kWrite);
    if (!before.serves_ring) return served;
    held_.push_back({status_at, word(status_at), false});
    held_.push_back({consumed_at, word(consumed_at), true});
    put_word(status_at, served.into_memory ? moved_to(before.transfer, status_at).value_or(old_status) : old_status);
    put_word(consumed_at, served.into_memory ? moved_to(before.transfer, consumed_at).value_or(old_consumed) : old_consumed);
    return served;
}

/// What a transfer into memory has moved to an address, which may even lie in the ring that asked for it.
std::optional<std::uint32_t> PuppetBus::moved_to(const devices::DiskTransfer& transfer, std::uint32_t address) const {
    if (address < transfer.address || address - transfer.address >= transfer.count * spec::kSectorBytes) return std::nullopt;
    std::uint32_t value = 0;
    std::memcpy(&value, &disk_.content()[std::size_t{transfer.sector} * spec::kSectorBytes + (address - transfer.address)], sizeof value);
    return value;
}

void PuppetBus::release(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) put_word(held_[i].address, held_[i].value);
    held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(count));
}

}  // namespace anel::control::lockstep
