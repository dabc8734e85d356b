// The MMU against a model of it that is written to be read: no TLB, no cycles, one rule after the other. Random tables that lie in
// and on one another, random accesses by random rings; physical address, fault, references, and in the end all of memory.
#include <cstring>
#include <map>
#include <random>

#include "isa/cpu/engine/mmu.hpp"
#include "tests/unit/catch.hpp"

namespace {

using namespace anel;
using cpu::Access;
using cpu::Space;
namespace pte = spec::pte;

constexpr std::uint32_t kRamBytes = 8U << 20, kPool = 64;  // tables and frames come from the first 64 pages, or are superpages
constexpr std::uint32_t kLeaf = pte::kRead | pte::kWrite | pte::kExecute;

struct Outcome {
    enum class Kind : std::uint8_t { kDone, kGuestPage, kGuestMemory, kNested } kind = Kind::kDone;
    std::uint32_t physical = 0;
    std::uint32_t guest_physical = 0;  ///< of a nested fault
    Access missing = Access::kRead;
    bool on_the_way = false;
};

/// The naive walk.
class Model {
public:
    explicit Model(std::vector<std::uint8_t>& ram) : ram_(ram) {}

    Outcome access(std::uint32_t address, Access access, const Space& space) {
        references = 0;
        marks_.clear();
        try {
            const std::uint32_t physical = nested(guest(address, access, space), access, space, false).physical;
            if (guest_mark_ != 0) marks_.emplace_back(guest_at_, guest_mark_);
            for (const auto& [at, bits] : marks_)
                if ((word(at) & bits) != bits) ++references, put(at, word(at) | bits);
            return {Outcome::Kind::kDone, physical};
        } catch (const Outcome& failed) {
            return failed;
        }
    }
    /// For `probe`: the outcome is kDone where all `rights` are there.
    Outcome probe(std::uint32_t address, std::uint32_t rights, const Space& space) {
        references = 0;
        try {
            const auto leaf = find_leaf(address, space);
            return {(leaf.entry & rights) == rights && admits(leaf.entry, space.ring) ? Outcome::Kind::kDone : Outcome::Kind::kGuestPage};
        } catch (const Outcome& failed) {
            return failed;
        }
    }

    unsigned references = 0;
    bool guest_super = false, nested_super = false;

private:
    struct Place {
        std::uint32_t physical;
        bool writable;
        std::uint32_t nested_leaf_at;
    };
    struct Leaf {
        std::uint32_t entry;
        std::uint32_t at;  ///< guest-physical
        Place place;
        bool super;
    };

    std::uint32_t word(std::uint32_t at) const {
        std::uint32_t value = 0;
        std::memcpy(&value, &ram_[at], 4);
        return value;
    }
    void put(std::uint32_t at, std::uint32_t value) { std::memcpy(&ram_[at], &value, 4); }
    static bool admits(std::uint32_t entry, Ring ring) { return number(ring) <= static_cast<int>(entry >> pte::kRingShift & 3); }
    static bool valid(std::uint32_t entry) { return (entry & pte::kValid) != 0 && !((entry & pte::kWrite) != 0 && (entry & pte::kRead) == 0); }
    static std::uint32_t bit_of(Access access) { return access == Access::kRead ? pte::kRead : access == Access::kWrite ? pte::kWrite : pte::kExecute; }

