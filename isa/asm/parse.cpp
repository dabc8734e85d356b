#include "isa/asm/parse.hpp"

#include <fmt/format.h>

#include "isa/asm/operands.hpp"

namespace anel::assembler {
namespace {

bool is_number(const Token& token) {
    if (token.kind != TokenKind::kNumber) return false;
    return token.text.find_first_not_of("0123456789") == std::string::npos && token.text.size() < 10;
}

void parse_statement(TokenSpan tokens, std::size_t& labels, Source& source, Diagnostics& diagnostics) {
    while (tokens.size() >= 2 && tokens[1].is(":")) {
        const Token& label = tokens[0];
        Statement statement{true, label.text, label.place, {}, labels};
        if (is_number(label)) {
            source.locals[label.text].push_back(labels);
            statement.name = local_name(label.text, labels);
        } else if (label.kind != TokenKind::kName || label.text == ".") {
            return diagnostics.add(label.place, fmt::format("`{}` cannot be a label: expected a name or a number before `:`", label.text));
        } else if (find_register(label.text)) {
            return diagnostics.add(label.place, fmt::format("`{}` is a register and cannot be a label: choose another name", label.text));
        }
        ++labels;
        source.statements.push_back(std::move(statement));
        tokens = tokens.subspan(2);
    }
    if (tokens.empty()) return;
    const Token& head = tokens[0];
    if (head.kind != TokenKind::kName)
        return diagnostics.add(head.place, fmt::format("expected an instruction, a directive or a label, found `{}`", head.text));
    Statement statement{false, head.text, head.place, {}, labels};
    if (tokens.size() >= 2 && tokens[1].is("=")) {
        statement.name = ".set";
        if (tokens.size() == 2) return diagnostics.add(tokens[1].place, "expected an expression after `=`");
        statement.operands = {tokens.first(1), tokens.subspan(2)};
    } else {
        statement.operands = split_operands(tokens.subspan(1), diagnostics);
    }
    source.statements.push_back(std::move(statement));
}

}  // namespace

std::string local_name(std::string_view number, std::size_t ordinal) { return fmt::format("{}@{}", number, ordinal); }

std::vector<TokenSpan> split_operands(TokenSpan tokens, Diagnostics& diagnostics) {
    std::vector<TokenSpan> operands;
    if (tokens.empty()) return operands;
    std::size_t from = 0;
    int depth = 0;
    for (std::size_t i = 0; i <= tokens.size(); ++i) {
        if (i < tokens.size()) {
            if (tokens[i].is("(")) ++depth;
            if (tokens[i].is(")")) --depth;
            if (depth > 0 || !tokens[i].is(",")) continue;
        }
        if (i == from)
            diagnostics.add(tokens[i < tokens.size() ? i : i - 1].place,
                            i < tokens.size() ? "expected an operand before this comma" : "expected an operand after this comma");
        else
            operands.push_back(tokens.subspan(from, i - from));
        from = i + 1;
    }
    return operands;
}

Source parse(std::string_view text, Diagnostics& diagnostics) {
    Source source;
    source.tokens = tokenize(text, diagnostics);
    const TokenSpan all(source.tokens);
    std::size_t labels = 0;
    std::size_t from = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].kind != TokenKind::kEnd) continue;
        parse_statement(all.subspan(from, i - from), labels, source, diagnostics);
        from = i + 1;
    }
    return source;
}

}  // namespace anel::assembler
