// A sentence in every language that Anel speaks, filled where it stands.
// Not here: the tables of sentences that many say (labs/grader/words.hpp), why a trap was raised (isa/explain).
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "isa/explain/language.hpp"

namespace anel::labs {

/// Both with the same gaps, {} or {0}.
struct Both {
    std::string_view english;
    std::string_view portuguese;
};

template <class... Gaps>
std::string in(explain::Language language, const Both& what, const Gaps&... gaps) {
    return fmt::format(fmt::runtime(language == explain::Language::kPortuguese ? what.portuguese : what.english), gaps...);
}

}  // namespace anel::labs
