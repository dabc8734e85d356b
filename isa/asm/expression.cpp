#include "isa/asm/expression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "isa/asm/operands.hpp"

namespace anel::assembler {
namespace {

constexpr int kDeepest = 100;

struct Binary {
    std::string_view text;
    int precedence;
};
constexpr Binary kBinaries[] = {{"|", 1}, {"^", 2}, {"&", 3}, {"<<", 4}, {">>", 4},
                                {"+", 5}, {"-", 5}, {"*", 6}, {"/", 6},  {"%", 6}};

std::uint32_t low_word(std::int64_t number) { return static_cast<std::uint32_t>(number); }
/// Rounded so that the sign-extended low part brings it back.
std::int64_t high_part(std::uint32_t word) { return (word + 0x800U) >> 12; }
std::int64_t low_part(std::uint32_t word) { return static_cast<std::int32_t>(word << 20) >> 20; }

class Evaluator {
public:
    Evaluator(TokenSpan tokens, Place after, const ExpressionContext& context)
        : tokens_(tokens), after_(after), context_(context) {}

    std::optional<Value> run() { return binary(1); }
    TokenSpan rest() const { return tokens_; }

private:
    Place place() const { return tokens_.empty() ? after_ : tokens_.front().place; }
    const Token& take() {
        const Token& token = tokens_.front();
        after_ = {token.place.line, token.place.column + static_cast<std::uint32_t>(token.text.size())};
        tokens_ = tokens_.subspan(1);
        return token;
    }
    bool at(std::string_view punctuation) const { return !tokens_.empty() && tokens_.front().is(punctuation); }
    std::nullopt_t fail(Place where, std::string message) {
        context_.diagnostics.add(where, std::move(message));
        return std::nullopt;
    }

    std::optional<Value> binary(int weakest) {
        if (++depth_ > kDeepest) return fail(place(), "this expression is nested too deeply: name parts of it with .equ");
        std::optional<Value> left = unary();
        while (left && !tokens_.empty() && tokens_.front().kind == TokenKind::kPunct) {
            const auto* found = std::find_if(std::begin(kBinaries), std::end(kBinaries), [&](const Binary& b) { return at(b.text); });
            if (found == std::end(kBinaries) || found->precedence < weakest) break;
            const Place where = place();
            take();
            const std::optional<Value> right = binary(found->precedence + 1);
            if (!right) {
                left = std::nullopt;
                break;
            }
            left = apply(found->text, *left, *right, where);
        }
        --depth_;
        return left;
    }

    std::optional<Value> apply(std::string_view op, Value a, Value b, Place where) {
        Value result{0, a.fixed && b.fixed};
        bool overflow = false;
        if ((op == "/" || op == "%") && b.number == 0) return fail(where, "division by zero");
        if ((op == "<<" || op == ">>") && (b.number < 0 || b.number > 31))
            return fail(where, fmt::format("shift by {}: expected 0 to 31", b.number));
        if (op == "|") result.number = a.number | b.number;
        if (op == "^") result.number = a.number ^ b.number;
        if (op == "&") result.number = a.number & b.number;
        if (op == "<<") overflow = __builtin_mul_overflow(a.number, std::int64_t{1} << b.number, &result.number);
        if (op == ">>") result.number = a.number >> b.number;
        if (op == "+") overflow = __builtin_add_overflow(a.number, b.number, &result.number);
        if (op == "-") overflow = __builtin_sub_overflow(a.number, b.number, &result.number);
        if (op == "*") overflow = __builtin_mul_overflow(a.number, b.number, &result.number);
        // The one quotient that does not fit is the smallest number by -1.
        if (op == "/" || op == "%") {
            if (b.number == -1)
                overflow = op == "/" && __builtin_sub_overflow(std::int64_t{0}, a.number, &result.number);
            else
                result.number = op == "/" ? a.number / b.number : a.number % b.number;
        }
        if (overflow) return fail(where, fmt::format("the result of `{}` does not fit in 64 bits", op));
        return result;
    }

    std::optional<Value> unary() {
        // A loop, because a long row of signs must not use up the stack. What is applied so far is x -> ±x + add.
        bool negate = false;
        std::int64_t add = 0;
        const Place where = place();
        for (; at("-") || at("+") || at("~"); take()) {
            if (at("+")) continue;
            if (at("~")) add += negate ? 1 : -1;
            negate = !negate;
        }
        std::optional<Value> value = primary();
        if (!value) return std::nullopt;
        std::int64_t number = value->number;
        if ((negate && __builtin_sub_overflow(std::int64_t{0}, number, &number)) || __builtin_add_overflow(number, add, &number))
            return fail(where, "this does not fit in 64 bits");
        return Value{number, value->fixed};
    }

