// A text that exists in every language that Anel speaks.
// Not here: what the grader itself says (words.hpp).
#pragma once

#include <string>

#include "isa/explain/language.hpp"

namespace anel::labs {

struct BothLanguages {
    std::string english;
    std::string portuguese;
    const std::string& in(explain::Language language) const { return language == explain::Language::kPortuguese ? portuguese : english; }
    std::string& in(explain::Language language) { return language == explain::Language::kPortuguese ? portuguese : english; }
    bool operator==(const BothLanguages&) const = default;
};

}  // namespace anel::labs
