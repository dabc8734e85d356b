// Which class of instructions a row of the table belongs to, for counts that people read: an instruction is counted in one class.
// Not here: what it costs (isa/cpu/timing.hpp), how it is written (instructions.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "isa/spec/instructions.hpp"

namespace anel::spec {

enum class InsnClass : std::uint8_t { kAlu, kMul, kDiv, kLoad, kStore, kBranch, kJump, kCsr, kSystem };
inline constexpr std::size_t kInsnClassCount = 9;

struct InsnClassRow {
    InsnClass id;
    std::string_view name;  ///< as in tables and JSON
    std::string_view meaning;
};
inline constexpr InsnClassRow kInsnClasses[] = {
    {InsnClass::kAlu, "alu", "arithmetic, logic, shifts, comparisons"},
    {InsnClass::kMul, "mul", "multiplications"},
    {InsnClass::kDiv, "div", "divisions and remainders"},
    {InsnClass::kLoad, "load", "loads"},
    {InsnClass::kStore, "store", "stores"},
    {InsnClass::kBranch, "branch", "conditional branches, taken or not"},
    {InsnClass::kJump, "jump", "jal and jalr"},
    {InsnClass::kCsr, "csr", "reads and writes of system registers"},
    {InsnClass::kSystem, "system", "all other instructions of the system half, and fence.i"},
};

/// Of a row of the table: an illegal word is of no class.
constexpr InsnClass class_of(InsnId id) {
    const Insn& insn = row(id);
    switch (insn.timing) {
        case Timing::kAlu: return InsnClass::kAlu;
        case Timing::kLoad: return InsnClass::kLoad;
        case Timing::kStore: return InsnClass::kStore;
        case Timing::kBranch: return InsnClass::kBranch;
        case Timing::kJump:
        case Timing::kIndirect: return InsnClass::kJump;
        case Timing::kMul: return InsnClass::kMul;
        case Timing::kDiv: return InsnClass::kDiv;
        case Timing::kSystem:
        case Timing::kRefetch:
        case Timing::kProbe: break;
    }
    return insn.syntax == Syntax::kRdCsrRs1 || insn.syntax == Syntax::kRdCsrImm ? InsnClass::kCsr : InsnClass::kSystem;
}

namespace checks {
consteval bool classes_in_id_order() {
    std::size_t at = 0;
    for (const InsnClassRow& entry : kInsnClasses)
        if (static_cast<std::size_t>(entry.id) != at++) return false;
    return at == kInsnClassCount;
}
static_assert(classes_in_id_order(), "every InsnClass has exactly one row, in the order of the enumeration");
}  // namespace checks

}  // namespace anel::spec
