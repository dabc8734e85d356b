// The Markdown form of the reference.
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "isa/asm/operands.hpp"
#include "isa/asm/pseudo.hpp"
#include "isa/asm/reference.hpp"
#include "isa/asm/reference_names.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"
#include "isa/spec/hypercalls.hpp"
#include "isa/spec/platform.hpp"
#include "isa/spec/target_constants.hpp"

namespace anel::assembler {
namespace {

using namespace spec;

/// A bar would end the table's cell.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|') out += '\\';
        out += c;
    }
    return out;
}

/// "trap" where it is the same everywhere, else one word for each policy.
std::string outside_text(const OutsideByPolicy& outside) {
    if (outside[0] == outside[1] && outside[1] == outside[2]) return std::string(name_of(outside[0]));
    std::string out;
    for (const PolicyRow& policy : kPolicies)
        out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", policy.name, name_of(outside[static_cast<std::size_t>(policy.id)]));
    return out;
}

std::string spelled(std::string_view name, std::string_view operands) {
    return operands.empty() ? fmt::format("`{}`", name) : fmt::format("`{} {}`", name, operands);
}

std::string instructions() {
    std::string out =
        "## Instructions: RV32IM, Zicsr, Zifencei\n\n"
        "A word is this instruction if `(word & mask) == match`. The price is the rule of the timing model that applies.\n\n"
        "| instruction | match | mask | price | meaning |\n| --- | --- | --- | --- | --- |\n";
    for (const Insn& insn : kInsns)
        if (!in_system_half(insn))
            out += fmt::format("| {} | 0x{:08x} | 0x{:08x} | {} | {} |\n", spelled(insn.mnemonic, text_of(insn.syntax)), insn.match, insn.mask,
                               name_of(insn.timing), cell(insn.meaning));
    out +=
        "\n## Instructions: the system half\n\n"
        "*Runs in* says where the instruction runs without asking the policy; *outside* what it does elsewhere.\n\n"
        "| instruction | match | mask | price | runs in | outside | meaning |\n| --- | --- | --- | --- | --- | --- | --- |\n";
    for (const Insn& insn : kInsns)
        if (in_system_half(insn))
            out += fmt::format("| {} | 0x{:08x} | 0x{:08x} | {} | {} | {} | {} |\n", spelled(insn.mnemonic, text_of(insn.syntax)), insn.match, insn.mask,
                               name_of(insn.timing), name_of(insn.home), insn.home == Home::kAny || insn.home == Home::kInnerCall ? "" : outside_text(insn.outside), cell(insn.meaning));
    out +=
        "\n## Pseudo-instructions\n\n"
        "What the assembler takes besides, and what it makes of it. `$0`, `$1`, `$2` are the operands in their order.\n\n"
        "| pseudo-instruction | becomes |\n| --- | --- |\n";
    for (const Pseudo& pseudo : kPseudos)
        out += fmt::format("| {} | `{}` |\n", spelled(pseudo.name, pseudo.operands), pseudo.expansion);
    for (const Pseudo* load : {&kLoadSmall, &kLoadUpper, &kLoadBoth})
        out += fmt::format("| {}, by the number | `{}` |\n", spelled(load->name, load->operands), load->expansion);
    return out;
}

std::string csrs() {
    std::string out =
        "\n## Control and status registers\n\n"
        "Bits that cannot be written read 0. A write to a register that is only read, or any access to a number that is not here, is an illegal instruction in every ring.\n\n"
        "| number | name | access | who | read outside | write outside | writable bits | refetch | meaning |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
    for (const Csr& csr : kCsrs) {
        const bool open = csr.owner == CsrOwner::kAny;
        const bool writable = csr.access == CsrAccess::kReadWrite;
        out += fmt::format("| 0x{:03x} | `{}` | {} | {} | {} | {} | {} | {} | {} |\n", csr.number, csr.name, name_of(csr.access), name_of(csr.owner),
                           open ? "" : outside_text(csr.read_outside), open || !writable ? "" : outside_text(csr.write_outside),
                           writable ? fmt::format("0x{:08x}", csr.writable_bits) : "", csr.refetch ? "yes" : "", cell(csr.meaning));
    }
    return out;
}

std::string privilege() {
    std::string out = "\n## Trap causes\n\n| cause | name | value register |\n| --- | --- | --- |\n";
    for (const CauseRow& row : kCauses) out += fmt::format("| {} | {} | {} |\n", static_cast<std::uint32_t>(row.cause), row.name, row.value);
    out += fmt::format("\nAn interrupt's cause is 0x{:08x} plus its line.\n", kInterruptBit);
    out += "\n## ISA policies\n\n| policy | meaning |\n| --- | --- |\n";
    for (const PolicyRow& row : kPolicies) out += fmt::format("| {} | {} |\n", row.name, row.meaning);
    return out;
}

