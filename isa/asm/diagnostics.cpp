#include "isa/asm/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace anel::assembler {
namespace {

// Beyond this, more messages do not help anybody.
constexpr std::size_t kMostMessages = 20;
// A line longer than this is shown around the place alone.
constexpr std::size_t kWidestLine = 160;

bool unprintable(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; }

}  // namespace

void Diagnostics::add(Place place, std::string message) {
    const auto same = [&](const Item& item) { return item.place == place && item.message == message; };
    if (std::any_of(items_.begin(), items_.end(), same)) return;
    if (full())
        ++left_out_;
    else
        items_.push_back({place, std::move(message)});
}

bool Diagnostics::full() const { return items_.size() == kMostMessages; }

std::uint32_t Diagnostics::add_file(std::string name, std::string text, Place from) {
    files_.push_back({std::move(name), std::move(text), from});
    return static_cast<std::uint32_t>(files_.size() - 1);
}

std::vector<std::string> Diagnostics::names() const {
    std::vector<std::string> names;
    for (const File& file : files_) names.push_back(file.name);
    return names;
}

std::string_view Diagnostics::line_text(Place place) const {
    std::string_view rest = text_of(place.file);
    for (std::uint32_t i = 1; i < place.line; ++i) {
        const std::size_t newline = rest.find('\n');
        if (newline == std::string_view::npos) return {};
        rest.remove_prefix(newline + 1);
    }
    rest = rest.substr(0, rest.find('\n'));
    if (rest.ends_with('\r')) rest.remove_suffix(1);
    return rest;
}

std::string Diagnostics::described(const Item& item) const {
    std::string all = fmt::format("{}:{}:{}: error: {}", name_of(item.place.file), item.place.line, item.place.column, item.message);
    const std::string_view whole = line_text(item.place);
    const std::size_t column = std::min<std::size_t>(item.place.column - 1, whole.size());
    const std::size_t first = whole.size() > kWidestLine && column > kWidestLine / 2 ? column - kWidestLine / 2 : 0;
    std::string shown(whole.substr(first, kWidestLine));
    std::replace_if(shown.begin(), shown.end(), unprintable, '?');
    std::string padding = shown.substr(0, column - first);
    for (char& c : padding)
        if (c != '\t') c = ' ';
    all += fmt::format("\n    {}\n    {}^", shown, padding);
    for (std::uint32_t file = item.place.file; file != 0; file = files_[file].from.file)
        all += fmt::format("\n    included by {}:{}", name_of(files_[file].from.file), files_[file].from.line);
    return all;
}

Error Diagnostics::to_error() const {
    std::vector<Item> sorted = items_;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Item& a, const Item& b) { return a.place < b.place; });
    std::string all;
    for (const Item& item : sorted) {
        if (!all.empty()) all += '\n';
        all += described(item);
    }
    if (left_out_ > 0) all += fmt::format("\n{}: {} more errors are not shown", name_of(0), left_out_);
    return Error{all, ErrorKind::kBadInput};
}

}  // namespace anel::assembler
