#include "tests/differential/tables.hpp"

#include "isa/spec/causes.hpp"
#include "isa/spec/platform.hpp"
#include "tests/differential/layout.hpp"

namespace anel::differential {

namespace {

namespace block = spec::block;
namespace pte = spec::pte;

constexpr std::uint32_t kLeafBits = pte::kValid | pte::kRead | pte::kWrite | pte::kExecute | pte::kRing;
constexpr std::uint32_t kPages = layout::kRamBytes / kPageBytes;

/// Pages without which little happens: handlers and what they keep, the first of the code.
bool is_vital(std::uint32_t address) { return address < layout::kCode + kPageBytes; }

std::uint32_t leaf_for(Choices& choices, std::uint32_t frame) {
    if (!is_vital(frame) || choices.percent(3)) return choose_leaf(choices, frame);
    return frame | kLeafBits | (choices.percent(70) ? pte::kAccessed | pte::kDirty : 0);
}

/// Addresses 0 to kRamBytes, each where it is, but for a few that have changed places.
Piece lower_table(Choices& choices, std::uint32_t at, bool swaps) {
    Piece piece{at, {}};
    for (std::uint32_t page = 0; page < kPages; ++page) {
        std::uint32_t frame = page * kPageBytes;
        if (swaps && (page == 6 || page == 7)) frame ^= kPageBytes;  // the same addresses, other functions
        else if (swaps && frame >= layout::kData && frame < layout::kDataEnd && choices.percent(20)) frame = layout::kData + choices.below(8) * kPageBytes;
        piece.words.push_back(leaf_for(choices, frame));
    }
    return piece;
}

std::uint32_t superpage_leaf(Choices& choices, std::uint32_t frame) { return choose_leaf(choices, 0) | frame; }

Piece root_table(Choices& choices, unsigned space) {
    Piece piece{layout::kRoots + space * kPageBytes, {}};
    piece.words = {(layout::kLower + (choices.percent(70) ? space : 0) * kPageBytes) | pte::kValid,
                   layout::kAliasLower | pte::kValid,
                   superpage_leaf(choices, 0),
                   superpage_leaf(choices, kSuperpageBytes),
                   kLeafBits | kPageBytes,
                   0x7ffff000 | pte::kValid,
                   piece.address | pte::kValid,
                   choices.percent(50) ? 0 : choices.word()};
    return piece;
}

}  // namespace

std::uint32_t choose_leaf(Choices& choices, std::uint32_t frame) {
    std::uint32_t entry = frame | kLeafBits | pte::kAccessed | pte::kDirty;
    switch (choices.below(14)) {
        case 0: entry &= ~pte::kWrite; break;
        case 1: entry &= ~pte::kExecute; break;
        case 2: entry = (entry & ~pte::kRing) | choices.below(4) << pte::kRingShift; break;
        case 3: entry &= ~(pte::kAccessed | pte::kDirty); break;
        case 4: entry &= ~pte::kDirty; break;
        case 5: entry |= pte::kGlobal; break;
        case 6: entry = frame | choices.below(0x200); break;
        case 7: entry = choices.percent(20) ? choices.word() : entry; break;
        case 8: entry |= pte::kGlobal | pte::kSoftware; break;
        default: break;
    }
    return entry;
}

std::uint32_t choose_root(Choices& choices) {
    if (choices.percent(20)) return 0;
    const std::uint32_t space = choices.below(layout::kSpaces);
    const std::uint32_t asid = choices.percent(75) ? space + 1 : choices.below(256);
    return (layout::kRoots + space * kPageBytes) | asid << spec::kRootAsidShift | spec::kRootOn;
}

std::vector<Piece> make_tables(Choices& choices) {
    std::vector<Piece> pieces;
    for (unsigned space = 0; space < layout::kSpaces; ++space) {
        pieces.push_back(root_table(choices, space));
        pieces.push_back({layout::kRoots + space * kPageBytes + 0xffc, {superpage_leaf(choices, 0)}});
        pieces.push_back(lower_table(choices, layout::kLower + space * kPageBytes, space != 0));
    }
    Piece aliases{layout::kAliasLower, {}};
    for (std::uint32_t page = 0; page < 32; ++page) {
        const std::uint32_t frame = choices.percent(95) ? (2 + choices.below(18)) * kPageBytes : 0x7fff0000;
        aliases.words.push_back(choose_leaf(choices, frame));
    }
    pieces.push_back(aliases);
    for (unsigned which = 0; which < 2; ++which) {
        const std::uint32_t lower = layout::kNestedLower + which * kPageBytes;
        const bool superpage = which == 1 && choices.percent(40);
        pieces.push_back({layout::kNestedRoots + which * kPageBytes,
                          {superpage ? superpage_leaf(choices, 0) : lower | pte::kValid, superpage_leaf(choices, 0), superpage_leaf(choices, kSuperpageBytes), 0}});
        pieces.push_back(lower_table(choices, lower, which == 1));
    }
    return pieces;
}

std::vector<Piece> make_blocks(Choices& choices, const std::vector<std::uint32_t>& places) {
    std::vector<Piece> pieces;
    for (unsigned which = 0; which < layout::kBlockCount; ++which) {
        const std::uint32_t at = layout::kBlocks + which * kPageBytes;
        Piece piece{at, std::vector<std::uint32_t>(layout::kPreemptions / 4 + 32)};
        const auto set = [&piece](std::uint32_t offset, std::uint32_t value) { piece.words[offset / 4] = value; };
        for (unsigned reg = 1; reg < 32; ++reg) set(block::kX + reg * 4, choices.below(0x100) == 0 ? choices.word() : layout::kData + choices.below(0x2000) * 4);
        set(block::kPc, places[choices.below(static_cast<std::uint32_t>(places.size()))]);
        set(block::kRing, choices.percent(3) ? 4 : choices.percent(60) ? 0 : choices.below(4));
        set(block::kRoot, choose_root(choices));
        set(block::kGrant, choices.percent(50) ? 0 : choices.word());
        for (unsigned bank = 0; bank < spec::kBankCount; ++bank) {
            const std::uint32_t begin = block::kBank0 + bank * 0x40;
            set(begin, choices.percent(4) ? 0x7fff0000 : layout::kHandlers + bank * 0x100);
            set(begin + 4, places[choices.below(static_cast<std::uint32_t>(places.size()))]);
            set(begin + 0x10, choices.below(16));
            set(begin + 0x18, choices.percent(60) ? 0 : choices.word());
            set(begin + 0x1c, choices.percent(30) ? 0 : spec::kLineBits);
            set(begin + 0x20, choices.percent(90) ? 0 : choices.below(spec::kLineBits));
        }
        set(block::kMagic, choices.percent(4) ? choices.word() : spec::kBlockMagic);
        set(block::kTag, choices.percent(3) ? choices.below(20) : 1 + which);
        set(block::kNestedRoot, choices.percent(45)  ? 0
                                : choices.percent(4) ? choices.word()
                                : choices.percent(3) ? at | spec::kRootOn
                                                     : (layout::kNestedRoots + choices.below(2) * kPageBytes) | spec::kRootOn);
        set(block::kIntercepts, choices.percent(40) ? 0 : choices.below(64) & choices.below(64));
        for (const std::uint32_t offset : {block::kCsrReads, block::kCsrReads + 4, block::kCsrWrites, block::kCsrWrites + 4})
            set(offset, choices.percent(40) ? 0 : choices.word() & choices.word() & choices.word());
        set(block::kTimeOffset, choices.percent(50) ? 0 : choices.word());
        set(block::kTimeOffset + 4, choices.percent(70) ? 0 : choices.word());
        set(block::kLines, choices.percent(85) ? 0 : choices.below(0x10000));
        for (std::uint32_t i = 0; i < 8; ++i) set(block::kPortMap + i * 4, choices.percent(60) ? 0 : choices.word() & choices.word());
        set(layout::kExitsLeft, choices.between(2, 60));
        const auto injection = [&choices] {
            if (choices.percent(85)) return 0U;
            if (choices.percent(10)) return spec::kInjectValid | choices.below(40);
            if (choices.percent(50)) return spec::kInjectValid | spec::kInterruptBit | choices.below(spec::kLineCount);
            return spec::kInjectValid | static_cast<std::uint32_t>(spec::kCauses[choices.below(std::size(spec::kCauses))].cause);
        };
        const auto preemption = [&choices] { return choices.percent(55) ? 0 : choices.between(1, 1500); };
        set(block::kInject, injection());
        set(block::kInjectValue, choices.word());
        set(block::kPreempt, preemption());
        for (std::uint32_t i = 0; i < 32; ++i) {
            set(layout::kInjections + i * 4, injection());
            set(layout::kPreemptions + i * 4, preemption());
        }
        pieces.push_back(piece);
    }
    return pieces;
}

}  // namespace anel::differential
