// Commands that show the CPU: registers, system registers by field, rings, TLB.
#include <fmt/format.h>

#include "isa/asm/operands.hpp"
#include "isa/base/nearest.hpp"
#include "isa/debug/commands.hpp"
#include "isa/debug/csr_fields.hpp"
#include "isa/debug/walk_text.hpp"

namespace anel::debug {

namespace {

std::string csr_line(const Session& session, const spec::Csr& csr) {
    const auto value = csr_value(session.state(), csr, session.cycle(), session.options.has_assist);
    if (!value) return {};
    const std::string fields = csr_fields(csr, *value);
    return fmt::format("{:<9} 0x{:08x}{}{}\n", csr.name, *value, fields.empty() ? "" : "  ", fields);
}

/// Bank of a ring as a person names it; nothing where there is no such bank.
std::optional<std::uint8_t> bank_named(std::string_view ring) {
    if (ring == "-1" || ring == "m") return spec::kInnerBank;
    if (ring.size() == 1 && ring[0] >= '0' && ring[0] < '0' + static_cast<int>(spec::kBankCount)) return static_cast<std::uint8_t>(ring[0] - '0');
    return std::nullopt;
}

std::string_view paging_text(Guest::Paging paging) {
    switch (paging) {
        case Guest::Paging::kShadow: return "the machine walks shadow tables in the place of its own";
        case Guest::Paging::kDirect: return "the machine walks its own tables, which its monitor checks";
        case Guest::Paging::kNested: return "the machine walks its own tables, and its monitor's behind them";
    }
    return {};
}

}  // namespace

Reply do_regs(Session& session, const Arguments&) {
    const cpu::CpuState& state = session.state();
    std::string text;
    constexpr unsigned kRegisters = 32, kColumns = 4;
    for (unsigned row = 0; row < kRegisters / kColumns; ++row) {
        for (unsigned column = 0; column < kColumns; ++column) {
            const unsigned number = row + column * (kRegisters / kColumns);
            text += fmt::format("{}{:<4} 0x{:08x}", column == 0 ? "" : "  ", assembler::register_name(number), state.x[number]);
        }
        text += "\n";
    }
    const std::string place = session.name_of(state.pc);
    return {true, text + fmt::format("pc   0x{:08x}{}{}\n", state.pc, place.empty() ? "" : " ", place)};
}

Reply do_csrs(Session& session, const Arguments& arguments) {
    const std::string_view which = arguments.words.empty() ? "" : arguments.words[0];
    if (const spec::Csr* const csr = spec::find_csr(which)) {
        const std::string line = csr_line(session, *csr);
        if (line.empty()) return failed(fmt::format("{} cannot be read: it is a mark", which));
        return {true, line + fmt::format("          {}\n", csr->meaning)};
    }
    const auto bank = bank_named(which);
    if (!which.empty() && !bank) {
        std::vector<std::string> names;
        for (const spec::Csr& csr : spec::kCsrs) names.emplace_back(csr.name);
        return failed(fmt::format("'{}' is neither a ring with a bank (0, 1, 2, -1) nor a system register{}", which, did_you_mean(which, names)));
    }
    std::string text;
    for (const spec::Csr& csr : spec::kCsrs) {
        const bool inner = csr.bank == spec::kInnerBank || csr.kind == spec::CsrKind::kInnerRoot;
        if (bank ? csr.bank != *bank : inner && !session.state().assist.on) continue;
        text += csr_line(session, csr);
    }
    return {true, text};
}

Reply do_ring(Session& session, const Arguments&) {
    const cpu::CpuState& state = session.state();
    std::string text = fmt::format("ring {}{}, {}\n", ring_text(state.ring), state.in_guest() ? " of a guest of ring -1" : "",
                                   spec::name_of_activity(static_cast<std::size_t>(state.mark[lane(state.ring)])));
    if (const std::optional<Guest> guest = session.guest())
        text += fmt::format("the guest believes to be in ring {}; {}\n", ring_text(guest->ring), paging_text(guest->paging));
    for (unsigned place = 0; place < kLaneCount; ++place) {
        const Ring ring = ring_of_lane(place);
        if (ring == Ring::k3 || (ring == Ring::kMinus1 && !state.assist.on)) continue;
        const cpu::Bank& bank = state.bank_of(ring);
        if (!state.has_bank(ring)) {
            text += fmt::format("ring {:>2}: no bank granted\n", ring_text(ring));
            continue;
        }
        const std::string vector = session.name_of(bank.vector);
        text += fmt::format("ring {:>2}: traps go to 0x{:08x}{}{}, interrupts {}, last {}\n", ring_text(ring), bank.vector, vector.empty() ? "" : " ", vector,
                            (bank.status & spec::kStatusIe) != 0 ? "on" : "off", ring == Ring::kMinus1 && (bank.status & spec::kStatusGuest) != 0 ? "an exit of the guest" : "trap " + cause_name(bank.cause));
        if (bank.delegate != 0 && ring != Ring::k2) text += fmt::format("         delegates {}\n", csr_fields(*spec::find_csr(fmt::format("delegate{}", ring == Ring::kMinus1 ? "m" : ring_text(ring))), bank.delegate));
    }
    text += fmt::format("root: {}\n", csr_fields(*spec::find_csr("root"), state.root_now()));
    if (state.in_guest() && state.assist.nested()) text += fmt::format("nested root: table 0x{:08x}\n", state.assist.nested_root & spec::kRootTable);
    return {true, text};
}

Reply do_tlb(Session& session, const Arguments&) {
    const cpu::TimeState time = session.cpu().time_state();
    std::string text;
    for (const std::uint32_t slot : time.tlb_order) {
        const cpu::TlbEntry& entry = time.tlb[slot];
        text += fmt::format("0x{:08x} -> 0x{:08x}  {}  {}{}{}", entry.page, entry.frame, entry.superpage ? "4 MiB" : "4 KiB", rights_text(entry.pte),
                            entry.global() || entry.key.asid == cpu::kUntranslated ? "" : fmt::format(", asid {}", entry.key.asid),
                            entry.key.asid == cpu::kUntranslated ? ", guest's paging off" : "");
        if (entry.key.tag != 0) text += fmt::format(", VM tag {}", entry.key.tag);
        if (entry.nested != cpu::kNoNestedEntry) text += fmt::format(", guest-physical 0x{:08x}", entry.guest_frame);
        text += "\n";
    }
    if (text.empty()) text = "the TLB is empty\n";
    return {true, text + fmt::format("{} of {} entries, the last used first; {} walks, {} references so far\n", time.tlb_order.size(), time.tlb.size(), time.walks, time.references)};
}

}  // namespace anel::debug