    /// Guest-physical to physical.
    Place nested(std::uint32_t address, Access access, const Space& space, bool on_the_way) {
        if (!space.nested_table) return {address, true, 0};
        const Outcome refused{Outcome::Kind::kNested, 0, address, access, on_the_way};
        std::uint32_t at = *space.nested_table + (address >> 22) * 4;
        ++references;
        std::uint32_t entry = word(at);
        if (!valid(entry)) throw refused;
        nested_super = (entry & kLeaf) != 0;
        if (nested_super) {
            if ((entry & 0x003ff000) != 0) throw refused;
        } else {
            at = (entry & pte::kFrame) + (address >> 12 & 0x3ff) * 4;
            if (at > kRamBytes - 4) throw refused;
            ++references;
            entry = word(at);
            if (!valid(entry) || (entry & kLeaf) == 0) throw refused;
        }
        if ((entry & bit_of(access)) == 0) throw refused;
        marks_.emplace_back(at, pte::kAccessed | (access == Access::kWrite ? pte::kDirty : 0));
        const std::uint32_t offset = nested_super ? 0x3fffff : 0xfff;
        return {(entry & ~offset) | (address & offset), (entry & pte::kWrite) != 0, at};
    }
    /// An entry of the guest's tables.
    Leaf read_entry(std::uint32_t at, const Space& space) {
        const Place place = nested(at, Access::kRead, space, true);
        if (place.physical > kRamBytes - 4) throw Outcome{Outcome::Kind::kGuestMemory};
        ++references;
        return {word(place.physical), at, place, false};
    }
    Leaf find_leaf(std::uint32_t address, const Space& space) {
        const Outcome refused{Outcome::Kind::kGuestPage};
        Leaf found = read_entry(space.table + (address >> 22) * 4, space);
        if (!valid(found.entry)) throw refused;
        if ((found.entry & kLeaf) != 0) {
            if ((found.entry & 0x003ff000) != 0) throw refused;
            found.super = true;
            return found;
        }
        found = read_entry((found.entry & pte::kFrame) + (address >> 12 & 0x3ff) * 4, space);
        if (!valid(found.entry) || (found.entry & kLeaf) == 0) throw refused;
        return found;
    }
    /// Virtual to guest-physical.
    std::uint32_t guest(std::uint32_t address, Access access, const Space& space) {
        guest_mark_ = 0;
        guest_super = true;
        if (!space.paged) return address;
        const Leaf leaf = find_leaf(address, space);
        guest_super = leaf.super;
        if ((leaf.entry & bit_of(access)) == 0 || !admits(leaf.entry, space.ring)) throw Outcome{Outcome::Kind::kGuestPage};
        const std::uint32_t wanted = pte::kAccessed | (access == Access::kWrite ? pte::kDirty : 0);
        if ((leaf.entry & wanted) != wanted) {
            if (!leaf.place.writable) throw Outcome{Outcome::Kind::kNested, 0, leaf.at, Access::kWrite, true};
            if (space.nested_table) marks_.emplace_back(leaf.place.nested_leaf_at, pte::kDirty);
            guest_mark_ = wanted;
            guest_at_ = leaf.place.physical;
        }
        const std::uint32_t offset = leaf.super ? 0x3fffff : 0xfff;
        return (leaf.entry & ~offset) | (address & offset);
    }

    std::vector<std::uint8_t>& ram_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> marks_;
    std::uint32_t guest_mark_ = 0, guest_at_ = 0;
};

class Chance {
public:
    explicit Chance(std::uint32_t seed) : random_(seed) {}
    std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_()) % limit; }
    bool percent(std::uint32_t share) { return below(100) < share; }

    std::uint32_t entry() {
        if (percent(6)) return below(2) != 0 ? 0 : static_cast<std::uint32_t>(random_());
        const std::uint32_t frame = percent(2) ? 0x7fff0000 : below(kPool) * kPageBytes;
        if (percent(45)) return frame | pte::kValid;
        std::uint32_t bits = pte::kValid | (percent(90) ? pte::kRead : 0) | (percent(60) ? pte::kWrite : 0) | (percent(70) ? pte::kExecute : 0);
        bits |= (percent(70) ? 3 : below(4)) << pte::kRingShift;
        bits |= (percent(40) ? pte::kAccessed : 0) | (percent(40) ? pte::kDirty : 0);  // no G: other spaces' tables differ
        return bits | (percent(50) ? below(2) * kSuperpageBytes : frame);
    }

private:
    std::mt19937 random_;
};

bool same(const cpu::Translation& got, const Outcome& wanted, Access access) {
    switch (wanted.kind) {
        case Outcome::Kind::kDone: return !got.fault && got.physical == wanted.physical;
        case Outcome::Kind::kGuestPage: return got.fault == cpu::page_fault(access) && !got.nested_fault;
        case Outcome::Kind::kGuestMemory: return got.fault == cpu::access_fault(access) && !got.nested_fault;
        case Outcome::Kind::kNested: break;
    }
    return got.fault && got.nested_fault == cpu::NestedFault{{wanted.guest_physical}, wanted.missing, wanted.on_the_way};
}

}  // namespace

