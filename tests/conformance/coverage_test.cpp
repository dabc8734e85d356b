// Every instruction of RV32IM, Zicsr and Zifencei in isa/spec has a case in some table: a new row without one fails here.
// Not here: whether its cases are good ones.
#include <array>

#include "tests/conformance/alu_immediate_cases.hpp"
#include "tests/conformance/alu_register_cases.hpp"
#include "tests/conformance/branch_cases.hpp"
#include "tests/conformance/load_store_cases.hpp"
#include "tests/conformance/multiply_divide_cases.hpp"
#include "tests/conformance/shift_cases.hpp"
#include "tests/conformance/system_cases.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::tests::conformance;

namespace {

using Counts = std::array<unsigned, spec::kInsnCount>;

template <class Table>
void add(Counts& counts, const Table& table) {
    for (const auto& one : table) ++counts[static_cast<std::size_t>(one.id)];
}

Counts cases_by_instruction() {
    Counts counts{};
    add(counts, kAluImmediateCases);
    add(counts, kUpperCases);
    add(counts, kAluRegisterCases);
    add(counts, kShiftImmediateCases);
    add(counts, kShiftRegisterCases);
    add(counts, kMultiplyDivideCases);
    add(counts, kLoadCases);
    add(counts, kStoreCases);
    add(counts, kCsrCases);
    add(counts, kFenceCases);
    for (const InsnId id : kBranches) counts[static_cast<std::size_t>(id)] += static_cast<unsigned>(std::size(kBranchCases));
    for (const InsnId id : kCasesInText) ++counts[static_cast<std::size_t>(id)];
    return counts;
}

/// The machine's own instructions have an opcode that the manual leaves to machines, or do not run in every ring.
bool is_ordinary(const spec::Insn& insn) { return (insn.match & 0x7f) != 0x0b && insn.home == spec::Home::kAny; }

}  // namespace

TEST_CASE("every ordinary instruction has a case") {
    const Counts counts = cases_by_instruction();
    unsigned ordinary = 0;
    for (const spec::Insn& insn : spec::kInsns) {
        if (!is_ordinary(insn)) continue;
        ++ordinary;
        INFO(insn.mnemonic << " stands in isa/spec/instructions.hpp; give it cases in a table of tests/conformance");
        CHECK(counts[static_cast<std::size_t>(insn.id)] > 0);
    }
    // 37 of RV32I, 8 of RV32M, fence, fence.i, ecall, ebreak, and six for CSRs.
    CHECK(ordinary == 37 + 8 + 2 + 2 + 6);
}

TEST_CASE("an instruction that computes has at least six cases, so that no table is empty by mistake") {
    const Counts counts = cases_by_instruction();
    for (const spec::Insn& insn : spec::kInsns) {
        if (!is_ordinary(insn) || insn.timing == spec::Timing::kSystem || insn.timing == spec::Timing::kRefetch) continue;
        if (insn.timing == spec::Timing::kJump || insn.timing == spec::Timing::kIndirect) continue;
        INFO(insn.mnemonic);
        CHECK(counts[static_cast<std::size_t>(insn.id)] >= 6);
    }
}
