#include "isa/debug/walk_text.hpp"

#include <fmt/format.h>

#include "isa/spec/platform.hpp"

namespace anel::debug {

namespace pte = spec::pte;

namespace {

std::string verdict_text(const paging::WalkStep& step) {
    const std::uint32_t frame = step.value & pte::kFrame;
    switch (step.verdict) {
        case paging::Verdict::kTable: return fmt::format("level-0 table at 0x{:08x}", frame);
        case paging::Verdict::kLeaf: return fmt::format("{} page at 0x{:08x}, {}", step.level == 1 ? "4 MiB" : "4 KiB", frame, rights_text(step.value, step.nested));
        case paging::Verdict::kNotValid: return "not valid (V is clear)";
        case paging::Verdict::kWriteWithoutRead: return "not valid (W without R)";
        case paging::Verdict::kNoLeaf: return "not valid (a level-0 entry without R, W and X)";
        case paging::Verdict::kSuperpageBits: return "not valid (the frame of a 4 MiB page must be a multiple of 4 MiB)";
        case paging::Verdict::kOutside: return "there is no memory there";
        case paging::Verdict::kNestedStop: return "the nested tables do not lead there";
    }
    return {};
}

std::string may_text(const paging::PageWalk& walk, Ring ring) {
    std::string may;
    constexpr std::pair<std::uint32_t, const char*> kRights[] = {{pte::kRead, "read"}, {pte::kWrite, "write"}, {pte::kExecute, "execute"}};
    const bool admitted = !walk.leaf || number(ring) <= static_cast<int>((*walk.leaf & pte::kRing) >> pte::kRingShift);
    for (const auto& [right, name] : kRights) {
        const bool allowed = admitted && (!walk.leaf || (*walk.leaf & right) != 0) && (!walk.nested_leaf || (*walk.nested_leaf & right) != 0);
        if (allowed) may += (may.empty() ? "" : ", ") + std::string(name);
    }
    return may.empty() ? "nothing" : may;
}

}  // namespace

std::string rights_text(std::uint32_t entry, bool nested) {
    const auto letter = [entry](std::uint32_t bit, char name) { return (entry & bit) != 0 ? name : '-'; };
    const std::uint32_t ring = (entry & pte::kRing) >> pte::kRingShift;
    const std::string rings = nested ? "" : ring == 0 ? "ring 0 alone, " : fmt::format("rings 0 to {}, ", ring);
    return fmt::format("{}{}{}, {}{}{}{}", letter(pte::kRead, 'R'), letter(pte::kWrite, 'W'), letter(pte::kExecute, 'X'), rings,
                       letter(pte::kAccessed, 'A'), letter(pte::kDirty, 'D'), letter(pte::kGlobal, 'G'));
}

std::string walk_text(const paging::PageWalk& walk, Ring ring) {
    std::string text;
    for (const paging::WalkStep& step : walk.steps) {
        const bool guest_physical = walk.tables.nested && !step.nested;
        text += fmt::format("  {}level {} for 0x{:08x}: entry at {}0x{:08x}", step.nested ? "  nested " : "", step.level, step.looks_for,
                            guest_physical ? "guest-physical " : "", step.at);
        const bool read = step.verdict != paging::Verdict::kOutside && step.verdict != paging::Verdict::kNestedStop;
        text += (read ? fmt::format(" is 0x{:08x}: ", step.value) : std::string(": ")) + verdict_text(step) + "\n";
    }
    if (!walk.tables.paged) text += walk.tables.nested ? "  the guest's paging is off: the address is guest-physical\n" : "  paging is off: the address is physical\n";
    if (walk.guest_physical) text += fmt::format("  guest-physical 0x{:08x}\n", *walk.guest_physical);
    if (!walk.physical) return text + fmt::format("  0x{:08x} is not mapped\n", walk.address);
    text += fmt::format("  physical 0x{:08x}", *walk.physical);
    if (walk.leaf || walk.nested_leaf) text += fmt::format("; ring {} may: {}", number(ring), may_text(walk, ring));
    return text + "\n";
}

}  // namespace anel::debug
