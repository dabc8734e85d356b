// The seed of each case of each test: from a key, so that whoever has no key cannot know what hidden tests will ask.
// Not here: what is drawn from a seed (labs/runtime/random.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace anel::labs {

/// The key of visible tests, which everybody has.
inline constexpr std::string_view kVisibleKey = "visible";

/// `case_number` from 1.
std::uint64_t case_seed(std::string_view key, std::string_view lab, std::string_view student, std::string_view test, unsigned case_number);

/// 16 hexadecimal digits that belong to this student in this lab; a mistyped identity does not fit them.
std::string student_seed(std::string_view lab, std::string_view student);

}  // namespace anel::labs
