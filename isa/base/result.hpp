// Result<T>: a value, or one message for the person who handed in something wrong.
// Not for what a guest does wrong (a trap) nor for broken invariants (see invariant.hpp).
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace anel {

/// Who has to act; the command line turns it into its exit code.
enum class ErrorKind {
    kUsage,     ///< the command itself is wrong
    kBadInput,  ///< a file, an image or a text is wrong
};

/// One message: where, what was wrong, what was expected, what to do. Already complete, without a final full stop or newline.
struct Error {
    std::string message;
    ErrorKind kind = ErrorKind::kBadInput;
};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : content_(std::move(value)) {}
    Result(Error error) : content_(std::move(error)) {}

    explicit operator bool() const { return std::holds_alternative<T>(content_); }
    T& value() { return std::get<T>(content_); }
    const T& value() const { return std::get<T>(content_); }
    const Error& error() const { return std::get<Error>(content_); }
    T* operator->() { return &value(); }
    T& operator*() { return value(); }
    const T* operator->() const { return &value(); }
    const T& operator*() const { return value(); }

private:
    std::variant<T, Error> content_;
};

/// Success without a value, or an error.
class [[nodiscard]] Status {
public:
    Status() = default;
    Status(Error error) : error_(std::move(error)) {}
    explicit operator bool() const { return !error_.has_value(); }
    const Error& error() const { return *error_; }

private:
    std::optional<Error> error_;
};

}  // namespace anel
