#include "gui/models/csr_fields.hpp"

#include <QStringList>

#include "gui/models/words.hpp"
#include "isa/spec/causes.hpp"

namespace anel::gui {

using spec::CsrKind;

QString CsrFields::causes(std::uint32_t mask) {
    QStringList names;
    for (const spec::CauseRow& row : spec::kCauses)
        if ((mask >> static_cast<unsigned>(row.cause) & 1U) != 0) names << Words::cause(cpu::EventKind::kTrap, static_cast<std::uint32_t>(row.cause));
    if (names.size() == static_cast<qsizetype>(std::size(spec::kCauses))) return tr("all");
    return names.isEmpty() ? tr("none") : names.join(QStringLiteral(", "));
}

QString CsrFields::lines(std::uint32_t mask) {
    QStringList names;
    for (unsigned line = 0; line < spec::kLineCount; ++line)
        if ((mask >> line & 1U) != 0) names << Words::cause(cpu::EventKind::kTrap, spec::kInterruptBit | line);
    return names.isEmpty() ? tr("none") : names.join(QStringLiteral(", "));
}

std::vector<CsrFields::Field> CsrFields::of(const spec::Csr& csr, std::uint32_t value) {
    const auto bit = [value](std::uint32_t mask) { return QString::number((value & mask) != 0 ? 1 : 0); };
    const auto on_off = [value](std::uint32_t mask) { return (value & mask) != 0 ? tr("on") : tr("off"); };
    switch (csr.kind) {
        case CsrKind::kStatus: {
            std::vector<Field> fields{{QStringLiteral("ie"), bit(spec::kStatusIe), tr("interrupts %1").arg(on_off(spec::kStatusIe))},
                                      {QStringLiteral("pie"), bit(spec::kStatusPie), tr("before the trap: interrupts %1").arg(on_off(spec::kStatusPie))}};
            if (csr.bank == spec::kInnerBank) {
                const bool guest = (value & spec::kStatusGuest) != 0;
                fields.push_back({QStringLiteral("guest"), bit(spec::kStatusGuest), guest ? tr("the trap was an exit of the guest") : tr("the trap came from ring −1 itself")});
            } else {
                const std::uint32_t ring = (value & spec::kStatusPring) >> spec::kStatusPringShift;
                fields.push_back({QStringLiteral("pring"), QString::number(ring), tr("the trap came from ring %1").arg(ring)});
            }
            return fields;
        }
        case CsrKind::kCause: {
            const bool interrupt = (value & spec::kInterruptBit) != 0;
            const cpu::EventKind kind = csr.bank == spec::kInnerBank ? cpu::EventKind::kExit : cpu::EventKind::kTrap;
            return {{tr("interrupt"), bit(spec::kInterruptBit), interrupt ? tr("an interrupt") : tr("an exception")},
                    {tr("code"), QString::number(value & ~spec::kInterruptBit), Words::cause(kind, value)}};
        }
        case CsrKind::kDelegate:
            return {{tr("causes"), QStringLiteral("0x%1").arg(value & 0xffffU, 4, 16, QLatin1Char('0')), causes(value & 0xffffU)},
                    {tr("lines"), QStringLiteral("0x%1").arg(value >> 16, 4, 16, QLatin1Char('0')), lines(value >> 16)}};
        case CsrKind::kImask:
        case CsrKind::kPending:
            return {{tr("lines"), QStringLiteral("0x%1").arg(value & 0xffffU, 4, 16, QLatin1Char('0')), lines(value & 0xffffU)}};
        case CsrKind::kRoot:
        case CsrKind::kInnerRoot:
            return {{tr("on"), bit(spec::kRootOn), (value & spec::kRootOn) != 0 ? tr("paging is on") : tr("paging is off")},
                    {QStringLiteral("asid"), QString::number((value & spec::kRootAsid) >> spec::kRootAsidShift), tr("the address space's number")},
                    {tr("table"), Words::hex(value & spec::kRootTable), tr("where the level-1 table lies")}};
        case CsrKind::kGrant: {
            std::vector<Field> fields;
            for (unsigned ring = 1; ring < spec::kBankCount; ++ring) {
                const bool granted = (value & spec::grant_bit(ring)) != 0;
                fields.push_back({tr("ring %1").arg(ring), bit(spec::grant_bit(ring)), granted ? tr("has its trap bank") : tr("has no trap bank")});
            }
            const std::uint32_t outermost = (value & spec::kGrantTime) >> spec::kGrantTimeShift;
            fields.push_back({tr("time"), QString::number(outermost), tr("rings 0 to %1 read the time").arg(outermost)});
            return fields;
        }
        case CsrKind::kAssist:
            return {{tr("there"), bit(spec::kAssistPresent), (value & spec::kAssistPresent) != 0 ? tr("the machine has ring −1") : tr("the machine has no ring −1")},
                    {tr("locked"), bit(spec::kAssistLocked), (value & spec::kAssistLocked) != 0 ? tr("nobody can enter it until reset") : tr("ring 0 can enter it")}};
        default: return {};
    }
}

QString CsrFields::meaning(const spec::Csr& csr) {
    switch (csr.kind) {
        case CsrKind::kVector: return tr("where traps into this ring go");
        case CsrKind::kEpc: return tr("pc of the instruction that trapped");
        case CsrKind::kCause: return tr("why it trapped");
        case CsrKind::kValue: return tr("the address or instruction word that goes with the cause");
        case CsrKind::kStatus: return tr("interrupts now and before the trap, and where the trap came from");
        case CsrKind::kScratch: return tr("for the trap handler's own use");
        case CsrKind::kDelegate: return tr("what goes on to the next granted ring");
        case CsrKind::kImask: return tr("lines that may interrupt this ring");
        case CsrKind::kPending: return tr("interrupts that software aims at this ring");
        case CsrKind::kRoot: return tr("the page tables in force");
        case CsrKind::kGrant: return tr("rings that have their bank, and who reads the time");
        case CsrKind::kRing: return tr("the current ring");
        case CsrKind::kTimeLow: return tr("cycles since reset, low word");
        case CsrKind::kTimeHigh: return tr("cycles since reset, high word");
        case CsrKind::kAssist: return tr("hardware assist");
        case CsrKind::kInnerRoot: return tr("ring −1's own page tables");
        case CsrKind::kMark:
        case CsrKind::kVmid: break;
    }
    return {};
}

}  // namespace anel::gui
