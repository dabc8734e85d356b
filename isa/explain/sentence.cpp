// Filling gaps.
#include "isa/explain/sentence.hpp"

#include <fmt/format.h>

#include "isa/base/invariant.hpp"

namespace anel::explain {

namespace {

std::string grouped(std::uint64_t number, char separator) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, separator);
    return digits;
}

}  // namespace

Value::Value(Sentence sentence) { sentence_.push_back(std::move(sentence)); }

std::string Value::in(Language language) const {
    if (number_) return grouped(*number_, language == Language::kEnglish ? ',' : '.');
    return sentence_.empty() ? text_ : explain::in(language, sentence_.front());
}

std::string in(Language language, const Sentence& sentence) {
    const Row& words = row(sentence.text);
    std::string_view rest = language == Language::kEnglish ? words.english : words.portuguese;
    std::string result;
    for (std::size_t open = 0; (open = rest.find('{')) != std::string_view::npos;) {
        result += rest.substr(0, open);
        const std::size_t close = rest.find('}', open);
        const auto gap = std::ranges::find(sentence.gaps, rest.substr(open + 1, close - open - 1), &Gap::name);
        invariant(gap != sentence.gaps.end(), "every gap of a sentence is filled");
        result += gap->value.in(language);
        rest.remove_prefix(close + 1);
    }
    return result.append(rest);
}

const Sentence* find(const Sentence& sentence, Text text) {
    if (sentence.text == text) return &sentence;
    for (const Gap& gap : sentence.gaps)
        if (const Sentence* inner = gap.value.sentence())
            if (const Sentence* found = find(*inner, text)) return found;
    return nullptr;
}

const Value* find(const Sentence& sentence, std::string_view name) {
    for (const Gap& gap : sentence.gaps)
        if (gap.name == name) return &gap.value;
    for (const Gap& gap : sentence.gaps)
        if (const Sentence* inner = gap.value.sentence())
            if (const Value* found = find(*inner, name)) return found;
    return nullptr;
}

std::string hex(std::uint32_t value) { return fmt::format("0x{:08x}", value); }

}  // namespace anel::explain