TEST_CASE("random tables, walked in two dimensions, in one, or for a guest without paging, give what the naive walk gives") {
    std::map<std::string, unsigned> seen;
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        Chance chance(seed);
        std::vector<std::uint8_t> ram(kRamBytes);
        for (std::uint32_t page = 0; page < kPool; ++page)
            for (std::uint32_t i = 0; i < kPool; ++i) {
                const std::uint32_t entry = chance.entry();
                std::memcpy(&ram[page * kPageBytes + i * 4], &entry, 4);
            }
        std::vector<std::uint8_t> model_ram = ram;
        Model model(model_ram);
        cpu::TimingParams timing;
        timing.tlb_entries = 1 + chance.below(12);
        cpu::StampClock clock;
        cpu::DataPath data(timing, timing.tlb_entries);
        cpu::CodeStore code(ram.size(), 1, timing.tlb_entries + 1, nullptr);
        cpu::WrittenPages pages(ram.size());
        cpu::Mmu mmu(ram, data, code, pages, clock, timing);
        std::uint32_t tables[4], nested_tables[3];
        for (auto& table : tables) table = chance.below(kPool) * kPageBytes;
        for (auto& table : nested_tables) table = chance.below(kPool) * kPageBytes;
        bool agreed = true;
        for (unsigned turn = 0; turn < 600 && agreed; ++turn) {
            Space space;
            const std::uint32_t which = chance.below(4), tag = chance.below(4);
            space.asid = static_cast<std::uint8_t>(which);
            space.table = tables[which];
            space.ring = ring_of_lane(chance.below(kLaneCount));
            space.tag = static_cast<std::uint8_t>(tag);  // 0: the host
            if (tag != 0) space.nested_table = nested_tables[tag - 1];
            space.paged = tag == 0 || !chance.percent(15);
            const std::uint32_t reach = space.paged ? kPool : 2;  // a guest without paging has two superpages of addresses
            const std::uint32_t address = chance.below(reach) << 22 | chance.below(kPool) << 12 | chance.below(1024) * 4;
            if (chance.percent(10)) {
                const std::uint32_t rights = chance.below(8) << 1;
                if (!space.paged) continue;
                const Outcome wanted = model.probe(address, rights, space);
                const cpu::Mmu::Probe got = mmu.probe({address}, rights, space);
                agreed = got.allowed == (wanted.kind == Outcome::Kind::kDone) &&
                         got.nested_fault.has_value() == (wanted.kind == Outcome::Kind::kNested);
                ++seen["probe"];
            } else {
                const Access access = static_cast<Access>(chance.below(3));
                const bool cold = chance.percent(50);
                if (cold) mmu.tlb() = cpu::Tlb(timing.tlb_entries);
                const auto before = mmu.references();
                const Outcome wanted = model.access(address, access, space);
                const cpu::Translation got = mmu.translate({address}, access, space);
                agreed = same(got, wanted, access) && (!cold || mmu.references() - before == model.references);
                const std::string dimension = tag == 0 ? "native " : space.paged ? "nested " : "unpaged ";
                if (wanted.kind != Outcome::Kind::kDone)
                    ++seen[dimension + "fault " + std::to_string(static_cast<int>(wanted.kind)) + (wanted.on_the_way ? wanted.missing == Access::kWrite ? " to mark" : " on the way" : "")];
                else ++seen[dimension + (model.guest_super ? "super " : "small ") + (space.nested_table && model.nested_super ? "super" : "small")];
            }
            INFO("seed " << seed << " turn " << turn << " address " << std::hex << address << " tag " << tag << " paged " << space.paged);
            CHECK(agreed);
        }
        CHECK((ram == model_ram));
    }
    // What it must have met, often enough to be believed.
    for (const char* const what : {"probe", "native small small", "native super small", "native fault 1", "native fault 2", "nested small small", "nested small super",
                                   "nested super small", "nested super super", "nested fault 1", "nested fault 2", "nested fault 3", "nested fault 3 on the way",
                                   "nested fault 3 to mark", "unpaged super small", "unpaged super super", "unpaged fault 3"}) {
        INFO(what);
        CHECK(seen[what] >= 20);
    }
}
