#include "isa/debug/gdb/next_access.hpp"

#include "isa/cpu/decode.hpp"
#include "isa/debug/gdb/memory_view.hpp"

namespace anel::gdb {

namespace {

using spec::InsnId;

/// 0: it is no load and no store.
std::uint32_t bytes_moved(InsnId id) {
    switch (id) {
        case InsnId::kLb:
        case InsnId::kLbu:
        case InsnId::kSb: return 1;
        case InsnId::kLh:
        case InsnId::kLhu:
        case InsnId::kSh: return 2;
        case InsnId::kLw:
        case InsnId::kSw: return 4;
        default: return 0;
    }
}

}  // namespace

std::optional<Access> next_access(const machine::Machine& machine) {
    const cpu::CpuState& state = machine.cpu().state();
    const auto word = (state.pc & 3U) == 0 ? word_at(machine, state.pc) : std::nullopt;
    if (!word) return std::nullopt;
    const cpu::DecodedOp op = cpu::decode(*word);
    const std::uint32_t bytes = bytes_moved(op.id);
    if (bytes == 0) return std::nullopt;
    const auto real = physical_address(machine, state.x[op.rs1] + op.imm);
    if (!real) return std::nullopt;
    return Access{{*real, bytes}, op.id == InsnId::kSb || op.id == InsnId::kSh || op.id == InsnId::kSw};
}

}  // namespace anel::gdb
