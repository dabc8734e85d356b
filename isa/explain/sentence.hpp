// Sentences before they have a language: an entry of the catalogue, and what stands in its gaps. Numbers and names are the same in every
// language; a gap may hold a sentence in its turn.
// Not here: the catalogue itself (catalogue.hpp), who says what (explain.hpp).
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "isa/explain/catalogue.hpp"
#include "isa/explain/language.hpp"

namespace anel::explain {

struct Sentence;

/// What fills a gap. A number is written with its language's separators; a text stands as it is.
class Value {
public:
    Value(std::uint64_t number) : number_(number) {}
    Value(std::string text) : text_(std::move(text)) {}
    Value(std::string_view text) : text_(text) {}
    Value(const char* text) : text_(text) {}
    Value(Sentence sentence);
    std::string in(Language language) const;
    /// The sentence that fills the gap; null where a number or a text does.
    const Sentence* sentence() const { return sentence_.empty() ? nullptr : sentence_.data(); }

private:
    std::string text_;
    std::optional<std::uint64_t> number_;
    std::vector<Sentence> sentence_;  ///< at most one
};

struct Gap {
    std::string_view name;  ///< of a constant
    Value value;
};

struct Sentence {
    Text text{};
    std::vector<Gap> gaps;
};

/// No capital at its beginning and no full stop at its end: it may stand behind a colon.
std::string in(Language language, const Sentence& sentence);

/// Whether this very entry of the catalogue is in a sentence, and what fills a gap of that name in it: itself, or a sentence within it, the outer
/// ones first. Null: nowhere. For who asks what was said, and does not read it.
const Sentence* find(const Sentence& sentence, Text text);
const Value* find(const Sentence& sentence, std::string_view gap);

/// "0x00401000".
std::string hex(std::uint32_t value);

// say<Text::kNoCsr>("insn"_is = …, "csr"_is = …): gaps by name. A gap that the entry does not have, or one too few, does not compile.

template <std::size_t N>
struct GapName {
    char text[N]{};
    consteval GapName(const char (&name)[N]) { std::copy_n(name, N, text); }
    constexpr std::string_view view() const { return {text, N - 1}; }
};
template <GapName kName>
struct FilledGap {
    Value value;
};
template <GapName kName>
struct OpenGap {
    template <class T>
    FilledGap<kName> operator=(T&& value) const {
        return {Value(std::forward<T>(value))};
    }
};
template <GapName kName>
consteval OpenGap<kName> operator""_is() {
    return {};
}

template <Text kText, GapName... kNames>
Sentence say(FilledGap<kNames>... filled) {
    static_assert(gap_count(row(kText).english) == sizeof...(kNames), "as many gaps as the entry has");
    static_assert((has_gap(row(kText).english, kNames.view()) && ...), "only gaps that the entry has");
    return {kText, {Gap{kNames.view(), std::move(filled.value)}...}};
}

}  // namespace anel::explain
