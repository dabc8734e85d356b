// The elements of a program that are about the system half: traps, CSRs, tables, rings, and ring -1.
#include <algorithm>
#include <string>

#include "isa/base/types.hpp"
#include "isa/spec/platform.hpp"
#include "tests/differential/layout.hpp"
#include "tests/differential/program.hpp"
#include "tests/differential/tables.hpp"

namespace anel::differential {

/// Misaligned, beyond memory, or where the tables have nothing good to say.
void Program::wrong_access() {
    std::uint32_t address = data_address();
    switch (choices_.below(6)) {
        case 0:
        case 1: address += choices_.between(1, 3); break;
        case 2: address = layout::kRamBytes - choices_.below(3) + choices_.below(3) * 2; break;
        case 3: address = choices_.of({layout::kBeyond, layout::kCrooked, layout::kNoTable, layout::kOwnTable, layout::kNothing}) + choices_.below(0x4000) * 4; break;
        case 4: address = choices_.word(); break;
        default: address = layout::kAliases + choices_.below(0x20000); break;
    }
    if (choices_.percent(20)) {
        // Code there: handlers of fetch faults go on somewhere.
        code_.li(12, choices_.percent(60) ? address & ~3U : address);
        return code_.put(encode::i(InsnId::kJalr, 1, 12, 0));
    }
    memory_at(address, 16);
}

void Program::csr() {
    for (std::uint32_t count = choices_.between(1, 3); count > 0; --count) {
        const spec::Csr& row = spec::kCsrs[choices_.below(spec::kCsrCount)];
        // A program without its vectors or its tables is soon over.
        const bool vital = row.kind == spec::CsrKind::kVector || row.kind == spec::CsrKind::kRoot || row.kind == spec::CsrKind::kInnerRoot;
        const bool delicate = row.kind == spec::CsrKind::kEpc || row.kind == spec::CsrKind::kDelegate || (row.kind == spec::CsrKind::kScratch && row.bank == spec::kInnerBank);
        const std::uint32_t number = choices_.percent(96) ? row.number : choices_.below(4096);
        if ((vital && !choices_.percent(2)) || (delicate && !choices_.percent(30))) {
            code_.put(encode::csr(choices_.percent(50) ? InsnId::kCsrrs : InsnId::kCsrrc, destination(), row.number, 0));
            continue;
        }
        const auto id = choices_.of({InsnId::kCsrrw, InsnId::kCsrrs, InsnId::kCsrrc, InsnId::kCsrrwi, InsnId::kCsrrsi, InsnId::kCsrrci});
        if (id <= InsnId::kCsrrc && choices_.percent(40)) code_.li(12, choices_.word());
        const unsigned operand = id <= InsnId::kCsrrc ? (choices_.percent(40) ? 12 : source()) : choices_.below(32);
        code_.put(encode::csr(id, choices_.percent(30) ? 0 : destination(), number, choices_.percent(20) ? 0 : operand));
    }
}

void Program::system() {
    switch (choices_.below(18)) {
        case 0:
        case 1: code_.addi(10, 0, choices_.below(4)); return code_.put(encode::plain(InsnId::kEcall));
        case 2: return code_.put(encode::plain(InsnId::kEcall));
        case 3: return code_.put(encode::plain(InsnId::kEbreak));
        case 4: return code_.put(encode::plain(InsnId::kHcall));
        case 5: return code_.put(choices_.percent(30) ? 0 : choices_.percent(50) ? choices_.word() : 0x0000700b);
        case 6: return code_.put(encode::plain(InsnId::kEi));
        case 7: return code_.put(choices_.percent(40) ? encode::plain(InsnId::kDi) : encode::plain(InsnId::kEi));
        case 8: return code_.put(choices_.percent(50) ? spec::row(InsnId::kFence).match | 0x0ff00000 : encode::plain(InsnId::kFenceI));
        case 9: return code_.put(encode::i(InsnId::kIn, destination(), 0, choices_.percent(40) ? layout::kPortTimer : choices_.below(0x120)));
        case 10:
            code_.addi(11, 0, choices_.between(1, 1200));
            return code_.put(encode::s(InsnId::kOut, 11, 0, layout::kPortTimer));
        case 11: return code_.put(encode::s(InsnId::kOut, source(), 0, choices_.of({layout::kPortDma, layout::kPortDma, layout::kPortLower, std::uint16_t{0x50}, std::uint16_t{0x7ff}})));
        case 12:
        case 13: {
            code_.li(12, data_address());
            code_.addi(13, 0, choices_.below(64));
            return code_.put(encode::r(InsnId::kProbe, destination(), 12, choices_.percent(90) ? 13 : source()));
        }
        case 14:
            code_.li(12, choices_.percent(60) ? data_address() : code_.here());
            code_.addi(13, 0, choices_.below(5));
            return code_.put(encode::r(choices_.percent(75) ? InsnId::kTlbflush : InsnId::kVmflush, 0, choices_.percent(60) ? 12 : 0, choices_.percent(50) ? 13 : 0));
        case 15: return code_.put(choices_.percent(1) ? encode::s(InsnId::kOut, 0, 0, layout::kPortPower) : encode::plain(choices_.of({InsnId::kVmon, InsnId::kVmoff, InsnId::kVmoff, InsnId::kTret})));
        case 16: return code_.put(encode::i(InsnId::kVmenter, destination(), source(), 0));
        default:
            // Interrupts that are asked for, and masks that let them in.
            code_.li(12, choices_.below(0x10000));
            code_.write(choices_.of({"imask0", "imask0", "imask1", "imask2", "pending0", "pending1", "pending2"}), 12);
            return;
    }
}

/// Waits, mostly with something to wait for.
void Program::wait() {
    if (choices_.percent(70)) {
        code_.addi(12, 0, 0U - 1);
        code_.write("imask0", 12);
        code_.addi(12, 0, choices_.between(10, 300));
        code_.put(encode::s(InsnId::kOut, 12, 0, layout::kPortTimer));
    }
    code_.put(encode::plain(InsnId::kWfi));
}

/// Writes an entry of some table, and perhaps tells the TLB.
void Program::change_table() {
    const std::uint32_t page = choices_.below(20) + (choices_.percent(70) ? 4 : 0);
    std::uint32_t entry = choose_leaf(choices_, page % 20 * kPageBytes);
    std::uint32_t at = 0, address = page * kPageBytes;
    switch (choices_.below(8)) {
        case 0: at = layout::kRoots + choices_.below(layout::kSpaces) * kPageBytes + 8, address = layout::kSuperpage, entry &= 0x1ff; break;
        case 1:
        case 2: at = layout::kAliasLower + page * 4, address += layout::kAliases; break;
        case 3: at = layout::kNestedLower + choices_.below(2) * kPageBytes + page * 4; break;
        default: at = layout::kLower + choices_.below(layout::kSpaces) * kPageBytes + page * 4; break;
    }
    const unsigned value = 12, base = 13;
    code_.li(value, entry);
    code_.li(base, at);
    code_.sw(value, 0, base);
    if (choices_.percent(55)) {
        code_.li(value, address);
        code_.addi(base, 0, choices_.below(5));
        code_.put(encode::r(choices_.percent(85) ? InsnId::kTlbflush : InsnId::kVmflush, 0, choices_.percent(70) ? value : 0, choices_.percent(40) ? base : 0));
    }
    if (choices_.percent(50)) memory_at(address + choices_.below(64) * 4, 16);
}

void Program::change_root() {
    code_.li(12, choose_root(choices_));
    code_.write("root", 12);
    if (choices_.percent(30)) code_.put(encode::r(InsnId::kTlbflush, 0, 0, choices_.percent(50) ? 12 : 0));
}

/// A return from a trap that never was: into any ring, to just behind this.
void Program::go_outward() {
    const std::string bank = choices_.percent(80) ? "0" : choices_.percent(50) ? "1" : "2";
    code_.addi(12, 0, choices_.below(16));
    code_.write("status" + bank, 12);
    code_.put(encode::u(InsnId::kAuipc, 12, 0));
    code_.addi(12, 12, 16);
    code_.write("epc" + bank, 12);
    code_.put(encode::plain(InsnId::kTret));
}

/// Into ring -1, which makes itself at home, does something, and runs a guest.
void Program::inner_ring() {
    const std::uint32_t block = layout::kBlocks + choices_.below(layout::kBlockCount) * kPageBytes;
    code_.put(encode::plain(InsnId::kVmon));
    code_.li(12, layout::kInnerHandler);
    code_.write("vectorm", 12);
    code_.li(12, block);
    code_.write("scratchm", 12);
    code_.li(12, choices_.percent(40) ? 0 : choices_.percent(50) ? choices_.word() : choices_.word() & choices_.word());
    code_.write("delegatem", 12);
    code_.li(12, choices_.percent(50) ? spec::kLineBits : choices_.below(0x10000));
    code_.write("imaskm", 12);
    if (choices_.percent(40)) code_.put(encode::csr(InsnId::kCsrrwi, 0, spec::find_csr("statusm")->number, choices_.below(4)));
    if (choices_.percent(30)) code_.write("imask0", 12);
    for (std::uint32_t count = choices_.below(3); count > 0; --count) element(2);
    if (choices_.percent(15)) {
        code_.li(12, choose_root(choices_));
        code_.write("rootm", 12);
    }
    if (choices_.percent(25)) {
        code_.li(12, data_address());
        code_.put(encode::r(InsnId::kVmflush, 0, choices_.percent(60) ? 12 : 0, choices_.percent(50) ? source() : 0));
    }
    if (choices_.percent(5)) code_.put(encode::csr(InsnId::kCsrrwi, 0, spec::find_csr("assist")->number, spec::kAssistLocked));
    code_.put(encode::u(InsnId::kLui, 30, choices_.percent(97) ? block : choices_.word()));
    code_.put(encode::i(InsnId::kVmenter, destination(), 30, choices_.percent(98) ? 0 : 4));
    code_.put(encode::plain(InsnId::kVmoff));
}

}  // namespace anel::differential
