// Sentences for walls: without the parts that only who looks closely wants, such as where a page-table entry lies.
// Not here: the whole sentences (sentence.hpp).
#pragma once

#include <string>

#include "isa/explain/sentence.hpp"

namespace anel::explain {

/// As `in`, but short: of why a trap was raised it says the reason, and a rule only where another policy would have another.
std::string in_short(Language language, const Sentence& why);

}  // namespace anel::explain
