// Lua's patterns, as its manual (6.4.1) describes them, matched by steps that are counted: some patterns take longer than anybody can wait.
// Not here: the functions that scripts call (student_pattern.cpp).
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "labs/runtime/sandbox/meter.hpp"

namespace anel::labs {

/// One pattern on one subject. It allocates nothing and has nothing to destroy, so that an error of Lua's may pass over it.
class Pattern {
public:
    static constexpr std::size_t kCapturesMost = 32;
    static constexpr std::size_t kPosition = static_cast<std::size_t>(-1);  ///< a capture's length, if it is of a position

    static constexpr std::size_t kOpen = static_cast<std::size_t>(-2);  ///< likewise, if the pattern has no end of it: an error for who asks for it

    struct Capture {
        std::size_t from = 0;
        std::size_t length = 0;
    };

    /// What they refer to outlives this. A '^' in front is the caller's business.
    Pattern(std::string_view subject, std::string_view pattern, Meter& meter) : subject_(subject), pattern_(pattern), meter_(meter) {}

    /// Matches at `at`. The end of the match; kNone: it does not match, or is no pattern (error() says why).
    std::size_t match(std::size_t at);
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    /// What is wrong with the pattern, for a person; null: nothing.
    const char* error() const { return error_; }
    /// Of the last match.
    std::size_t capture_count() const { return captures_; }
    const Capture& capture(std::size_t number) const { return capture_[number]; }
    std::string_view subject() const { return subject_; }

private:
    static constexpr int kDepthMost = 200;

    std::size_t step(std::size_t at, std::size_t pattern);
    std::size_t item_end(std::size_t pattern);
    bool fits(std::size_t at, std::size_t pattern, std::size_t end);
    bool in_set(unsigned char c, std::size_t pattern, std::size_t end);
    std::size_t most_first(std::size_t at, std::size_t pattern, std::size_t end);
    std::size_t least_first(std::size_t at, std::size_t pattern, std::size_t end);
    std::size_t balanced(std::size_t at, std::size_t pattern);
    std::size_t repeated(std::size_t at, char digit);
    std::size_t open(std::size_t at, std::size_t pattern, std::size_t length);
    std::size_t close(std::size_t at, std::size_t pattern);
    bool frontier(std::size_t at, std::size_t pattern, std::size_t end);
    std::size_t fail(const char* why);

    std::string_view subject_;
    std::string_view pattern_;
    Meter& meter_;
    const char* error_ = nullptr;
    int depth_ = 0;
    std::size_t captures_ = 0;
    std::array<Capture, kCapturesMost> capture_{};
};

}  // namespace anel::labs