/// Rows that have an id, a symbol and a meaning.
template <class Rows>
std::string symbols(std::string_view heading, std::string_view prefix, const Rows& rows) {
    std::string out = fmt::format("\n| {} | symbol | meaning |\n| --- | --- | --- |\n", heading);
    for (const auto& row : rows) out += fmt::format("| {} | `{}{}` | {} |\n", static_cast<std::int64_t>(row.id), prefix, row.symbol, cell(row.meaning));
    return out;
}

std::string assist() {
    std::string out = fmt::format(
        "\n## Ring -1: the control block\n\n"
        "`vmenter` takes the physical address of a control block, which begins a page; beyond 0x{:x} bytes the page is software's. Words of the part\n"
        "*guest* are the guest's state: loaded at entry, stored at exit. *Control* is loaded at entry, *exit* stored at exit. *Registers* are software's to\n"
        "save and load. Words are moved in this order. A bank lies in it as its CSR numbers do.\n\n"
        "| offset | words | symbol | part | meaning |\n| --- | --- | --- | --- | --- |\n",
        kBlockBytes);
    for (const BlockField& field : kBlockFields)
        out += fmt::format("| 0x{:03x} | {} | `AR_BLOCK_{}` | {} | {} |\n", field.offset, field.words, field.symbol, name_of(field.part), cell(field.meaning));
    out += "\n## Ring -1: intercepts\n\nBits of `AR_BLOCK_INTERCEPTS`. The symbol is the bit's mask.\n\n| bit | symbol | exits |\n| --- | --- | --- |\n";
    for (const InterceptRow& row : kIntercepts)
        out += fmt::format("| {} | `AR_INTERCEPT_{}` | {} |\n", static_cast<std::uint32_t>(row.bit), row.symbol, cell(row.meaning));
    out += fmt::format("\n## Ring -1: exit reasons\n\nAn exception that `delegatem` does not leave to the guest exits with its cause, 0 to 15, and an interrupt with 0x{:08x} plus\n"
                       "its line. The others:\n", kInterruptBit);
    out += symbols("reason", "AR_EXIT_", kExitReasons);
    out += "\n## Ring -1: refusals\n\nWhat `vmenter` puts into rd where it does not enter.\n" + symbols("number", "AR_REFUSED_", kRefusals);
    return out;
}

std::string hypercalls() {
    return "\n## Hypercalls\n\nThe number in a7, arguments in a0 to a5, the result in a0. Only mode `para` answers.\n" + symbols("number", "AR_HYPERCALL_", kHypercalls) +
           "\nResults below 0:\n" + symbols("result", "AR_HYPERCALL_", kHypercallErrors) +
           "\nOperations of an update, two words each; the low two bits of the first say which:\n" + symbols("bits", "AR_TABLE_", kTableOperations);
}

template <class Fields>
std::string fields(const Fields& rows) {
    std::string out = "\n| offset | name | meaning |\n| --- | --- | --- |\n";
    for (const DiskField& field : rows) out += fmt::format("| 0x{:02x} | {} | {} |\n", field.offset, field.name, cell(field.meaning));
    return out;
}

std::string disk() {
    return fmt::format("\n## The disk's ring\n\nIt begins a page and has {} bytes. The device serves the requests in order after a kick, and raises its line once it has\n"
                       "caught up.\n", sizeof(DiskRing)) +
           fields(kDiskRingFields) + "\nA request:\n" + fields(kDiskRequestFields);
}

template <class Rows>
std::string numbers(std::string_view title, std::string_view prefix, const Rows& rows) {
    std::string out = fmt::format("\n## {}\n\n| number | symbol | meaning |\n| --- | --- | --- |\n", title);
    for (const NamedNumber& row : rows) out += fmt::format("| 0x{:02x} | `{}{}` | {} |\n", row.number, prefix, row.symbol, cell(row.meaning));
    return out;
}

std::string platform() {
    std::string out = numbers("Ports", "AR_PORT_", kPorts) + numbers("Interrupt lines", "AR_LINE_", kLines) + disk();
    out += "\n## Activities\n\nWhat the `mark` register is written with, and the ledger's rows.\n\n"
           "| id | name | whose | meaning |\n| --- | --- | --- | --- |\n";
    for (const ActivityRow& row : kActivities)
        out += fmt::format("| {} | {} | {} | {} |\n", static_cast<unsigned>(row.id), row.name, row.owner, cell(row.meaning));
    out += hypercalls();
    out += "\n## Constants\n\nThe names that assembly and target code in C++ share.\n\n| symbol | number |\n| --- | --- |\n";
    for_each_target_constant([&](const std::string& name, std::uint32_t number) { out += fmt::format("| `{}` | 0x{:08x} |\n", name, number); });
    return out;
}

}  // namespace

std::string spec_reference_markdown() {
    return "<!-- Written by `anel spec` from the tables in isa/spec: change those, not this page. -->\n"
           "# AR32: the reference\n\n"
           "The machine's instructions, registers, traps and platform, as its tables have them. `anel spec --json` gives the same to programs.\n\n" +
           instructions() + csrs() + privilege() + assist() + platform();
}

}  // namespace anel::assembler
