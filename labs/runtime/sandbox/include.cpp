#include "labs/runtime/sandbox/include.hpp"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <optional>

namespace anel::labs {
namespace {

constexpr int kDepthMost = 16;

// The file's name, if the line includes one.
std::optional<std::string> included(std::string_view line) {
    const auto skip = [&] { line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size())); };
    skip();
    constexpr std::string_view word = ".include";
    if (!line.starts_with(word)) return std::nullopt;
    line.remove_prefix(word.size());
    skip();
    const std::size_t end = line.starts_with('"') ? line.find('"', 1) : std::string_view::npos;
    if (end == std::string_view::npos) return std::nullopt;  // the assembler says what it thinks of it
    return std::string(line.substr(1, end - 1));
}

class Joining {
public:
    Joining(const Submission& files, WholeText& whole) : files_(files), whole_(whole) {}

    Status add(const std::string& name, std::string_view text, int depth) {
        unsigned number = 0;
        while (!text.empty()) {
            const std::size_t length = std::min(text.find('\n'), text.size());
            const std::string_view line = text.substr(0, length);
            text.remove_prefix(std::min(length + 1, text.size()));
            ++number;
            const auto wanted = included(line);
            if (!wanted) {
                whole_.lines.push_back({name, number});
                (whole_.text += line) += '\n';
                if (whole_.text.size() > kSubmissionBytesMost) return Error{fmt::format("{}:{}: with what it includes this is more than {} KiB", name, number, kSubmissionBytesMost / 1024)};
                continue;
            }
            const auto file = files_.files.find(*wanted);
            if (file == files_.files.end()) return Error{fmt::format("{}:{}: there is no file '{}' in the submission or in what the lab provides", name, number, *wanted)};
            if (depth == kDepthMost) return Error{fmt::format("{}:{}: files that include files, more than {} deep; does one include itself?", name, number, kDepthMost)};
            if (Status status = add(file->first, file->second, depth + 1); !status) return status;
        }
        return {};
    }

private:
    const Submission& files_;
    WholeText& whole_;
};

}  // namespace

Result<WholeText> with_includes(const Submission& files, const std::string& name, std::string_view first) {
    WholeText whole;
    if (first.empty()) {
        const auto file = files.files.find(name);
        if (file == files.files.end()) return Error{fmt::format("{} is missing from the submission", name)};
        first = file->second;
    }
    if (Status status = Joining(files, whole).add(name, first, 0); !status) return status.error();
    return whole;
}

std::string led_back(const std::string& message, const std::string& name, const WholeText& text) {
    std::string result;
    const std::string begin = name + ":";
    for (std::size_t at = 0; at < message.size();) {
        const bool fresh = at == 0 || message[at - 1] == '\n' || message[at - 1] == ' ';
        if (!fresh || message.compare(at, begin.size(), begin) != 0) {
            result += message[at++];
            continue;
        }
        unsigned number = 0;
        const char* const digits = message.data() + at + begin.size();
        const auto parsed = std::from_chars(digits, message.data() + message.size(), number);
        at += begin.size();
        if (parsed.ec != std::errc{} || number == 0 || number > text.lines.size()) {
            result += begin;
            continue;
        }
        result += fmt::format("{}:{}", text.lines[number - 1].file, text.lines[number - 1].number);
        at = static_cast<std::size_t>(parsed.ptr - message.data());
    }
    return result;
}

}  // namespace anel::labs
