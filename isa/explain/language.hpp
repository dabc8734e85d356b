// The languages that Anel explains itself in.
// Not here: the sentences (catalogue.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace anel::explain {

enum class Language : std::uint8_t { kEnglish, kPortuguese };
inline constexpr std::size_t kLanguageCount = 2;
inline constexpr std::string_view kLanguageTags[kLanguageCount] = {"en", "pt-BR"};

/// By its tag; nothing where there is no such language.
constexpr std::optional<Language> find_language(std::string_view tag) {
    for (std::size_t i = 0; i < kLanguageCount; ++i)
        if (kLanguageTags[i] == tag) return static_cast<Language>(i);
    return std::nullopt;
}

}  // namespace anel::explain
