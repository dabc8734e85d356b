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
    if (items_.size() == kMostMessages)
        ++left_out_;
    else
        items_.push_back({place, std::move(message)});
}

std::string_view Diagnostics::line_text(std::uint32_t line) const {
    std::string_view rest = text_;
    for (std::uint32_t i = 1; i < line; ++i) {
        const std::size_t newline = rest.find('\n');
        if (newline == std::string_view::npos) return {};
        rest.remove_prefix(newline + 1);
    }
    rest = rest.substr(0, rest.find('\n'));
    if (rest.ends_with('\r')) rest.remove_suffix(1);
    return rest;
}

Error Diagnostics::to_error() const {
    std::vector<Item> sorted = items_;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Item& a, const Item& b) { return a.place < b.place; });
    std::string all;
    for (const Item& item : sorted) {
        if (!all.empty()) all += '\n';
        all += fmt::format("{}:{}:{}: error: {}", file_name_, item.place.line, item.place.column, item.message);
        const std::string_view whole = line_text(item.place.line);
        const std::size_t column = std::min<std::size_t>(item.place.column - 1, whole.size());
        const std::size_t first = whole.size() > kWidestLine && column > kWidestLine / 2 ? column - kWidestLine / 2 : 0;
        std::string shown(whole.substr(first, kWidestLine));
        std::replace_if(shown.begin(), shown.end(), unprintable, '?');
        std::string padding = shown.substr(0, column - first);
        for (char& c : padding)
            if (c != '\t') c = ' ';
        all += fmt::format("\n    {}\n    {}^", shown, padding);
    }
    if (left_out_ > 0) all += fmt::format("\n{}: {} more errors are not shown", file_name_, left_out_);
    return Error{all, ErrorKind::kBadInput};
}

}  // namespace anel::assembler
