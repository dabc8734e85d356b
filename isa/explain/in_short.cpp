#include "isa/explain/in_short.hpp"

namespace anel::explain {

namespace {

/// Whether details stand behind the last semicolon in the words of its entry.
bool ends_in_details(const Sentence& why) {
    switch (why.text) {
        case Text::kPageFault:
        case Text::kStalePageFault:
        case Text::kNestedFault:
        case Text::kNestedWayRead:
        case Text::kNestedWayMark:
        case Text::kAccessFault:
        case Text::kTableOutside:
        case Text::kGuestTableOutside: return true;
        // What traps under every policy needs no word about policies.
        case Text::kPrivileged: return find(why, Text::kAlwaysTraps) != nullptr;
        default: return false;
    }
}

}  // namespace

std::string in_short(Language language, const Sentence& why) {
    std::string text = in(language, why);
    if (!ends_in_details(why)) return text;
    const std::string_view words = language == Language::kEnglish ? row(why.text).english : row(why.text).portuguese;
    const std::size_t cut = words.rfind("; ");
    // What is cut off is written as it was put in, so its length is known.
    std::size_t length = words.size() - cut;
    for (const Gap& gap : why.gaps) {
        const std::size_t at = words.rfind("{" + std::string(gap.name) + "}");
        if (at == std::string_view::npos || at < cut) continue;
        length += gap.value.in(language).size() - (gap.name.size() + 2);
    }
    text.resize(text.size() - length);
    return text;
}

}  // namespace anel::explain
