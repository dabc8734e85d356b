// The JSON form of the reference, written by hand: a library for JSON would be one more thing under everything else.
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

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += fmt::format("\\{}", c);
        else if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    return out + "\"";
}

/// Members in the order in which they are added.
class Object {
public:
    Object& text(std::string_view name, std::string_view value) { return raw(name, quoted(value)); }
    Object& number(std::string_view name, std::uint32_t value) { return raw(name, fmt::format("{}", value)); }
    Object& boolean(std::string_view name, bool value) { return raw(name, value ? "true" : "false"); }
    Object& raw(std::string_view name, std::string_view json) {
        members_ += fmt::format("{}{}: {}", members_.empty() ? "" : ", ", quoted(name), json);
        return *this;
    }
    std::string json() const { return "{" + members_ + "}"; }

private:
    std::string members_;
};

std::string by_policy(const OutsideByPolicy& outside) {
    Object object;
    for (const PolicyRow& policy : kPolicies) object.text(policy.name, name_of(outside[static_cast<std::size_t>(policy.id)]));
    return object.json();
}

/// One row a line, so that the output can be read and compared.
template <class Rows, class Describe>
std::string array(const Rows& rows, Describe describe) {
    std::string out;
    for (const auto& row : rows) {
        Object object;
        describe(object, row);
        out += fmt::format("{}\n    {}", out.empty() ? "" : ",", object.json());
    }
    return "[" + out + "\n  ]";
}

void describe_instruction(Object& object, const Insn& insn) {
    object.text("mnemonic", insn.mnemonic).text("operands", text_of(insn.syntax)).number("match", insn.match).number("mask", insn.mask);
    object.text("timing", name_of(insn.timing)).text("runs_in", name_of(insn.home)).raw("outside", by_policy(insn.outside)).text("meaning", insn.meaning);
}

void describe_csr(Object& object, const Csr& csr) {
    object.text("name", csr.name).number("number", csr.number);
    object.raw("bank", csr.bank == kNoBank ? "null" : csr.bank == kInnerBank ? "-1" : fmt::format("{}", csr.bank));
    object.text("access", name_of(csr.access)).text("owner", name_of(csr.owner)).number("writable_bits", csr.writable_bits).boolean("refetch", csr.refetch);
    object.raw("read_outside", by_policy(csr.read_outside)).raw("write_outside", by_policy(csr.write_outside)).text("meaning", csr.meaning);
}

void describe_block_field(Object& object, const BlockField& field) {
    object.text("symbol", field.symbol).number("offset", field.offset).number("words", field.words).text("part", name_of(field.part)).text("meaning", field.meaning);
}

void describe_disk_field(Object& object, const DiskField& field) {
    object.text("name", field.name).number("offset", static_cast<std::uint32_t>(field.offset)).text("meaning", field.meaning);
}

/// Rows that have an id, a symbol and a meaning.
template <class Row>
void describe_symbol(Object& object, const Row& row) {
    object.text("symbol", row.symbol).raw("number", fmt::format("{}", static_cast<std::int64_t>(row.id))).text("meaning", row.meaning);
}

void describe_number(Object& object, const NamedNumber& row) {
    object.text("symbol", row.symbol).number("number", row.number).text("meaning", row.meaning);
}

}  // namespace

std::string spec_json_text() {
    Object constants;
    for_each_target_constant([&](const std::string& name, std::uint32_t number) { constants.number(name, number); });
    const std::string sections[][2] = {
        {"instructions", array(kInsns, describe_instruction)},
        {"pseudo_instructions", array(kPseudos, [](Object& o, const Pseudo& p) { o.text("mnemonic", p.name).text("operands", p.operands).text("expansion", p.expansion); })},
        {"csrs", array(kCsrs, describe_csr)},
        {"causes", array(kCauses, [](Object& o, const CauseRow& r) { o.number("cause", static_cast<std::uint32_t>(r.cause)).text("name", r.name).text("value", r.value); })},
        {"policies", array(kPolicies, [](Object& o, const PolicyRow& r) { o.text("name", r.name).text("meaning", r.meaning); })},
        {"control_block", array(kBlockFields, describe_block_field)},
        {"intercepts", array(kIntercepts, [](Object& o, const InterceptRow& r) { o.text("symbol", r.symbol).number("bit", static_cast<std::uint32_t>(r.bit)).text("meaning", r.meaning); })},
        {"exit_reasons", array(kExitReasons, [](Object& o, const ExitReasonRow& r) { describe_symbol(o, r); o.text("name", r.name); })},
        {"refusals", array(kRefusals, describe_symbol<RefusalRow>)},
        {"hypercalls", array(kHypercalls, describe_symbol<HypercallRow>)},
        {"hypercall_errors", array(kHypercallErrors, describe_symbol<HypercallErrorRow>)},
        {"table_operations", array(kTableOperations, describe_symbol<TableOperationRow>)},
        {"disk_ring", array(kDiskRingFields, describe_disk_field)},
        {"disk_request", array(kDiskRequestFields, describe_disk_field)},
        {"ports", array(kPorts, describe_number)},
        {"lines", array(kLines, describe_number)},
        {"activities", array(kActivities, [](Object& o, const ActivityRow& r) { o.number("id", static_cast<std::uint32_t>(r.id)).text("name", r.name).text("owner", r.owner).text("meaning", r.meaning); })},
        {"constants", constants.json()},
    };
    std::string out;
    for (const auto& [name, json] : sections) out += fmt::format("{}\n  {}: {}", out.empty() ? "" : ",", quoted(name), json);
    return "{" + out + "\n}\n";
}

}  // namespace anel::assembler
