// Every instruction of the table behind every other one, with what the second needs coming from the first, from a load before both, or from neither;
// in ring 0 with and without paging, in ring 1 with a bank of its own, in ring 3, in ring -1 and in its guest.
// Not here: programs with a plot (random_test.cpp).
#include <string>

#include "isa/spec/platform.hpp"
#include "tests/differential/code.hpp"
#include "tests/differential/handlers.hpp"
#include "tests/differential/layout.hpp"
#include "tests/differential/verdict.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::differential;

namespace {

namespace block = spec::block;
namespace pte = spec::pte;

enum class Place : std::uint8_t { kUnpaged, kPaged, kRing1, kRing3, kInner, kGuest };
constexpr Place kPlaces[] = {Place::kUnpaged, Place::kPaged, Place::kRing1, Place::kRing3, Place::kInner, Place::kGuest};
constexpr const char* kNames[] = {"ring 0", "ring 0, paged", "ring 1, paged", "ring 3, paged", "ring -1", "a guest"};
constexpr unsigned kResult = 5, kPointer = 10, kFour = 11, kBlock = 30;
constexpr std::uint32_t kRoot = layout::kRoots | spec::kRootOn;

/// The word of a row, by its syntax. `target`: register that holds the address behind this instruction and the nop after it.
std::uint32_t word_of(const spec::Insn& row, unsigned rd, unsigned rs1, unsigned rs2, unsigned target, std::uint32_t turn) {
    switch (row.syntax) {
        case spec::Syntax::kNone: return row.match;
        case spec::Syntax::kFence: return row.match | 0x0ff00000;
        case spec::Syntax::kRdUpper: return encode::u(row.id, rd, 0x8000);
        case spec::Syntax::kRdJump: return encode::jal(rd, 8);
        case spec::Syntax::kRdMem:
            if (row.id == InsnId::kJalr) return encode::i(row.id, rd, target, 0);
            if (row.id == InsnId::kVmenter) return encode::i(row.id, rd, kBlock, 0);
            return encode::i(row.id, rd, rs1, row.id == InsnId::kIn ? layout::kPortTimer : 0);
        case spec::Syntax::kRs2Mem: return encode::s(row.id, rs2, rs1, 8);
        case spec::Syntax::kBranch: return encode::b(row.id, rs1, rs2, 8);
        case spec::Syntax::kRdRs1Imm:
        case spec::Syntax::kRdRs1Shift: return encode::i(row.id, rd, rs1, 4);
        case spec::Syntax::kRdRs1Rs2:
        case spec::Syntax::kRs1Rs2: return encode::r(row.id, row.syntax == spec::Syntax::kRs1Rs2 ? 0 : rd, rs1, rs2);
        case spec::Syntax::kRdCsrRs1:
        case spec::Syntax::kRdCsrImm: {
            constexpr const char* kHarmless[] = {"scratch0", "scratch1", "cause0", "imask2", "time", "mark", "grant", "value0", "ring"};
            return encode::csr(row.id, rd, spec::find_csr(kHarmless[turn % std::size(kHarmless)])->number, rs1);
        }
    }
    return encode::kNop;
}

bool turns_assist(InsnId id) { return id == InsnId::kVmon || id == InsnId::kVmoff; }

/// One program: `first` before every instruction, in three arrangements.
std::vector<Piece> pairs_after(const spec::Insn& first, Place place) {
    struct Arrangement { unsigned load, first_rs1, first_rs2, second_rs1, second_rs2; };
    constexpr Arrangement kArrangements[] = {{12, kPointer, kFour, kResult, kFour}, {13, 13, kFour, kPointer, kResult}, {14, kPointer, 14, kResult, kResult}};
    std::vector<Piece> pieces;
    std::uint32_t at = layout::kCode, turn = 0;
    for (const spec::Insn& second : spec::kInsns)
        for (const Arrangement& how : kArrangements) {
            Code code(at);
            code.put(encode::u(InsnId::kLui, kPointer, layout::kData));
            code.addi(kFour, 0, 4);
            code.put(encode::u(InsnId::kLui, kBlock, layout::kBlocks));
            // The two and what a taken branch leaves out: the load, then `first` three words behind, `second` four.
            code.put(encode::u(InsnId::kAuipc, 6, 0));
            const bool enters = first.id == InsnId::kVmenter;
            const std::uint32_t ahead = enters ? 5 : 4;
            code.addi(7, 6, (ahead + 3) * 4);
            code.addi(6, 6, (ahead + 1) * 4);
            if (enters) code.sw(6, block::kPc, kBlock);
            code.lw(how.load, 0, kPointer);
            code.put(word_of(first, kResult, how.first_rs1, how.first_rs2, 6, turn));
            code.put(word_of(second, 15, how.second_rs1, how.second_rs2, 7, turn++));
            code.put(encode::r(InsnId::kAdd, 16, 15, kResult));
            code.put(encode::kNop);
            if (turns_assist(first.id) || turns_assist(second.id)) {
                // Back to where the program was; a step in vain where it is there still.
                code.put(encode::plain(place == Place::kInner ? InsnId::kVmon : InsnId::kVmoff));
                if (place == Place::kInner) code.write("scratchm", kBlock);
            }
            pieces.push_back({at, code.finish()});
            at += static_cast<std::uint32_t>(pieces.back().words.size()) * 4;
        }
    pieces.push_back({at, {encode::jal(0, layout::kCode - at)}});
    return pieces;
}

Scenario scenario_after(const spec::Insn& first, Place place) {
    Scenario scenario;
    scenario.ram_bytes = layout::kRamBytes;
    scenario.behaviours = cpu::Behaviours::of(spec::Policy::kPopf);
    scenario.assist.present = true;
    scenario.program = pairs_after(first, place);
    RandomChoices choices(1);
    scenario.fixtures = make_handlers(choices);
    Piece lower{layout::kLower, {}}, recover{layout::kRecover, std::vector<std::uint32_t>(16, layout::kCode)};
    for (std::uint32_t page = 0; page < layout::kRamBytes; page += kPageBytes) lower.words.push_back(page | pte::kValid | pte::kRead | pte::kWrite | pte::kExecute | pte::kRing);
    scenario.fixtures.push_back(lower);
    scenario.fixtures.push_back(recover);
    // Who has just entered ring -1 has no vector there.
    scenario.fixtures.push_back({0, {encode::jal(0, layout::kInnerHandler)}});
    scenario.fixtures.push_back({layout::kRoots, {layout::kLower | pte::kValid}});
    scenario.fixtures.push_back({layout::kData, std::vector<std::uint32_t>(64, layout::kData + 0x40)});
    Piece control{layout::kBlocks, std::vector<std::uint32_t>(layout::kPreemptions / 4 + 32)};
    const auto set = [&control](std::uint32_t offset, std::uint32_t value) { control.words[offset / 4] = value; };
    set(block::kMagic, spec::kBlockMagic);
    set(block::kTag, 1);
    set(block::kPc, layout::kCode);
    set(block::kNestedRoot, kRoot);
    for (std::uint32_t bank = 0; bank < spec::kBankCount; ++bank) set(block::kBank0 + bank * 0x40, layout::kHandlers + bank * 0x100);
    set(layout::kExitsLeft, place == Place::kGuest ? 1'000'000 : 2);
    scenario.fixtures.push_back(control);

    cpu::CpuState& state = scenario.state;
    state.pc = layout::kCode;
    for (unsigned bank = 0; bank < spec::kBankCount; ++bank) {
        state.bank[bank].vector = layout::kHandlers + bank * 0x100;
        state.bank[bank].epc = layout::kCode;
        state.bank[bank].imask = spec::kLineBits;
    }
    state.bank[0].status = spec::kStatusIe | spec::kStatusPie | spec::kStatusPring;
    scenario.bus.beat = 700;  // whoever waits, wakes
    scenario.bus.beat_high = 5;
    scenario.bus.beat_lines = 1U << 3;
    if (place != Place::kUnpaged) state.root = kRoot;
    if (place == Place::kRing1) state.ring = Ring::k1, state.grant = spec::grant_bit(1);
    if (place == Place::kRing3) state.ring = Ring::k3;
    if (place == Place::kInner || place == Place::kGuest) {
        state.ring = Ring::kMinus1;
        state.assist.on = true;
        state.assist.root = place == Place::kGuest ? kRoot : 0;
        cpu::Bank& inner = state.bank_of(Ring::kMinus1);
        inner.vector = layout::kInnerHandler;
        inner.scratch = layout::kBlocks;
        inner.imask = spec::kLineBits;
    }
    if (place == Place::kGuest) {
        state.x[kBlock] = layout::kBlocks;
        state.pc = layout::kCodeEnd - 4;
        scenario.fixtures.push_back({state.pc, {encode::i(InsnId::kVmenter, 0, kBlock, 0)}});
    }
    for (unsigned i = 0; i < 6; ++i) scenario.quanta.push_back({4000, i, false});
    return scenario;
}

}  // namespace

TEST_CASE("every instruction behind every other one takes the same time and does the same on both models, in every ring") {
    Coverage coverage;
    for (const spec::Insn& first : spec::kInsns)
        for (const Place place : kPlaces) {
            const Scenario scenario = scenario_after(first, place);
            CHECK(verdict(scenario, std::string(first.mnemonic) + " in " + kNames[static_cast<std::size_t>(place)], &coverage) == "");
            watch(scenario, coverage);
        }
    for (const spec::Insn& row : spec::kInsns) {
        INFO(row.mnemonic);
        CHECK(coverage.committed[static_cast<std::size_t>(row.id)] >= 100);
    }
}
