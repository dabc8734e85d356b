// What each row does outside its ring on this machine: a policy, with single rows overridden.
// Not here: the policies' own columns (isa/spec).
#pragma once

#include <array>

#include "isa/spec/csrs.hpp"
#include "isa/spec/instructions.hpp"

namespace anel::cpu {

struct Behaviours {
    std::array<spec::Outside, spec::kInsnCount> insn{};
    std::array<spec::Outside, spec::kCsrCount> csr_read{};
    std::array<spec::Outside, spec::kCsrCount> csr_write{};
    bool operator==(const Behaviours&) const = default;

    static Behaviours of(spec::Policy policy) {
        const auto column = static_cast<std::size_t>(policy);
        Behaviours result;
        for (std::size_t i = 0; i < spec::kInsnCount; ++i) result.insn[i] = spec::kInsns[i].outside[column];
        for (std::size_t i = 0; i < spec::kCsrCount; ++i) {
            result.csr_read[i] = spec::kCsrs[i].read_outside[column];
            result.csr_write[i] = spec::kCsrs[i].write_outside[column];
        }
        return result;
    }
};

}  // namespace anel::cpu
