#include "isa/asm/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "isa/asm/operands.hpp"

namespace anel::assembler {
namespace {

bool is_number(const Token& token) {
    if (token.kind != TokenKind::kNumber) return false;
    return token.text.find_first_not_of("0123456789") == std::string::npos && token.text.size() < 10;
}

class Parser {
public:
    Parser(const FindFile& find, Diagnostics& diagnostics) : find_(find), diagnostics_(diagnostics) {}

    Source run() {
        file(0);
        return std::move(source_);
    }

private:
    void file(std::uint32_t index);
    void statement(TokenSpan tokens);
    void operation(Statement&& statement);
    void include(const Statement& statement);
    /// The file that the first operand names; nothing if there is none, which is then already said.
    std::optional<NamedFile> named_file(const Statement& statement);

    const FindFile& find_;
    Diagnostics& diagnostics_;
    Source source_;
    std::vector<std::uint32_t> open_;  ///< the files that are being read, each included by the one before
    std::size_t labels_ = 0;
    std::size_t included_files_ = 0;
    std::uint64_t included_text_ = 0, included_bytes_ = 0;
};

void Parser::statement(TokenSpan tokens) {
    while (tokens.size() >= 2 && tokens[1].is(":")) {
        const Token& label = tokens[0];
        Statement statement{true, label.text, label.place, {}, labels_, nullptr};
        if (is_number(label)) {
            source_.locals[label.text].push_back(labels_);
            statement.name = local_name(label.text, labels_);
        } else if (label.kind != TokenKind::kName || label.text == ".") {
            return diagnostics_.add(label.place, fmt::format("`{}` cannot be a label: expected a name or a number before `:`", label.text));
        } else if (find_register(label.text)) {
            return diagnostics_.add(label.place, fmt::format("`{}` is a register and cannot be a label: choose another name", label.text));
        }
        ++labels_;
        source_.statements.push_back(std::move(statement));
        tokens = tokens.subspan(2);
    }
    if (tokens.empty()) return;
    const Token& head = tokens[0];
    if (head.kind != TokenKind::kName)
        return diagnostics_.add(head.place, fmt::format("expected an instruction, a directive or a label, found `{}`", head.text));
    Statement statement{false, head.text, head.place, {}, labels_, nullptr};
    if (tokens.size() >= 2 && tokens[1].is("=")) {
        statement.name = ".set";
        if (tokens.size() == 2) return diagnostics_.add(tokens[1].place, "expected an expression after `=`");
        statement.operands = {tokens.first(1), tokens.subspan(2)};
    } else {
        statement.operands = split_operands(tokens.subspan(1), diagnostics_);
    }
    operation(std::move(statement));
}

void Parser::operation(Statement&& statement) {
    if (statement.name == ".include") return include(statement);
    if (statement.name == ".incbin" && !statement.operands.empty()) {
        std::optional<NamedFile> found = named_file(statement);
        if (!found) return;
        statement.content = &source_.contents.emplace_back(std::move(found->content));
    }
    source_.statements.push_back(std::move(statement));
}

void Parser::include(const Statement& statement) {
    if (statement.operands.size() != 1)
        return diagnostics_.add(statement.place, fmt::format(".include with {} operands: expected `.include \"file\"`", statement.operands.size()));
    const Place place = statement.operands[0].front().place;
    if (open_.size() > kDeepestInclude)
        return diagnostics_.add(place, fmt::format("files include one another more than {} deep: put them in one", kDeepestInclude));
    std::optional<NamedFile> found = named_file(statement);
    if (!found) return;
    const auto same = [&](std::uint32_t index) { return diagnostics_.name_of(index) == found->name; };
    if (std::any_of(open_.begin(), open_.end(), same))
        return diagnostics_.add(place, fmt::format("`{}` is being read already: it would include itself for ever; take this .include away", found->name));
    file(diagnostics_.add_file(std::move(found->name), std::move(found->content), statement.place));
}

std::optional<NamedFile> Parser::named_file(const Statement& statement) {
    const TokenSpan operand = statement.operands[0];
    const auto none = [&](std::string why) {
        diagnostics_.add(operand[0].place, std::move(why));
        return std::nullopt;
    };
    if (operand.size() != 1 || operand[0].kind != TokenKind::kString || operand[0].text.empty())
        return none(fmt::format("expected the file's name in double quotes, as in `{} \"file\"`", statement.name));
    if (!find_) return none(fmt::format("{} cannot name a file here: put its content in this text", statement.name));
    if (++included_files_ > kMostIncludedFiles) return none(fmt::format("more than {} files are named: include each of them once", kMostIncludedFiles));
    Result<NamedFile> found = find_(operand[0].text, diagnostics_.name_of(statement.place.file));
    if (!found) return none(found.error().message);
    const bool is_text = statement.name == ".include";
    std::uint64_t& size = is_text ? included_text_ : included_bytes_;
    const std::uint64_t most_mib = is_text ? kMostIncludedTextMib : kMostIncludedBytesMib;
    size += found->content.size();
    if (size > most_mib << 20) return none(fmt::format("the files that {} names hold more than {} MiB together", statement.name, most_mib));
    return std::move(*found);
}

void Parser::file(std::uint32_t index) {
    open_.push_back(index);
    const TokenSpan all(source_.tokens.emplace_back(tokenize(diagnostics_.text_of(index), index, diagnostics_)));
    std::size_t from = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].kind != TokenKind::kEnd) continue;
        statement(all.subspan(from, i - from));
        from = i + 1;
    }
    open_.pop_back();
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

Source parse(const FindFile& find, Diagnostics& diagnostics) { return Parser(find, diagnostics).run(); }

}  // namespace anel::assembler
