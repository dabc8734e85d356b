// Where a register of a trap bank lives in the state.
// Not here: who may read or write it (engine/csr_access.cpp); the reference's own list, which is to lean on nobody's.
#pragma once

#include <cstdint>

#include "isa/cpu/state.hpp"

namespace anel::cpu {

/// Null for CSRs of no bank.
constexpr std::uint32_t Bank::*bank_register(spec::CsrKind kind) {
    using spec::CsrKind;
    switch (kind) {
        case CsrKind::kVector: return &Bank::vector;
        case CsrKind::kEpc: return &Bank::epc;
        case CsrKind::kCause: return &Bank::cause;
        case CsrKind::kValue: return &Bank::value;
        case CsrKind::kStatus: return &Bank::status;
        case CsrKind::kScratch: return &Bank::scratch;
        case CsrKind::kDelegate: return &Bank::delegate;
        case CsrKind::kImask: return &Bank::imask;
        case CsrKind::kPending: return &Bank::pending;
        default: return nullptr;
    }
}

}  // namespace anel::cpu
