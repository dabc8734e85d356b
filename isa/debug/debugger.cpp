// Lines are split here: the command, what stands behind a slash, and the words.
#include "isa/debug/debugger.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "isa/debug/commands.hpp"
#include "isa/debug/session.hpp"

namespace anel::debug {

namespace {

constexpr std::size_t kLongestLine = 1024;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

struct Split {
    std::string_view name;
    Arguments arguments;
};

Split split(std::string_view line) {
    Split result;
    std::size_t end = 0;
    while (end < line.size() && !is_blank(line[end]) && line[end] != '/') ++end;
    result.name = line.substr(0, end);
    if (end < line.size() && line[end] == '/') {
        const std::size_t begin = ++end;
        while (end < line.size() && !is_blank(line[end])) ++end;
        result.arguments.format = line.substr(begin, end - begin);
    }
    std::string_view rest = trimmed(line.substr(end));
    result.arguments.rest = rest;
    while (!rest.empty()) {
        std::size_t word = 0;
        while (word < rest.size() && !is_blank(rest[word])) ++word;
        result.arguments.words.push_back(rest.substr(0, word));
        rest = trimmed(rest.substr(word));
    }
    return result;
}

std::string usage_of(const Command& command) { return fmt::format("{}{}{}", command.name, command.arguments.empty() ? "" : " ", command.arguments); }

/// What of `all` has not been shown; `shown` never goes back, so that a run made again is not heard twice.
std::string not_shown(std::string_view all, std::size_t& shown, bool in_the_past) {
    // Where a new future began, less may be there than was shown.
    if (!in_the_past) {
        const std::size_t from = std::min(shown, all.size());
        shown = all.size();
        return std::string(all.substr(from));
    }
    if (all.size() <= shown) return {};
    const std::size_t from = std::exchange(shown, all.size());
    return std::string(all.substr(from));
}

}  // namespace

Debugger::Debugger(machine::History& history, DebuggerOptions options) : session_(std::make_unique<Session>(history, std::move(options))) {}
Debugger::~Debugger() = default;

Symbols& Debugger::symbols() { return session_->symbols; }
std::string Debugger::here() { return session_->here(); }
std::string Debugger::new_console() { return not_shown(session_->history.console(), session_->console_shown, session_->history.in_the_past()); }
std::string Debugger::new_log() { return not_shown(session_->history.log(), session_->log_shown, session_->history.in_the_past()); }

bool Debugger::repeats(std::string_view line) {
    const auto command = find_command(split(trimmed(line)).name);
    return command && (*command)->repeats;
}

Reply Debugger::run(std::string_view line) {
    line = trimmed(line);
    if (line.empty() || line.front() == '#') return {};
    if (line.size() > kLongestLine) return failed(fmt::format("a line of {} characters is too long; at most {}", line.size(), kLongestLine));
    const Split words = split(line);
    const auto found = find_command(words.name);
    if (!found) return failed(found.error());
    const Command& command = **found;
    const Arguments& arguments = words.arguments;
    if (!arguments.format.empty() && command.function != do_examine) return failed(fmt::format("{} takes nothing behind a slash; expected: {}", command.name, usage_of(command)));
    if (arguments.words.size() < command.least) return failed(fmt::format("an argument is missing; expected: {}", usage_of(command)));
    if (arguments.words.size() > command.most) return failed(fmt::format("'{}' is too much; expected: {}", arguments.words[command.most], usage_of(command)));
    return command.function(*session_, arguments);
}

}  // namespace anel::debug
