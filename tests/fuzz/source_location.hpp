// clang 14 has not yet the builtin that the library's std::source_location is made of; this stands in for it, in fuzzers alone.
// Not for the project's own compiler, which has one.
#pragma once

#include <version>

#ifndef __cpp_lib_source_location
#include <cstdint>

namespace std {
struct source_location {
    static constexpr source_location current(const char* file = __builtin_FILE(), const char* function = __builtin_FUNCTION(),
                                             std::uint_least32_t line = __builtin_LINE()) {
        return {file, function, line};
    }
    constexpr const char* file_name() const { return file_; }
    constexpr const char* function_name() const { return function_; }
    constexpr std::uint_least32_t line() const { return line_; }
    const char* file_ = "";
    const char* function_ = "";
    std::uint_least32_t line_ = 0;
};
}  // namespace std
#endif
