#include "gui/panes/assembly_lexer.hpp"

namespace anel::gui {

QString AssemblyLexer::description(int style) const {
    return style >= 0 && style < static_cast<int>(kAssemblyParts) ? QStringLiteral("part %1").arg(style) : QString();
}

void AssemblyLexer::styleText(int start, int end) {
    const bool in_comment = start > 0 && editor()->SendScintilla(QsciScintilla::SCI_GETSTYLEAT, start - 1) == static_cast<long>(AssemblyPart::kBlockComment);
    // Whole lines: half a mnemonic is none.
    const long line = editor()->SendScintilla(QsciScintilla::SCI_LINEFROMPOSITION, end);
    const auto whole = static_cast<int>(editor()->SendScintilla(QsciScintilla::SCI_GETLINEENDPOSITION, line));
    const QByteArray text = editor()->bytes(start, whole);
    startStyling(start);
    // What comes behind the text is a zero byte.
    for (const AssemblySpan& span : cut_assembly(std::string_view(text.constData(), static_cast<std::size_t>(whole - start)), in_comment))
        setStyling(static_cast<int>(span.bytes), static_cast<int>(span.part));
}

}  // namespace anel::gui
