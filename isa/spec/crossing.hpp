// Which state words a ring crossing moves, and in which order: one micro-operation each.
// Not here: what a micro-operation costs (isa/cpu/timing.hpp).
#pragma once

#include "isa/spec/csrs.hpp"

namespace anel::spec {

inline constexpr CsrKind kTrapWords[] = {CsrKind::kEpc, CsrKind::kCause, CsrKind::kValue, CsrKind::kStatus, CsrKind::kVector};
inline constexpr CsrKind kReturnWords[] = {CsrKind::kEpc, CsrKind::kStatus};

}  // namespace anel::spec
