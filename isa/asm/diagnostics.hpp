// Collects what is wrong with a source text, and says it with the line and a caret under the place.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "isa/base/result.hpp"

namespace anel::assembler {

/// Lines and columns count from 1; columns are bytes. `file` is the Diagnostics' index.
struct Place {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    std::uint32_t file = 0;

    bool operator==(const Place&) const = default;
    auto operator<=>(const Place& other) const {
        if (const auto by_file = file <=> other.file; by_file != 0) return by_file;
        if (const auto by_line = line <=> other.line; by_line != 0) return by_line;
        return column <=> other.column;
    }
};

class Diagnostics {
public:
    /// File 0 is the text itself.
    Diagnostics(std::string_view text, std::string_view file_name) { files_.push_back({std::string(file_name), std::string(text), {}}); }

    /// A file that the statement at `from` includes; its index. The text stays where it is.
    std::uint32_t add_file(std::string name, std::string text, Place from);
    std::string_view text_of(std::uint32_t file) const { return files_[file].text; }
    const std::string& name_of(std::uint32_t file) const { return files_[file].name; }
    std::vector<std::string> names() const;

    /// `message` says what is wrong, what was expected and what to do. The same one at the same place is kept once.
    void add(Place place, std::string message);
    void clear() { items_.clear(), left_out_ = 0; }
    bool empty() const { return items_.empty(); }
    /// Further messages are counted, and not shown.
    bool full() const;

    /// All messages, file by file, in the order of the text.
    Error to_error() const;

private:
    struct Item {
        Place place;
        std::string message;
    };
    struct File {
        std::string name;
        std::string text;
        Place from;
    };
    std::string_view line_text(Place place) const;
    std::string described(const Item& item) const;

    std::deque<File> files_;
    std::vector<Item> items_;
    std::size_t left_out_ = 0;
};

}  // namespace anel::assembler
