// What each stretch of an assembly text is, for whoever colours it: also of a text that is still being written and does not assemble yet.
// Which names there are is asked of the assembler's tables. Not here: assembling (isa/asm), the colours (panes/code_editor.cpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace anel::gui {

enum class AssemblyPart : std::uint8_t {
    kPlain,
    kComment,       ///< to the end of its line
    kBlockComment,  ///< the ends of its lines are part of it
    kLabel,         ///< where it is defined, with its colon
    kMnemonic,      ///< an instruction or pseudo-instruction that there is
    kDirective,
    kRegister,      ///< or a CSR, where operands stand
    kNumber,
    kString,        ///< or a character
};
inline constexpr std::size_t kAssemblyParts = static_cast<std::size_t>(AssemblyPart::kString) + 1;

struct AssemblySpan {
    AssemblyPart part;
    std::size_t bytes;
};

/// All of `text`, which begins where a line begins, without a gap. `in_comment`: that line begins within a block comment.
std::vector<AssemblySpan> cut_assembly(std::string_view text, bool in_comment = false);

}  // namespace anel::gui
