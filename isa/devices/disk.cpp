#include "isa/devices/disk.hpp"

#include <cstddef>
#include <cstring>
#include <utility>

#include "isa/base/invariant.hpp"
#include "isa/spec/platform.hpp"

namespace anel::devices {

using spec::DiskCommand;
using spec::DiskRequest;
using spec::DiskRing;
using spec::DiskStatus;

namespace {

constexpr std::uint32_t number(DiskCommand command) { return static_cast<std::uint32_t>(command); }

std::uint32_t slot_of(std::uint32_t ring, std::uint32_t consumed) {
    return ring + static_cast<std::uint32_t>(offsetof(DiskRing, request) + consumed % spec::kDiskRingSlots * sizeof(DiskRequest));
}

}  // namespace

void Disk::insert(std::vector<std::uint8_t> content) {
    invariant(content.size() % spec::kSectorBytes == 0 && content.size() <= kDiskBytesMost, "a disk is made of whole sectors, and not too many");
    content_ = std::move(content);
    pages_.replaced(content_.size());
}

std::uint32_t Disk::read_port(std::uint16_t port) const {
    if (port == spec::kPortDiskSectors) return sectors();
    if (port == spec::kPortDiskStatus) return static_cast<std::uint32_t>(state_.status);
    return 0xffffffff;
}

void Disk::write_port(std::uint16_t port, std::uint32_t value, Cycles now) {
    switch (port) {
        case spec::kPortDiskSector: state_.next.sector = value; break;
        case spec::kPortDiskAddress: state_.next.address = value; break;
        case spec::kPortDiskCount: state_.next.count = value; break;
        case spec::kPortDiskCommand: command(value, now); break;
        case spec::kPortDiskRing: state_.ring = value; break;
        case spec::kPortDiskKick: kick(now); break;
        default: break;
    }
}

bool Disk::can_do(const DiskTransfer& transfer) const {
    if (transfer.command != number(DiskCommand::kRead) && transfer.command != number(DiskCommand::kWrite)) return false;
    if (transfer.count == 0 || transfer.count > spec::kDiskSectorsMost) return false;
    if (transfer.sector > sectors() || transfer.count > sectors() - transfer.sector) return false;
    const std::size_t bytes = std::size_t{transfer.count} * spec::kSectorBytes;
    return transfer.address % 4 == 0 && transfer.address <= ram_.size() && bytes <= ram_.size() - transfer.address;
}

void Disk::move_bytes(const DiskTransfer& transfer) {
    std::uint8_t* const memory = ram_.data() + transfer.address;
    std::uint8_t* const disk = content_.data() + std::size_t{transfer.sector} * spec::kSectorBytes;
    const std::size_t bytes = std::size_t{transfer.count} * spec::kSectorBytes;
    if (transfer.command == number(DiskCommand::kRead)) {
        std::memcpy(memory, disk, bytes);
        written_.push_back({transfer.address, static_cast<std::uint32_t>(bytes)});
    } else {
        std::memcpy(disk, memory, bytes);
        pages_.written(transfer.sector * spec::kSectorBytes, static_cast<std::uint32_t>(bytes));
    }
}

void Disk::command(std::uint32_t command, Cycles now) {
    if (busy()) return;
    if (command == number(DiskCommand::kAcknowledge)) {
        state_.status = DiskStatus::kIdle;
        return;
    }
    state_.transfer = state_.next;
    state_.transfer.command = command;
    state_.serves_ring = false;
    state_.status = can_do(state_.transfer) ? DiskStatus::kBusy : DiskStatus::kFailed;
    state_.due = now + timing_.latency + Cycles{timing_.per_sector} * state_.transfer.count;
}

void Disk::kick(Cycles now) {
    if (busy()) return;
    const bool ring_in_memory = state_.ring % kPageBytes == 0 && state_.ring < ram_.size() && ram_.size() - state_.ring >= sizeof(DiskRing);
    if (sectors() == 0 || !ring_in_memory) {
        state_.status = DiskStatus::kFailed;
        return;
    }
    state_.consumed = word(state_.ring + offsetof(DiskRing, consumed));
    if (word(state_.ring + offsetof(DiskRing, produced)) == state_.consumed) return;
    state_.serves_ring = true;
    state_.served_ring = state_.ring;
    serve_next(now, timing_.latency);
}

/// Begins the ring's next request, or ends the service.
void Disk::serve_next(Cycles now, std::uint32_t latency) {
    const std::uint32_t outstanding = word(state_.served_ring + offsetof(DiskRing, produced)) - state_.consumed;
    if (outstanding == 0 || outstanding > spec::kDiskRingSlots) {
        state_.status = outstanding == 0 ? DiskStatus::kDone : DiskStatus::kFailed;
        return;
    }
    const std::uint32_t slot = slot_of(state_.served_ring, state_.consumed);
    state_.transfer = {word(slot + offsetof(DiskRequest, command)), word(slot + offsetof(DiskRequest, sector)),
                       word(slot + offsetof(DiskRequest, address)), word(slot + offsetof(DiskRequest, count))};
    state_.status = DiskStatus::kBusy;
    state_.due = now + latency + (can_do(state_.transfer) ? Cycles{timing_.per_sector} * state_.transfer.count : 0);
}

void Disk::run_due() {
    invariant(busy(), "what is due is under way");
    ++ended_;
    const bool good = can_do(state_.transfer);
    if (good) move_bytes(state_.transfer);
    if (!state_.serves_ring) {
        state_.status = good ? DiskStatus::kDone : DiskStatus::kFailed;
        return;
    }
    const std::uint32_t slot = slot_of(state_.served_ring, state_.consumed);
    set_word(slot + offsetof(DiskRequest, status), static_cast<std::uint32_t>(good ? DiskStatus::kDone : DiskStatus::kFailed));
    set_word(state_.served_ring + offsetof(DiskRing, consumed), ++state_.consumed);
    serve_next(state_.due, timing_.ring_latency);
}

std::uint32_t Disk::word(std::uint32_t address) const {
    std::uint32_t value = 0;
    std::memcpy(&value, ram_.data() + address, sizeof value);
    return value;
}

void Disk::set_word(std::uint32_t address, std::uint32_t value) {
    std::memcpy(ram_.data() + address, &value, sizeof value);
    written_.push_back({address, sizeof value});
}

}  // namespace anel::devices
