// The editor for a lab's files: QScintilla in the window's colours and fonts. Lua and AR32 assembly are coloured by their grammars.
// Not here: which file, and where it is kept (lab_pane.hpp).
#pragma once

#include "gui/panes/assembly_lexer.hpp"
#include "gui/panes/scintilla.hpp"

namespace anel::gui {

class Theme;

class CodeEditor : public QsciScintilla {
    Q_OBJECT

public:
    explicit CodeEditor(QWidget* parent = nullptr);
    /// The file's name decides how it is coloured.
    void show_file(const QString& name, const QString& text, bool read_only);
    void restyle(const Theme& theme);
    /// Puts the cursor into a line (from 1) and marks it.
    void go_to(int line);
    void clear_mark();

Q_SIGNALS:
    /// By Escape: the keyboard is to go elsewhere.
    void left();

protected:
    /// Tab goes in, Escape goes out: nobody who works by keyboard is caught.
    bool event(QEvent* event) override;

private:
    QsciLexerLua* lua_;
    AssemblyLexer* assembly_;
};

}  // namespace anel::gui