    std::optional<Value> primary() {
        if (tokens_.empty()) return fail(after_, "expected a number, a symbol or `(` here");
        const Place where = place();
        const Token& token = take();
        if (token.kind == TokenKind::kNumber) return Value{token.number, true};
        if (token.kind == TokenKind::kName) return named(token);
        if (token.kind == TokenKind::kLocal) return local(token);
        if (token.is("(")) {
            const std::optional<Value> inner = binary(1);
            if (!inner) return std::nullopt;
            if (!at(")")) return fail(place(), "expected `)` here");
            take();
            return inner;
        }
        if (token.is("%")) return function(where);
        if (token.kind == TokenKind::kString) return fail(where, "a string is not a number: a character constant is written 'a'");
        return fail(where, fmt::format("expected a number, a symbol or `(`, found `{}`", token.text));
    }

    std::optional<Value> named(const Token& token) {
        if (token.text == ".") return Value{context_.here, false};
        if (const std::optional<Value> value = context_.symbols.find(token.text)) return value;
        if (find_register(token.text)) return fail(token.place, fmt::format("expected a number, found register `{}`", token.text));
        const std::string_view similar = context_.symbols.similar(token.text);
        return fail(token.place, fmt::format("undefined symbol `{0}`: {1}", token.text,
                                             similar.empty() ? fmt::format("define it as a label, `{}:`, or with .equ", token.text)
                                                             : fmt::format("did you mean `{}`?", similar)));
    }

    std::optional<Value> local(const Token& token) {
        const std::string_view number = std::string_view(token.text).substr(0, token.text.size() - 1);
        const bool forward = token.text.back() == 'f';
        if (const auto it = context_.locals.find(number); it != context_.locals.end()) {
            const std::vector<std::size_t>& ordinals = it->second;
            const auto next = std::lower_bound(ordinals.begin(), ordinals.end(), context_.labels_before);
            if (forward ? next != ordinals.end() : next != ordinals.begin()) {
                const std::size_t ordinal = forward ? *next : *std::prev(next);
                const std::optional<Value> value = context_.symbols.find(local_name(number, ordinal));
                return value ? Value{value->number, false} : value;
            }
        }
        return fail(token.place, fmt::format("undefined local label `{}`: there is no `{}:` {} this line", token.text, number,
                                             forward ? "below" : "above"));
    }

    std::optional<Value> function(Place where) {
        if (tokens_.empty() || tokens_.front().kind != TokenKind::kName)
            return fail(where, "expected %hi(..), %lo(..), %pcrel_hi(..) or %pcrel_lo(..)");
        const std::string name = take().text;
        if (!at("(")) return fail(place(), fmt::format("expected `(` after %{}", name));
        take();
        const std::optional<Value> argument = binary(1);
        if (!argument) return std::nullopt;
        if (!at(")")) return fail(place(), "expected `)` here");
        take();
        const std::uint32_t word = low_word(argument->number);
        if (name == "hi") return Value{high_part(word), argument->fixed};
        if (name == "lo") return Value{low_part(word), argument->fixed};
        if (name == "pcrel_hi") {
            context_.pcrel_targets[context_.here] = word;
            return Value{high_part(word - context_.here), false};
        }
        if (name == "pcrel_rest") return Value{low_part(word - (context_.here - 4)), false};
        if (name == "pcrel_lo") {
            const auto target = context_.pcrel_targets.find(word);
            if (target == context_.pcrel_targets.end())
                return fail(where, "%pcrel_lo takes the label of an auipc with %pcrel_hi that stands above it; there is none at that address");
            return Value{low_part(target->second - word), false};
        }
        return fail(where, fmt::format("unknown function %{}: expected %hi, %lo, %pcrel_hi or %pcrel_lo", name));
    }

    TokenSpan tokens_;
    Place after_;
    const ExpressionContext& context_;
    int depth_ = 0;
};

}  // namespace

std::optional<Value> take_expression(TokenSpan& tokens, Place after, const ExpressionContext& context) {
    Evaluator evaluator(tokens, after, context);
    const std::optional<Value> value = evaluator.run();
    tokens = evaluator.rest();
    return value;
}

std::optional<Value> whole_expression(TokenSpan tokens, const ExpressionContext& context) {
    const std::optional<Value> value = take_expression(tokens, {}, context);
    if (!value) return std::nullopt;
    if (!tokens.empty()) {
        context.diagnostics.add(tokens.front().place, fmt::format("unexpected `{}` after the expression: expected `,` or the end of the line", tokens.front().text));
        return std::nullopt;
    }
    return value;
}

}  // namespace anel::assembler
