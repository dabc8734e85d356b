#include "isa/debug/gdb/points.hpp"

#include <algorithm>

namespace anel::gdb {

namespace {

using Memory = std::span<const std::uint8_t>;

constexpr unsigned bit(BreakKind kind) { return kind == BreakKind::kSoftware ? 1U : 2U; }

/// Copies what is there now. Whether it was something else.
bool look_at(Points::Watch& watch, Memory memory) {
    bool changed = false;
    auto seen = watch.seen.begin();
    for (const cpu::MemoryRange& range : watch.where) {
        const Memory now = memory.subspan(range.address, range.bytes);
        if (!std::equal(now.begin(), now.end(), seen)) {
            changed = true;
            std::ranges::copy(now, seen);
        }
        seen += static_cast<std::ptrdiff_t>(now.size());
    }
    return changed;
}

bool overlaps(const Points::Watch& watch, const cpu::MemoryRange& access) {
    return std::ranges::any_of(watch.where, [&](const cpu::MemoryRange& range) {
        return access.address < std::uint64_t{range.address} + range.bytes && range.address < std::uint64_t{access.address} + access.bytes;
    });
}

}  // namespace

bool Points::add_breakpoint(BreakKind kind, std::uint32_t address) {
    if (breakpoints_.size() >= kBreakpointsMost && !breakpoints_.contains(address)) return false;
    breakpoints_[address] |= bit(kind);
    return true;
}

void Points::remove_breakpoint(BreakKind kind, std::uint32_t address) {
    const auto found = breakpoints_.find(address);
    if (found == breakpoints_.end()) return;
    found->second &= ~bit(kind);
    if (found->second == 0) breakpoints_.erase(found);
}

std::optional<BreakKind> Points::breakpoint_at(std::uint32_t address) const {
    const auto found = breakpoints_.find(address);
    if (found == breakpoints_.end()) return std::nullopt;
    return (found->second & bit(BreakKind::kSoftware)) != 0 ? BreakKind::kSoftware : BreakKind::kHardware;
}

std::vector<std::uint32_t> Points::breakpoints() const {
    std::vector<std::uint32_t> addresses;
    for (const auto& [address, kinds] : breakpoints_) addresses.push_back(address);
    return addresses;
}

Points::Added Points::add_watch(WatchKind kind, std::uint32_t address, std::uint32_t bytes, const MemoryView& memory) {
    const auto same = [&](const Watch& watch) { return watch.is(kind, address, bytes); };
    if (std::ranges::any_of(watches_, same)) return Added::kYes;
    if (bytes == 0 || bytes > kWatchedMost || watches_.size() >= kWatchpointsMost) return Added::kTooMany;
    const auto before = std::ranges::find_if(taken_away_, same);
    auto where = memory.where(address, bytes);
    if (!where && before != taken_away_.end()) where = before->where;
    if (!where) return Added::kNoMemory;
    if (before != taken_away_.end()) taken_away_.erase(before);
    watches_.push_back({kind, address, bytes, std::move(*where), std::vector<std::uint8_t>(bytes)});
    return Added::kYes;
}

void Points::remove_watch(WatchKind kind, std::uint32_t address, std::uint32_t bytes) {
    const auto found = std::ranges::find_if(watches_, [&](const Watch& watch) { return watch.is(kind, address, bytes); });
    if (found == watches_.end()) return;
    if (taken_away_.size() >= kWatchpointsMost) taken_away_.erase(taken_away_.begin());
    taken_away_.push_back(std::move(*found));
    watches_.erase(found);
}

bool Points::watching_accesses() const {
    return std::ranges::any_of(watches_, [](const Watch& watch) { return watch.kind != WatchKind::kWrite; });
}

void Points::clear() { *this = Points(); }

void Points::look(Memory memory) {
    for (Watch& watch : watches_) look_at(watch, memory);
}

const Points::Watch* Points::hit(Memory memory, const std::optional<Access>& access) {
    const Watch* first = nullptr;
    for (Watch& watch : watches_) {
        const bool changed = look_at(watch, memory);
        const bool accessed = access && overlaps(watch, access->range);
        const bool counts = watch.kind == WatchKind::kWrite ? changed : watch.kind == WatchKind::kRead ? accessed && !access->writes : changed || accessed;
        if (counts && first == nullptr) first = &watch;
    }
    return first;
}

}  // namespace anel::gdb
