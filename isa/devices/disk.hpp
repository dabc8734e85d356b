// The disk: its contents, its registers and the transfer under way, as plain values. Ports and ring are the contract's (isa/spec/disk.hpp).
// Not here: files (cli, monitor/control). A transfer touches memory and disk at one moment, its due time: nobody ever sees half of it.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "isa/base/types.hpp"
#include "isa/cpu/device_bus.hpp"
#include "isa/cpu/written_pages.hpp"
#include "isa/spec/disk.hpp"

namespace anel::devices {

inline constexpr std::size_t kDiskBytesMost = std::size_t{64} << 20;

/// Cycles. A programmed command takes latency + per_sector x count. So does the first request of a kick; those behind it take
/// ring_latency + per_sector x count each, because a device that knows what comes next prepares for it. A request that cannot be done takes
/// its latency alone.
struct DiskTiming {
    std::uint32_t latency = 2000;
    std::uint32_t per_sector = 100;
    std::uint32_t ring_latency = 200;
    bool operator==(const DiskTiming&) const = default;
};

/// What is to be moved; a copy that nobody can change any more.
struct DiskTransfer {
    std::uint32_t command = 0;
    std::uint32_t sector = 0;
    std::uint32_t address = 0;
    std::uint32_t count = 0;
    bool operator==(const DiskTransfer&) const = default;
};

struct DiskState {
    DiskTransfer next;            ///< the registers: of the next command
    std::uint32_t ring = 0;       ///< likewise, of the next kick
    spec::DiskStatus status = spec::DiskStatus::kIdle;
    // While busy:
    DiskTransfer transfer;
    Cycles due = 0;
    bool serves_ring = false;
    std::uint32_t served_ring = 0;  ///< its address
    std::uint32_t consumed = 0;     ///< requests of it that have ended
    bool operator==(const DiskState&) const = default;
};

class Disk {
public:
    /// `ram` outlives the disk.
    Disk(std::span<std::uint8_t> ram, const DiskTiming& timing) : ram_(ram), timing_(timing) {}

    /// Puts contents in, between runs; empty: there is no disk. Whole sectors, at most kDiskBytesMost.
    void insert(std::vector<std::uint8_t> content);
    const std::vector<std::uint8_t>& content() const { return content_; }
    /// Gives the contents away; from then on there is no disk.
    std::vector<std::uint8_t> take() { return std::exchange(content_, {}); }

    /// The contents stay.
    void restore(const DiskState& state) {
        state_ = state;
        written_.clear();
    }
    /// For whoever puts contents back, and tells written_pages() which.
    std::span<std::uint8_t> content_to_restore() { return content_; }
    cpu::WrittenPages& written_pages() { return pages_; }

    static bool has_port(std::uint16_t port) { return port >= spec::kPortDiskSectors && port <= spec::kPortDiskKick; }
    std::uint32_t read_port(std::uint16_t port) const;
    void write_port(std::uint16_t port, std::uint32_t value, Cycles now);
    /// When the transfer under way happens; the largest Cycles where there is none.
    Cycles next_due() const { return busy() ? state_.due : std::numeric_limits<Cycles>::max(); }
    /// Lets it happen. Precondition: there is one.
    void run_due();
    /// What transfers have written to memory since the last call.
    std::vector<cpu::MemoryRange> take_written() { return std::exchange(written_, {}); }
    bool line() const { return state_.status == spec::DiskStatus::kDone || state_.status == spec::DiskStatus::kFailed; }

    const DiskState& state() const { return state_; }
    /// Transfers that have come to their end since this object was made, whatever came of them; for an onlooker, and in no snapshot.
    std::uint64_t ended() const { return ended_; }

private:
    bool busy() const { return state_.status == spec::DiskStatus::kBusy; }
    std::uint32_t sectors() const { return static_cast<std::uint32_t>(content_.size() / spec::kSectorBytes); }
    bool can_do(const DiskTransfer& transfer) const;
    void move_bytes(const DiskTransfer& transfer);
    void command(std::uint32_t command, Cycles now);
    void kick(Cycles now);
    void serve_next(Cycles now, std::uint32_t latency);
    std::uint32_t word(std::uint32_t address) const;
    void set_word(std::uint32_t address, std::uint32_t value);

    std::span<std::uint8_t> ram_;
    DiskTiming timing_;
    std::vector<std::uint8_t> content_;
    cpu::WrittenPages pages_{0};
    DiskState state_;
    std::vector<cpu::MemoryRange> written_;
    std::uint64_t ended_ = 0;
};

}  // namespace anel::devices
