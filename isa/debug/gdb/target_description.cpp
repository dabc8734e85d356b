#include "isa/debug/gdb/target_description.hpp"

#include <fmt/format.h>

#include "isa/debug/gdb/registers.hpp"

namespace anel::gdb {

namespace {

/// Types whose parts gdb shows by name.
constexpr std::string_view kCsrTypes = R"(    <flags id="ar_status" size="4">
      <field name="IE" start="0" end="0" type="bool"/>
      <field name="PIE" start="1" end="1" type="bool"/>
      <field name="PRING" start="2" end="3" type="uint8"/>
      <field name="GUEST" start="4" end="4" type="bool"/>
    </flags>
    <flags id="ar_root" size="4">
      <field name="ON" start="0" end="0" type="bool"/>
      <field name="ASID" start="4" end="11" type="uint8"/>
      <field name="TABLE" start="12" end="31" type="uint32"/>
    </flags>
)";
static_assert(spec::kStatusIe == 1 && spec::kStatusPie == 2 && spec::kStatusPring == 3U << 2 && spec::kStatusGuest == 1U << 4);
static_assert(spec::kRootOn == 1 && spec::kRootAsid == 0xffU << 4 && spec::kRootTable == 0xfffffU << 12);

std::string_view type_of(unsigned number) {
    constexpr unsigned kRa = 1, kSp = 2, kGp = 3, kTp = 4, kFp = 8;
    if (number == kPcNumber || number == kRa) return "code_ptr";
    if (number == kSp || number == kGp || number == kTp || number == kFp) return "data_ptr";
    if (number == kClockNumber) return "uint64";
    if (number < kFirstCsrNumber) return "int";
    switch (spec::kCsrs[number - kFirstCsrNumber].kind) {
        case spec::CsrKind::kStatus: return "ar_status";
        case spec::CsrKind::kRoot:
        case spec::CsrKind::kInnerRoot: return "ar_root";
        case spec::CsrKind::kVector:
        case spec::CsrKind::kEpc: return "code_ptr";
        case spec::CsrKind::kRing: return "int32";
        default: return "uint32";
    }
}

/// A call that gdb makes by hand puts back general registers; what the machine is in, it leaves.
std::string line_of(unsigned number) {
    const bool system = number >= kFirstCsrNumber;
    return fmt::format("    <reg name=\"{}\" bitsize=\"{}\" type=\"{}\" regnum=\"{}\"{}/>\n", register_name(number), register_bytes(number) * 8,
                       type_of(number), number, system ? " save-restore=\"no\" group=\"system\"" : "");
}

std::string lines_of(unsigned first, unsigned end) {
    std::string text;
    for (unsigned number = first; number < end; ++number) text += line_of(number);
    return text;
}

}  // namespace

std::string target_description() {
    return fmt::format(
        "<?xml version=\"1.0\"?>\n"
        "<!DOCTYPE target SYSTEM \"gdb-target.dtd\">\n"
        "<target version=\"1.0\">\n"
        "  <architecture>riscv:rv32</architecture>\n"
        "  <osabi>none</osabi>\n"
        "  <feature name=\"org.gnu.gdb.riscv.cpu\">\n{}  </feature>\n"
        "  <feature name=\"org.gnu.gdb.riscv.csr\">\n{}{}  </feature>\n"
        "  <feature name=\"anel.clock\">\n{}  </feature>\n"
        "</target>\n",
        lines_of(0, kFirstCsrNumber), kCsrTypes, lines_of(kFirstCsrNumber, kClockNumber), line_of(kClockNumber));
}

}  // namespace anel::gdb
