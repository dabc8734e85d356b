// A row may be overridden where the tables ask the policy at all: outside a home ring, and not where it is settled that it traps.
#include "isa/machine/policy_overrides.hpp"

#include <fmt/format.h>

#include <optional>

#include "isa/base/nearest.hpp"
#include "isa/machine/yaml_config.hpp"

namespace anel::machine {

namespace {

using spec::CsrAccess;
using spec::CsrOwner;
using spec::Home;

bool overridable(const spec::Insn& insn) {
    return (insn.home == Home::kOwnBank || insn.home == Home::kZero) && insn.id != spec::InsnId::kTret;
}
bool overridable_read(const spec::Csr& csr) { return csr.owner != CsrOwner::kAny && csr.owner != CsrOwner::kInner; }
bool overridable_write(const spec::Csr& csr) { return overridable_read(csr) && csr.access == CsrAccess::kReadWrite; }

std::optional<std::string> settled(std::string_view row) {
    for (const spec::Insn& insn : spec::kInsns)
        if (insn.mnemonic == row)
            return insn.home == Home::kAny ? fmt::format("'{}' runs in every ring: there is nothing to override", row)
                                           : fmt::format("'{}' traps outside its ring under every policy", row);
    if (spec::find_csr(row) != nullptr)
        return fmt::format("'{0}' is a CSR: say '{0}.read' or '{0}.write'", row);
    for (const spec::Csr& csr : spec::kCsrs) {
        if (row == fmt::format("{}.write", csr.name) && csr.access == CsrAccess::kReadOnly)
            return fmt::format("'{}' is read-only: a write is an illegal instruction in every ring", csr.name);
        if (csr.owner == CsrOwner::kInner && (row == fmt::format("{}.write", csr.name) || row == fmt::format("{}.read", csr.name)))
            return fmt::format("'{}' exists in ring -1 alone: elsewhere it is an illegal instruction under every policy", csr.name);
        if (row == fmt::format("{}.write", csr.name) || row == fmt::format("{}.read", csr.name))
            return fmt::format("'{}' is open to every ring: there is nothing to override", csr.name);
    }
    return std::nullopt;
}

}  // namespace

std::vector<std::string> overridable_rows() {
    std::vector<std::string> rows;
    for (const spec::Insn& insn : spec::kInsns)
        if (overridable(insn)) rows.emplace_back(insn.mnemonic);
    for (const spec::Csr& csr : spec::kCsrs) {
        if (overridable_read(csr)) rows.push_back(fmt::format("{}.read", csr.name));
        if (overridable_write(csr)) rows.push_back(fmt::format("{}.write", csr.name));
    }
    return rows;
}

std::vector<Override> overrides_of(const cpu::Behaviours& behaviours, spec::Policy policy) {
    const cpu::Behaviours usual = cpu::Behaviours::of(policy);
    std::vector<Override> result;
    for (std::size_t i = 0; i < spec::kInsnCount; ++i)
        if (behaviours.insn[i] != usual.insn[i]) result.push_back({std::string(spec::kInsns[i].mnemonic), behaviours.insn[i]});
    for (std::size_t i = 0; i < spec::kCsrCount; ++i) {
        const std::string_view name = spec::kCsrs[i].name;
        if (behaviours.csr_read[i] != usual.csr_read[i]) result.push_back({fmt::format("{}.read", name), behaviours.csr_read[i]});
        if (behaviours.csr_write[i] != usual.csr_write[i]) result.push_back({fmt::format("{}.write", name), behaviours.csr_write[i]});
    }
    return result;
}

Status override_row(cpu::Behaviours& behaviours, std::string_view row, spec::Outside outside) {
    for (std::size_t i = 0; i < spec::kInsnCount; ++i)
        if (spec::kInsns[i].mnemonic == row && overridable(spec::kInsns[i])) {
            behaviours.insn[i] = outside;
            return {};
        }
    for (std::size_t i = 0; i < spec::kCsrCount; ++i) {
        const spec::Csr& csr = spec::kCsrs[i];
        if (overridable_read(csr) && row == fmt::format("{}.read", csr.name)) {
            behaviours.csr_read[i] = outside;
            return {};
        }
        if (overridable_write(csr) && row == fmt::format("{}.write", csr.name)) {
            behaviours.csr_write[i] = outside;
            return {};
        }
    }
    if (auto why = settled(row)) return Error{*why};
    const auto rows = overridable_rows();
    return Error{fmt::format("unknown row '{}'{} Rows that can be overridden: {}", row, did_you_mean(row, rows).empty() ? "." : did_you_mean(row, rows),
                             comma_list(rows))};
}

}  // namespace anel::machine
