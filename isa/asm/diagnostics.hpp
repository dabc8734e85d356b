// Collects what is wrong with a source text, and says it with the line and a caret under the place.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "isa/base/result.hpp"

namespace anel::assembler {

/// Lines and columns count from 1; columns are bytes.
struct Place {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    auto operator<=>(const Place&) const = default;
};

class Diagnostics {
public:
    /// Both views must outlive this object.
    Diagnostics(std::string_view text, std::string_view file_name) : text_(text), file_name_(file_name) {}

    /// `message` says what is wrong, what was expected and what to do. The same one at the same place is kept once.
    void add(Place place, std::string message);
    void clear() { items_.clear(), left_out_ = 0; }
    bool empty() const { return items_.empty(); }

    /// All messages, in the order of the text.
    Error to_error() const;

private:
    struct Item {
        Place place;
        std::string message;
    };
    std::string_view line_text(std::uint32_t line) const;

    std::string_view text_;
    std::string_view file_name_;
    std::vector<Item> items_;
    std::size_t left_out_ = 0;
};

}  // namespace anel::assembler
