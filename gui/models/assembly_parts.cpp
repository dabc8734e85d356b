#include "gui/models/assembly_parts.hpp"

#include <algorithm>

#include "isa/asm/operands.hpp"
#include "isa/asm/pseudo.hpp"
#include "isa/spec/csrs.hpp"

namespace anel::gui {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '$'; }
bool in_name(char c) { return starts_name(c) || is_digit(c); }

bool is_mnemonic(std::string_view name) {
    return assembler::find_instruction(name) != nullptr || name == assembler::kLoadSmall.name ||
           std::ranges::find(assembler::kPseudos, name, &assembler::Pseudo::name) != std::end(assembler::kPseudos);
}

class Cutter {
public:
    explicit Cutter(std::string_view text) : text_(text) {}

    std::vector<AssemblySpan> cut(bool in_comment) {
        if (in_comment) block_comment(0);
        while (at_ < text_.size()) step();
        return std::move(spans_);
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

    void take(AssemblyPart part, std::size_t bytes) {
        at_ += bytes;
        if (!spans_.empty() && spans_.back().part == part) spans_.back().bytes += bytes;
        else spans_.push_back({part, bytes});
    }

    void step() {
        const char c = peek();
        if (c == '\n' || c == ';') {
            opens_statement_ = true;
            take(AssemblyPart::kPlain, 1);
        } else if (c == '#' || (c == '/' && peek(1) == '/')) {
            take(AssemblyPart::kComment, std::min(text_.find('\n', at_), text_.size()) - at_);
        } else if (c == '/' && peek(1) == '*') {
            block_comment(2);
        } else if (c == '"' || c == '\'') {
            quoted(c);
        } else if (in_name(c)) {
            word();
        } else {
            if (c != ' ' && c != '\t' && c != '\r') opens_statement_ = false;
            take(AssemblyPart::kPlain, 1);
        }
    }

    void block_comment(std::size_t opening) {
        const std::size_t end = text_.find("*/", at_ + opening);
        take(AssemblyPart::kBlockComment, (end == std::string_view::npos ? text_.size() : end + 2) - at_);
    }

    /// To the other quote; without one, to the end of the line.
    void quoted(char quote) {
        std::size_t bytes = 1;
        while (peek(bytes) != quote && peek(bytes) != '\n' && at_ + bytes < text_.size()) bytes += peek(bytes) == '\\' && peek(bytes + 1) != '\n' ? 2 : 1;
        bytes = std::min(bytes + (peek(bytes) == quote ? 1 : 0), text_.size() - at_);
        opens_statement_ = false;
        take(AssemblyPart::kString, bytes);
    }

    void word() {
        std::size_t bytes = 1;
        while (in_name(peek(bytes))) ++bytes;
        const std::string_view name = text_.substr(at_, bytes);
        std::size_t behind = bytes;
        while (peek(behind) == ' ' || peek(behind) == '\t') ++behind;
        // Behind a label the same statement is still to begin.
        if (opens_statement_ && peek(behind) == ':') return take(AssemblyPart::kLabel, behind + 1);
        const AssemblyPart part = part_of(name, peek(behind) == '=');
        opens_statement_ = false;
        take(part, bytes);
    }

    AssemblyPart part_of(std::string_view name, bool is_assigned) const {
        if (is_digit(name.front())) {
            // `1f` and `2b` are labels, named like any other.
            const bool refers = (name.back() == 'f' || name.back() == 'b') && std::ranges::all_of(name.substr(0, name.size() - 1), is_digit);
            return refers ? AssemblyPart::kPlain : AssemblyPart::kNumber;
        }
        if (!opens_statement_) return assembler::find_register(name) || spec::find_csr(name) != nullptr ? AssemblyPart::kRegister : AssemblyPart::kPlain;
        if (is_assigned) return AssemblyPart::kPlain;
        if (name.front() == '.') return AssemblyPart::kDirective;
        return is_mnemonic(name) ? AssemblyPart::kMnemonic : AssemblyPart::kPlain;
    }

    std::string_view text_;
    std::vector<AssemblySpan> spans_;
    std::size_t at_ = 0;
    bool opens_statement_ = true;
};

}  // namespace

std::vector<AssemblySpan> cut_assembly(std::string_view text, bool in_comment) { return Cutter(text).cut(in_comment); }

}  // namespace anel::gui
