// The disk's contract: ports, commands, states, and the ring of requests that device, drivers and monitors share.
// Not here: how long a transfer takes (the machine's profile) and the device itself (isa/devices).
#pragma once

#include <cstdint>

namespace anel::spec {

inline constexpr std::uint32_t kSectorBytes = 512;
inline constexpr std::uint32_t kDiskSectorsMost = 128;  ///< of one command or request

inline constexpr std::uint32_t kPortDiskSectors = 0x50;
inline constexpr std::uint32_t kPortDiskSector = 0x51;
inline constexpr std::uint32_t kPortDiskAddress = 0x52;
inline constexpr std::uint32_t kPortDiskCount = 0x53;
inline constexpr std::uint32_t kPortDiskCommand = 0x54;
inline constexpr std::uint32_t kPortDiskStatus = 0x55;
inline constexpr std::uint32_t kPortDiskRing = 0x56;
inline constexpr std::uint32_t kPortDiskKick = 0x57;

enum class DiskCommand : std::uint32_t { kAcknowledge = 0, kRead = 1, kWrite = 2 };
/// The line is high while the state is kDone or kFailed; kAcknowledge makes it kIdle, and so the line falls. A new command or kick does not
/// need that first. While the state is kBusy every command (kAcknowledge too) and every kick is ignored. A command that cannot be done (no
/// disk, a number that is none of these, sectors beyond the end, a count of 0 or too many, an address that is misaligned or outside memory)
/// is kFailed at once, and neither memory nor disk is touched. The registers are those of the *next* command: a transfer has its own copy.
enum class DiskStatus : std::uint32_t { kIdle = 0, kBusy = 1, kDone = 2, kFailed = 3 };

/// A request of the ring. The driver fills the slot `produced % kDiskRingSlots`, then counts `produced` up, then kicks.
struct DiskRequest {
    std::uint32_t command = 0;  ///< DiskCommand, read or write
    std::uint32_t sector = 0;
    std::uint32_t address = 0;  ///< physical, of the first byte; a multiple of 4
    std::uint32_t count = 0;    ///< sectors, 1 to kDiskSectorsMost
    std::uint32_t status = 0;   ///< DiskStatus: written by the device, kDone or kFailed
    std::uint32_t unused[3] = {};
};
inline constexpr std::uint32_t kDiskRingSlots = 64;
/// As it lies in memory, at a multiple of the page size. Both counts only grow, modulo 2^32. The device serves requests in order, counts
/// `consumed` up after each, and raises its line (kDone, whatever the requests' own ends) once it has caught up with `produced`.
/// At a kick the device reads both counts; from then on `consumed` is its own, and it looks at `produced` again after each request. So a kick
/// that is ignored because the ring is being served is not lost. A kick with nothing new changes nothing; a ring that is misaligned, outside
/// memory, or has more than kDiskRingSlots requests outstanding is kFailed. A request is read once, when its service begins; one that cannot
/// be done fails alone.
struct DiskRing {
    std::uint32_t produced = 0;
    std::uint32_t consumed = 0;
    std::uint32_t unused[14] = {};
    DiskRequest request[kDiskRingSlots];
};
static_assert(sizeof(DiskRequest) == 32 && sizeof(DiskRing) == 64 + 32 * kDiskRingSlots);

}  // namespace anel::spec
