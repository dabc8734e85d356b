#include "isa/asm/lexer.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace anel::assembler {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '$'; }
bool in_name(char c) { return starts_name(c) || is_digit(c); }

int digit_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 99;
}

class Lexer {
public:
    Lexer(std::string_view text, std::uint32_t file, Diagnostics& diagnostics) : text_(text), diagnostics_(diagnostics), file_(file) {}

    std::vector<Token> run() {
        while (at_ < text_.size()) step();
        end_statement();
        return std::move(tokens_);
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    Place place() const {
        return {line_, static_cast<std::uint32_t>(at_ - line_start_ + 1), file_};
    }

    void step() {
        const char c = peek();
        if (c == '\n') {
            end_statement();
            newline();
        } else if (c == ';') {
            end_statement();
            ++at_;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            ++at_;
        } else if (c == '#' || (c == '/' && peek(1) == '/')) {
            skip_line();
        } else if (c == '/' && peek(1) == '*') {
            skip_block_comment();
        } else if (is_digit(c)) {
            number();
        } else if (starts_name(c)) {
            const std::size_t from = at_;
            const Place where = place();
            while (at_ < text_.size() && in_name(peek())) ++at_;
            push(TokenKind::kName, std::string(text_.substr(from, at_ - from)), 0, where);
        } else if (c == '"') {
            string();
        } else if (c == '\'') {
            character();
        } else {
            punctuation();
        }
    }

    void push(TokenKind kind, std::string text, std::int64_t number, Place where) {
        tokens_.push_back({kind, std::move(text), number, where});
    }

    void end_statement() {
        if (tokens_.size() > statement_) push(TokenKind::kEnd, {}, 0, place());
        statement_ = tokens_.size();
    }

    void newline() {
        ++at_;
        ++line_;
        line_start_ = at_;
    }

    void skip_line() {
        while (at_ < text_.size() && peek() != '\n') ++at_;
    }

    void skip_block_comment() {
        const Place where = place();
        at_ += 2;
        while (at_ < text_.size() && !(peek() == '*' && peek(1) == '/')) {
            if (peek() == '\n')
                newline();
            else
                ++at_;
        }
        if (at_ >= text_.size())
            diagnostics_.add(where, "this comment has no end: expected */");
        else
            at_ += 2;
    }

    void fail(Place where, std::string message) {
        diagnostics_.add(where, std::move(message));
        tokens_.resize(statement_);
        skip_line();
    }

    void number() {
        const Place where = place();
        const std::size_t from = at_;
        while (at_ < text_.size() && in_name(peek())) ++at_;
        const std::string text(text_.substr(from, at_ - from));
        const char last = text.back();
        std::size_t digits = 0;
        while (digits < text.size() && is_digit(text[digits])) ++digits;
        if (digits + 1 == text.size() && (last == 'f' || last == 'b')) {
            if (digits > 9) return fail(where, fmt::format("local label {} is too long: use a number below 1000000000", text));
            return push(TokenKind::kLocal, text, 0, where);
        }
        int base = 10;
        std::size_t skip = 0;
        if (text.size() > 1 && text[0] == '0') {
            const char mark = static_cast<char>(text[1] | 0x20);
            base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
            skip = base == 8 ? 1 : 2;
        }
        std::int64_t value = 0;
        for (const char c : text.substr(skip)) {
            if (digit_value(c) >= base)
                return fail(where, fmt::format("`{}` is not a number: `{}` is no digit in base {} (0x.. is hexadecimal, "
                                               "0b.. binary, a leading 0 octal)", text, c, base));
            value = value * base + digit_value(c);
            if (value > 0xffffffff) return fail(where, fmt::format("{} does not fit in 32 bits: the largest number is 0xffffffff", text));
        }
        if (skip == text.size()) return fail(where, fmt::format("`{}` has no digits", text));
        push(TokenKind::kNumber, text, value, where);
    }

    /// One character of a string or constant, escapes resolved; nothing if it is wrong, which is then already said.
    std::optional<char> one_character() {
        const char c = peek();
        if (c != '\\') {
            ++at_;
            return c;
        }
        const Place where = place();
        ++at_;
        const char escape = peek();
        constexpr std::string_view kLetters = "ntrabfve\\\"'";
        constexpr std::string_view kMeanings = "\n\t\r\a\b\f\v\x1b\\\"'";
        if (const std::size_t i = kLetters.find(escape); escape != '\0' && i != std::string_view::npos) {
            ++at_;
            return kMeanings[i];
        }
        const int base = escape == 'x' ? 16 : 8;
        const std::size_t most = escape == 'x' ? 2 : 3;
        if (escape == 'x') ++at_;
        int value = 0;
        std::size_t digits = 0;
        for (; digits < most && digit_value(peek()) < base; ++digits, ++at_) value = value * base + digit_value(peek());
        if (digits == 0 || value > 255) {
            fail(where, R"(unknown escape: expected one of \n \t \r \a \b \f \v \e \\ \" \' \xHH or \ and an octal number up to 377)");
            return std::nullopt;
        }
        return static_cast<char>(value);
    }

    void string() {
        const Place where = place();
        std::string contents;
        ++at_;
        while (peek() != '"') {
            if (at_ >= text_.size() || peek() == '\n') return fail(where, "this string has no end: expected \" in the same line");
            const std::optional<char> c = one_character();
            if (!c) return;
            contents += *c;
        }
        ++at_;
        push(TokenKind::kString, std::move(contents), 0, where);
    }

    void character() {
        const Place where = place();
        ++at_;
        if (at_ >= text_.size() || peek() == '\n' || peek() == '\'') return fail(where, "expected a character between the quotes, as in 'a'");
        const std::optional<char> c = one_character();
        if (!c) return;
        if (peek() != '\'') return fail(where, "a character constant is one character between quotes, as in 'a'; a text goes in \"double quotes\"");
        ++at_;
        push(TokenKind::kNumber, fmt::format("'{}'", *c), static_cast<unsigned char>(*c), where);
    }

    void punctuation() {
        const Place where = place();
        const char c = peek();
        if ((c == '<' || c == '>') && peek(1) == c) {
            at_ += 2;
            return push(TokenKind::kPunct, std::string(2, c), 0, where);
        }
        if (std::string_view("(),:+-*/%&|^~=@").find(c) == std::string_view::npos || c == '\0') {
            const auto code = static_cast<unsigned char>(c);
            return fail(where, code > 0x20 && code < 0x7f ? fmt::format("unexpected character `{}`", c)
                                                          : fmt::format("unexpected byte 0x{:02x}", code));
        }
        ++at_;
        push(TokenKind::kPunct, std::string(1, c), 0, where);
    }

    std::string_view text_;
    Diagnostics& diagnostics_;
    std::uint32_t file_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    std::size_t statement_ = 0;
    std::size_t line_start_ = 0;
    std::uint32_t line_ = 1;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text, std::uint32_t file, Diagnostics& diagnostics) { return Lexer(text, file, diagnostics).run(); }

}  // namespace anel::assembler
