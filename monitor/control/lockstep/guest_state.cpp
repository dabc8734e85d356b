#include "monitor/control/lockstep/guest_state.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "isa/asm/operands.hpp"
#include "isa/cpu/bank_register.hpp"
#include "isa/debug/csr_fields.hpp"

namespace anel::control::lockstep {

namespace {

using spec::CsrKind;

std::uint32_t value_of(const GuestState& state, const spec::Csr& csr) {
    if (csr.kind == CsrKind::kRoot) return state.root;
    if (csr.kind == CsrKind::kGrant) return state.grant;
    return state.bank[csr.bank].*cpu::bank_register(csr.kind);
}

bool is_kept(const spec::Csr& csr) { return csr.bank < spec::kBankCount || csr.kind == CsrKind::kRoot || csr.kind == CsrKind::kGrant; }

std::string hex(std::uint32_t value) { return fmt::format("0x{:08x}", value); }

std::string csr_text(const spec::Csr& csr, std::uint32_t value) {
    const std::string fields = debug::csr_fields(csr, value);
    return fields.empty() ? hex(value) : fmt::format("{} ({})", hex(value), fields);
}

}  // namespace

GuestState state_of(const cpu::CpuState& cpu) {
    GuestState state;
    state.x = cpu.x;
    state.pc = cpu.pc;
    state.ring = cpu.ring;
    state.root = cpu.root;
    state.grant = cpu.grant;
    std::copy_n(cpu.bank.begin(), state.bank.size(), state.bank.begin());
    return state;
}

std::vector<Difference> differences(const GuestState& leader, const GuestState& native) {
    std::vector<Difference> found;
    if (leader.pc != native.pc) found.push_back({"pc", hex(leader.pc), hex(native.pc)});
    if (leader.ring != native.ring) found.push_back({"ring", std::to_string(number(leader.ring)), std::to_string(number(native.ring))});
    for (unsigned i = 0; i < leader.x.size(); ++i)
        if (leader.x[i] != native.x[i]) found.push_back({std::string(assembler::register_name(i)), hex(leader.x[i]), hex(native.x[i])});
    for (const spec::Csr& csr : spec::kCsrs) {
        if (!is_kept(csr)) continue;
        const std::uint32_t ours = value_of(leader, csr), theirs = value_of(native, csr);
        if (ours != theirs) found.push_back({std::string(csr.name), csr_text(csr, ours), csr_text(csr, theirs)});
    }
    return found;
}

}  // namespace anel::control::lockstep
