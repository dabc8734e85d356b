// A machine's state as a few lines that can be kept and compared: one digest for each part of it, so that one can say which part differs.
// Not here: the state itself as a value (snapshot.hpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "isa/machine/machine.hpp"
#include "isa/machine/sha256.hpp"

namespace anel::machine {

struct PartDigest {
    std::string part;  ///< a word or two, for people: "memory"
    Sha256Digest digest{};
    bool operator==(const PartDigest&) const = default;
};
using StateDigest = std::vector<PartDigest>;

/// Registers; caches, TLB and predictor; what has been counted; devices; memory; disk. Between runs.
StateDigest digest_of(const Machine& machine);
PartDigest digest_of(std::string_view part, std::string_view bytes);

}  // namespace anel::machine
