#include "isa/debug/gdb/next_access.hpp"

#include "isa/cpu/decode.hpp"
#include "isa/debug/gdb/memory_view.hpp"
#include "isa/spec/access_size.hpp"

namespace anel::gdb {

using spec::InsnId;

std::optional<Access> next_access(const machine::Machine& machine) {
    const cpu::CpuState& state = machine.cpu().state();
    const auto word = (state.pc & 3U) == 0 ? word_at(machine, state.pc) : std::nullopt;
    if (!word) return std::nullopt;
    const cpu::DecodedOp op = cpu::decode(*word);
    const std::uint32_t bytes = spec::access_bytes(op.id);
    if (bytes == 0) return std::nullopt;
    const auto real = physical_address(machine, state.x[op.rs1] + op.imm);
    if (!real) return std::nullopt;
    return Access{{*real, bytes}, op.id == InsnId::kSb || op.id == InsnId::kSh || op.id == InsnId::kSw};
}

}  // namespace anel::gdb
