// How many bytes of memory a load or store moves.
// Not here: where they lie, and whether they may be moved (isa/cpu).
#pragma once

#include <cstdint>

#include "isa/spec/instructions.hpp"

namespace anel::spec {

/// 1, 2 or 4; 0 for what is neither a load nor a store.
constexpr std::uint32_t access_bytes(InsnId id) {
    switch (id) {
        case InsnId::kLb:
        case InsnId::kLbu:
        case InsnId::kSb: return 1;
        case InsnId::kLh:
        case InsnId::kLhu:
        case InsnId::kSh: return 2;
        case InsnId::kLw:
        case InsnId::kSw: return 4;
        default: return 0;
    }
}

}  // namespace anel::spec
