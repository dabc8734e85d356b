#include "isa/debug/csr_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "isa/cpu/bank_register.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"
#include "isa/spec/platform.hpp"

namespace anel::debug {

using spec::CsrKind;

namespace {

bool has(std::uint32_t value, std::uint32_t bit) { return (value & bit) != 0; }
unsigned bit(std::uint32_t value, std::uint32_t mask) { return has(value, mask) ? 1 : 0; }

std::string lines_text(std::uint32_t lines) {
    std::string text;
    for (unsigned line = 0; line < spec::kLineCount; ++line)
        if (has(lines, 1U << line)) text += (text.empty() ? "" : ", ") + line_name(line);
    return text.empty() ? "none" : text;
}

std::string causes_text(std::uint32_t causes) {
    std::string text;
    std::size_t known = 0;
    for (const spec::CauseRow& row : spec::kCauses) {
        if (!has(causes, 1U << static_cast<unsigned>(row.cause))) continue;
        text += (text.empty() ? "" : ", ") + std::string(row.name);
        ++known;
    }
    return known == std::size(spec::kCauses) ? "all" : text.empty() ? "none" : text;
}

std::string root_text(std::uint32_t root) {
    if (!has(root, spec::kRootOn)) return "paging off";
    return fmt::format("paging on, table 0x{:08x}, asid {}", root & spec::kRootTable, (root & spec::kRootAsid) >> spec::kRootAsidShift);
}

}  // namespace

std::string line_name(unsigned line) {
    for (const spec::NamedNumber& row : spec::kLines)
        if (row.number == line) {
            std::string name(row.symbol);
            std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            return name;
        }
    return fmt::format("line {}", line);
}

std::string cause_name(std::uint32_t cause, bool exit) {
    if (has(cause, spec::kInterruptBit)) return "interrupt " + line_name(cause & ~spec::kInterruptBit);
    if (exit && cause >= spec::kCauseCount) return std::string(spec::name_of(static_cast<spec::ExitReason>(cause)));
    const std::string_view name = spec::name_of(static_cast<spec::TrapCause>(cause));
    return name == "unknown" ? fmt::format("cause {}", cause) : std::string(name);
}

std::optional<std::uint32_t> csr_value(const cpu::CpuState& state, const spec::Csr& csr, Cycles now, bool has_assist) {
    if (csr.bank != spec::kNoBank) return state.bank[csr.bank].*cpu::bank_register(csr.kind);
    switch (csr.kind) {
        case CsrKind::kRoot: return state.root;
        case CsrKind::kGrant: return state.grant;
        case CsrKind::kRing: return static_cast<std::uint32_t>(number(state.ring));
        case CsrKind::kTimeLow: return static_cast<std::uint32_t>(now);
        case CsrKind::kTimeHigh: return static_cast<std::uint32_t>(now >> 32);
        case CsrKind::kAssist: return (has_assist ? spec::kAssistPresent : 0) | (state.assist.locked ? spec::kAssistLocked : 0);
        case CsrKind::kInnerRoot: return state.assist.root;
        default: break;
    }
    return std::nullopt;
}

std::string csr_fields(const spec::Csr& csr, std::uint32_t value) {
    switch (csr.kind) {
        case CsrKind::kStatus: {
            std::string text = fmt::format("interrupts {} (ie {}), before the trap {} (pie {})", has(value, spec::kStatusIe) ? "on" : "off", bit(value, spec::kStatusIe),
                                           has(value, spec::kStatusPie) ? "on" : "off", bit(value, spec::kStatusPie));
            if (csr.bank == spec::kInnerBank) return text + (has(value, spec::kStatusGuest) ? ", the trap was an exit of the guest" : "");
            return text + fmt::format(", ring before it {} (pring)", (value & spec::kStatusPring) >> spec::kStatusPringShift);
        }
        case CsrKind::kCause: return cause_name(value);
        case CsrKind::kDelegate: return fmt::format("causes: {}; lines: {}", causes_text(value & 0xffff), lines_text(value >> 16));
        case CsrKind::kImask:
        case CsrKind::kPending: return lines_text(value);
        case CsrKind::kRoot:
        case CsrKind::kInnerRoot: return root_text(value);
        case CsrKind::kGrant: {
            std::string rings;
            for (unsigned ring = 1; ring < spec::kBankCount; ++ring)
                if (has(value, spec::grant_bit(ring))) rings += fmt::format("{}{}", rings.empty() ? "" : ", ", ring);
            return fmt::format("rings with a bank: {}; time is read by rings 0 to {}", rings.empty() ? "none but 0" : rings,
                               (value & spec::kGrantTime) >> spec::kGrantTimeShift);
        }
        case CsrKind::kAssist:
            return fmt::format("hardware assist {}, {}", has(value, spec::kAssistPresent) ? "there" : "absent", has(value, spec::kAssistLocked) ? "locked" : "not locked");
        case CsrKind::kRing: return fmt::format("ring {}", static_cast<std::int32_t>(value));
        default: return {};
    }
}

}  // namespace anel::debug
