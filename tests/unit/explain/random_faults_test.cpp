// Explanations of page faults against the machine itself, on random tables. What an explanation names must be what was in the way: put right
// in memory exactly there and exactly that, the access gets one obstacle further, until it succeeds. And who says that the TLB is out of date
// must be right about that, too: without the TLB the access ends otherwise; who does not say so gets the same fault again.
#include <random>

#include "tests/unit/catch.hpp"
#include "tests/unit/explain/cases.hpp"

namespace {

using namespace anel;
using explain::find;
using explain::Language;
using explain::Sentence;
using explain::Text;
using spec::InsnId;
using tests::Bench;
using tests::NestedBench;
namespace pte = spec::pte;
namespace encode = tests::encode;

using Random = std::mt19937;

std::uint32_t up_to(Random& random, std::uint32_t most) { return std::uniform_int_distribution<std::uint32_t>(0, most)(random); }

/// Rights, ring, A, D and G at random, often sound; where it leads is the caller's.
std::uint32_t random_bits(Random& random) {
    const std::uint32_t bits = up_to(random, 0x1ff);
    return up_to(random, 3) == 0 ? bits : bits | pte::kValid | pte::kRead;
}

struct Attempt {
    cpu::Access access = cpu::Access::kRead;
    Ring ring = Ring::k3;
};

/// One access to the page under test, on a machine with nested tables or without. Nothing: it succeeded.
struct Subject {
    NestedBench bench;
    bool nested = false;
    cpu::CpuState before;

    explicit Subject(bool with_nested) : nested(with_nested) {
        bench.delegate(0xffff);
        if (!nested) {
            // The same tables as the machine's own, addressed where they lie.
            for (std::uint32_t page = 0; page < NestedBench::kGuestBytes; page += kPageBytes)
                bench.guest_put(NestedBench::kGuestCodeLower + page / 1024, (NestedBench::kGuestBase + page) | NestedBench::kOpen);
            bench.guest_put(NestedBench::kGuestTop, (NestedBench::kGuestBase + NestedBench::kGuestCodeLower) | pte::kValid);
            bench.set(spec::block::kNestedRoot, 0);
            bench.set(spec::block::kRoot, (NestedBench::kGuestBase + NestedBench::kGuestTop) | spec::kRootOn);
        }
        bench.enter();
        before = bench.cpu.state();
    }
    /// A guest-physical address, or where that lies for a guest without nested tables.
    std::uint32_t place(std::uint32_t guest_physical) const { return nested ? guest_physical : NestedBench::kGuestBase + guest_physical; }

