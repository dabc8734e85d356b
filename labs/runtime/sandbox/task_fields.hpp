// Reading a task's fields, which may be missing, and what is meant then.
// Not here: what they do.
#pragma once

#include <cstdint>

#include "isa/explain/language.hpp"
#include "labs/runtime/both.hpp"
#include "labs/runtime/value.hpp"

namespace anel::labs {

inline constexpr std::uint64_t kReportedHooks = 500;
inline constexpr std::uint64_t kReportedEvents = 2000;
inline constexpr std::uint64_t kBudgetCycles = 5'000'000;
inline constexpr std::uint64_t kBudgetInstructions = 20'000'000;
inline constexpr std::uint64_t kBudgetMemory = std::uint64_t{32} << 20;

inline constexpr Both kIsMissing{"{} is missing from the submission", "falta {} na entrega"};

/// Null where `of` has none.
inline const Value& field(const Value& of, const char* name) {
    static const Value nothing;
    if (!of.is_object()) return nothing;
    const auto found = of.find(name);
    return found != of.end() ? *found : nothing;
}

/// The student's, of a task that says none English.
inline explain::Language language_of(const Value& task) {
    const Value& tag = field(task, "language");
    return (tag.is_string() ? explain::find_language(tag.get_ref<const std::string&>()) : std::nullopt).value_or(explain::Language::kEnglish);
}

inline std::uint64_t number(const Value& value, std::uint64_t otherwise) { return value.is_number_integer() ? value.get<std::uint64_t>() : otherwise; }

}  // namespace anel::labs
