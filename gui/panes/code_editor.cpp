#include "gui/panes/code_editor.hpp"

#include <QKeyEvent>

#include "gui/theme/theme.hpp"

namespace anel::gui {

namespace {

constexpr int kMark = 8;  ///< of the markers that QScintilla leaves to programs
constexpr int kNumbers = 0, kSigns = 1;  ///< margins

}  // namespace

CodeEditor::CodeEditor(QWidget* parent) : QsciScintilla(parent), lua_(new QsciLexerLua(this)) {
    setUtf8(true);
    setTabWidth(4);
    setIndentationsUseTabs(false);
    setAutoIndent(true);
    setBraceMatching(QsciScintilla::SloppyBraceMatch);
    setEolMode(QsciScintilla::EolUnix);
    setMarginType(kNumbers, QsciScintilla::NumberMargin);
    setMarginWidth(kSigns, 0);
    // In a dock there is little width: what does not fit is scrolled to.
    setScrollWidth(1);
    setScrollWidthTracking(true);
    markerDefine(QsciScintilla::Background, kMark);
    connect(this, &QsciScintilla::linesChanged, this, [this] { setMarginWidth(kNumbers, QString::number(lines() * 10)); });
}

void CodeEditor::show_file(const QString& name, const QString& text, bool read_only) {
    setLexer(name.endsWith(QStringLiteral(".lua")) ? lua_ : nullptr);
    setReadOnly(false);
    clear_mark();
    setText(text);
    setModified(false);
    setReadOnly(read_only);
    setCursorPosition(0, 0);
}

void CodeEditor::restyle(const Theme& theme) {
    // Colours of Okabe and Ito, dark enough upon white and light enough upon black.
    const bool dark = theme.dark();
    const QColor comment = theme.faint_text();
    const QColor keyword = dark ? QColor(0x56, 0xb4, 0xe9) : QColor(0x00, 0x5a, 0x8e);
    const QColor text = dark ? QColor(0xf0, 0xb8, 0x50) : QColor(0x8a, 0x4a, 0x00);
    const QColor number = dark ? QColor(0x5f, 0xd8, 0xb0) : QColor(0x00, 0x66, 0x4b);
    lua_->setDefaultFont(theme.fixed_font());
    lua_->setDefaultColor(theme.text());
    lua_->setDefaultPaper(theme.background());
    for (int style = 0; style < 128; ++style) {
        lua_->setFont(theme.fixed_font(), style);
        lua_->setPaper(theme.background(), style);
        lua_->setColor(theme.text(), style);
    }
    for (const int style : {QsciLexerLua::Comment, QsciLexerLua::LineComment}) lua_->setColor(comment, style);
    for (const int style : {QsciLexerLua::Keyword, QsciLexerLua::BasicFunctions, QsciLexerLua::StringTableMathsFunctions, QsciLexerLua::CoroutinesIOSystemFacilities})
        lua_->setColor(keyword, style);
    for (const int style : {QsciLexerLua::String, QsciLexerLua::Character, QsciLexerLua::LiteralString, QsciLexerLua::UnclosedString}) lua_->setColor(text, style);
    lua_->setColor(number, QsciLexerLua::Number);
    QFont bold = theme.fixed_font();
    bold.setBold(true);
    // Not by colour alone.
    lua_->setFont(bold, QsciLexerLua::Keyword);
    setFont(theme.fixed_font());
    setColor(theme.text());
    setPaper(theme.background());
    setCaretForegroundColor(theme.text());
    setCaretWidth(std::max(1, theme.scaled(2)));
    setSelectionBackgroundColor(theme.highlight());
    setSelectionForegroundColor(theme.palette().color(QPalette::HighlightedText));
    setMatchedBraceBackgroundColor(theme.changed());
    setMatchedBraceForegroundColor(theme.text());
    setMarginsFont(theme.fixed_font());
    setMarginsForegroundColor(theme.faint_text());
    setMarginsBackgroundColor(theme.palette().color(QPalette::Window));
    setMarkerBackgroundColor(theme.warning(), kMark);
    setMarginWidth(kNumbers, QString::number(lines() * 10));
}

void CodeEditor::go_to(int line) {
    clear_mark();
    const int at = std::clamp(line - 1, 0, std::max(0, lines() - 1));
    markerAdd(at, kMark);
    setCursorPosition(at, 0);
    ensureLineVisible(at);
}

void CodeEditor::clear_mark() { markerDeleteAll(kMark); }

bool CodeEditor::event(QEvent* event) {
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        // QScintilla's own keeps the keyboard, for the sake of Tab.
        QWidget::focusNextPrevChild(true);
        return true;
    }
    return QsciScintilla::event(event);
}

}  // namespace anel::gui