    std::optional<Sentence> attempt(const Attempt& what) {
        const std::uint32_t address = NestedBench::kPage;
        bench.guest_put(Bench::kCode, what.access == cpu::Access::kWrite ? encode::s(InsnId::kSw, 0, 7, 0) : encode::i(InsnId::kLw, 0, 7, 0));
        cpu::CpuState state = before;
        state.ring = what.ring;
        state.pc = what.access == cpu::Access::kFetch ? address : Bench::kCode;
        state.x[7] = address;
        bench.cpu.set_state(state);
        bench.cpu.events().clear();
        bench.cpu.step();
        const auto& events = bench.cpu.events().events();
        if (events.empty()) return std::nullopt;
        const std::uint32_t cause = events.back().cause;
        // What is executed there, once it can be fetched, is no concern of this test.
        if (what.access == cpu::Access::kFetch && cause != static_cast<std::uint32_t>(spec::TrapCause::kFetchPage) &&
            cause != static_cast<std::uint32_t>(spec::TrapCause::kFetchAccess) && cause != static_cast<std::uint32_t>(spec::ExitReason::kNestedFault))
            return std::nullopt;
        const std::vector<cpu::TlbEntry> tlb = bench.cpu.mmu().tlb().contents();
        return explain::explain(tests::facts_of(bench, tlb, spec::Policy::kStrict, true)).why;
    }
    void flush() {
        bench.guest_put(Bench::kCode, encode::plain(InsnId::kTlbflush));
        cpu::CpuState state = before;
        state.ring = Ring::k0;
        bench.cpu.set_state(state);
        bench.cpu.step();
    }
};

/// Of the entry of a page table that the sentence cites.
std::uint32_t number_in(const Sentence& sentence, std::string_view gap) {
    const Sentence* entry = nullptr;
    for (const Text form : {Text::kPointer, Text::kNestedEntry, Text::kEntry})
        if (const Sentence* found = find(sentence, form)) entry = found;
    REQUIRE(entry != nullptr);
    const explain::Value* value = find(*entry, gap);
    REQUIRE(value != nullptr);
    return static_cast<std::uint32_t>(std::stoul(value->in(Language::kEnglish), nullptr, 16));
}

/// Puts right what the sentence complains of, and nothing else. False: it is about memory that is not there, which nothing puts right.
bool repair(Subject& subject, const Sentence& why, const Attempt& what) {
    if (find(why, Text::kAccessFault) != nullptr || find(why, Text::kTableOutside) != nullptr || find(why, Text::kGuestTableOutside) != nullptr) return false;
    const std::uint32_t at = number_in(why, "physical");
    std::uint32_t entry = subject.bench.word(at);
    REQUIRE(entry == number_in(why, "entry"));
    const std::uint32_t old = entry;
    if (find(why, Text::kNotValid) != nullptr) entry |= pte::kValid;
    if (find(why, Text::kWriteWithoutRead) != nullptr) entry |= pte::kRead;
    if (find(why, Text::kNoLeaf) != nullptr) entry |= pte::kRead;
    if (find(why, Text::kSuperpageBits) != nullptr) entry &= ~pte::kSuperpageOffset;
    if (find(why, Text::kAdmitsZero) != nullptr || find(why, Text::kAdmitsTo) != nullptr) entry = (entry & ~pte::kRing) | index(what.ring) << pte::kRingShift;
    if (find(why, Text::kNoRead) != nullptr) entry |= pte::kRead;
    if (find(why, Text::kNoWrite) != nullptr) entry |= pte::kWrite;
    if (find(why, Text::kNoExecute) != nullptr) entry |= pte::kExecute;
    REQUIRE(entry != old);
    subject.bench.put(at, entry);
    return true;
}

void randomize(Subject& subject, Random& random) {
    constexpr std::uint32_t kTop = NestedBench::kGuestTop + 4;
    switch (up_to(random, 5)) {
        case 0: subject.bench.guest_put(kTop, random_bits(random) | up_to(random, 1) << 13); break;  // often a superpage
        case 1: subject.bench.guest_put(kTop, (up_to(random, 1) != 0 ? 0x00700000U : subject.place(NestedBench::kGuestLower)) | up_to(random, 1)); break;
        default: subject.bench.guest_put(kTop, subject.place(NestedBench::kGuestLower) | pte::kValid);
    }
    subject.bench.leaf((up_to(random, 9) == 0 ? 0x00600000 : subject.place(NestedBench::kFrame)) | random_bits(random));
    if (!subject.nested) return;
    const auto nested_bits = [&](std::uint32_t guest_physical) {
        const std::uint32_t frame = up_to(random, 9) == 0 ? 0x00700000 : NestedBench::kGuestBase + guest_physical;
        subject.bench.nested_entry(guest_physical, up_to(random, 2) == 0 ? frame | random_bits(random) : frame | NestedBench::kOpen);
    };
    nested_bits(NestedBench::kFrame);
    nested_bits(NestedBench::kGuestLower);
}

bool blames_tlb(const Sentence& why) { return find(why, Text::kStalePageFault) != nullptr || find(why, Text::kNestedStale) != nullptr; }

struct Tally {
    unsigned faults = 0, stale = 0, outside = 0, on_the_way = 0, repaired = 0;
};

void play(Subject& subject, Random& random, Tally& tally) {
    const Attempt what{static_cast<cpu::Access>(up_to(random, 2)), ring_from(up_to(random, 3))};
    // A right access first, now and then, so that the TLB may hold what the tables then no longer say.
    const bool accessed_before = up_to(random, 1) == 0;
    if (accessed_before) {
        subject.attempt({cpu::Access::kRead, Ring::k0});
        if (up_to(random, 1) == 0) randomize(subject, random);
    }
    for (int round = 0; round < 30; ++round) {
        const auto why = subject.attempt(what);
        if (!why) return void(tally.repaired += round > 0 ? 1 : 0);
        ++tally.faults;
        const std::string text = in(Language::kEnglish, *why);
        INFO(text);
        REQUIRE(find(*why, Text::kUnseenTlb) == nullptr);
        subject.flush();
        const auto again = subject.attempt(what);
        if (blames_tlb(*why)) {
            ++tally.stale;
            if (again) {
                INFO(in(Language::kEnglish, *again));
                REQUIRE(in(Language::kEnglish, *again) != text);
            }
            continue;
        }
        // The TLB has led to a place of which the sentence is true. That a walk might not have come so far, it does not say.
        const bool far = find(*why, Text::kAccessFault) != nullptr || find(*why, Text::kNestedFault) != nullptr;
        if (round == 0 && accessed_before && far) continue;
        REQUIRE(again);
        REQUIRE(in(Language::kEnglish, *again) == text);
        if (find(*why, Text::kNestedWayRead) != nullptr || find(*why, Text::kNestedWayMark) != nullptr) ++tally.on_the_way;
        if (!repair(subject, *why, what)) return void(++tally.outside);
        subject.flush();
        const auto next = subject.attempt(what);
        if (next) REQUIRE(in(Language::kEnglish, *next) != text);
    }
    FAIL("thirty repairs did not suffice");
}

}  // namespace

TEST_CASE("what an explanation of a page fault names is what was in the way, on random tables, with and without nested ones") {
    Tally tally;
    for (const bool nested : {false, true}) {
        Subject subject(nested);
        for (std::uint32_t seed = 0; seed < 3000; ++seed) {
            INFO("nested " << nested << " seed " << seed);
            Random random(seed);
            subject.flush();
            randomize(subject, random);
            play(subject, random, tally);
        }
    }
    // Otherwise the test would say less than it seems to.
    CHECK(tally.faults > 5000);
    CHECK(tally.stale > 100);
    CHECK(tally.outside > 100);
    CHECK(tally.on_the_way > 100);
    CHECK(tally.repaired > 1000);
}
