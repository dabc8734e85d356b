// Tells QScintilla what is what in an AR32 assembly text: its styles are the parts of models/assembly_parts.hpp.
// Not here: colours and fonts, which the editor gives it (code_editor.cpp).
#pragma once

#include "gui/models/assembly_parts.hpp"
#include "gui/panes/scintilla.hpp"

namespace anel::gui {

class AssemblyLexer : public QsciLexerCustom {
    Q_OBJECT

public:
    using QsciLexerCustom::QsciLexerCustom;
    const char* language() const override { return "AR32"; }
    /// Not for people: QScintilla takes a style without one for none.
    QString description(int style) const override;
    void styleText(int start, int end) override;
};

}  // namespace anel::gui
