// A CSR's place in the CPU's state, from its row.
#include "isa/debug/gdb/registers.hpp"

#include "isa/cpu/bank_register.hpp"
#include "isa/base/invariant.hpp"

namespace anel::gdb {

using spec::CsrKind;

namespace {

constexpr std::string_view kGeneralNames[kGeneralCount] = {"zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "fp", "s1", "a0", "a1", "a2", "a3",  "a4",  "a5",
                                                           "a6",   "a7", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6"};

const spec::Csr& csr_of(unsigned number) { return spec::kCsrs[number - kFirstCsrNumber]; }
bool is_csr(unsigned number) { return number >= kFirstCsrNumber && number < kClockNumber; }

std::uint32_t read_csr(const machine::Machine& machine, const spec::Csr& csr) {
    const cpu::CpuState& state = machine.cpu().state();
    if (csr.bank != spec::kNoBank) return state.bank[csr.bank].*cpu::bank_register(csr.kind);
    switch (csr.kind) {
        case CsrKind::kRoot: return state.root;
        case CsrKind::kGrant: return state.grant;
        case CsrKind::kRing: return static_cast<std::uint32_t>(number(state.ring));
        case CsrKind::kMark: return static_cast<std::uint32_t>(state.mark[lane(state.ring)]);
        case CsrKind::kVmid: return state.vmid;
        case CsrKind::kTimeLow: return static_cast<std::uint32_t>(machine.cpu().cycle());
        case CsrKind::kTimeHigh: return static_cast<std::uint32_t>(machine.cpu().cycle() >> 32);
        case CsrKind::kInnerRoot: return state.assist.root;
        case CsrKind::kAssist: return state.assist.locked ? spec::kAssistLocked : 0;
        default: return 0;
    }
}

}  // namespace

std::string_view register_name(unsigned number) {
    if (number < kGeneralCount) return kGeneralNames[number];
    if (number == kPcNumber) return "pc";
    return is_csr(number) ? csr_of(number).name : "clock";
}

std::uint64_t read_register(const machine::Machine& machine, unsigned number) {
    invariant(number < kRegisterCount, "a register's number has been checked");
    const cpu::CpuState& state = machine.cpu().state();
    if (number < kGeneralCount) return state.x[number];
    if (number == kPcNumber) return state.pc;
    return is_csr(number) ? read_csr(machine, csr_of(number)) : machine.cpu().cycle();
}

std::string_view why_fixed(unsigned number) {
    if (number == 0) return "x0 is 0, always";
    if (number <= kPcNumber) return {};
    if (!is_csr(number)) return "the clock follows from the run; monitor goto moves in it";
    const spec::Csr& csr = csr_of(number);
    if (csr.bank != spec::kNoBank) return {};
    switch (csr.kind) {
        case CsrKind::kRoot:
        case CsrKind::kGrant:
        case CsrKind::kInnerRoot: return {};
        case CsrKind::kRing: return "the ring changes by traps and returns alone";
        case CsrKind::kTimeLow:
        case CsrKind::kTimeHigh: return "the clock follows from the run; monitor goto moves in it";
        default: return "a mark says what the program does, and the lock of the hardware assist stays; neither is set from outside";
    }
}

void write_register(cpu::CpuState& state, unsigned number, std::uint32_t value) {
    invariant(number < kRegisterCount && why_fixed(number).empty(), "only registers that can be set are");
    if (number < kGeneralCount) {
        state.x[number] = value;
    } else if (number == kPcNumber) {
        state.pc = value & ~3U;
        // Whoever is sent elsewhere waits no longer.
        state.waiting = false;
    } else {
        const spec::Csr& csr = csr_of(number);
        const std::uint32_t bits = value & csr.writable_bits;
        if (csr.bank != spec::kNoBank) state.bank[csr.bank].*cpu::bank_register(csr.kind) = bits;
        else if (csr.kind == CsrKind::kRoot) state.root = bits;
        else if (csr.kind == CsrKind::kInnerRoot) state.assist.root = bits;
        else state.grant = bits;
    }
}

}  // namespace anel::gdb
