#include "gui/panes/code_editor.hpp"

#include <QKeyEvent>

#include "gui/theme/theme.hpp"

namespace anel::gui {

namespace {

constexpr int kMark = 8;  ///< of the markers that QScintilla leaves to programs
constexpr int kNumbers = 0, kSigns = 1;  ///< margins

/// Of Okabe and Ito, dark enough upon white and light enough upon black.
struct Colours {
    explicit Colours(const Theme& theme) : comment(theme.faint_text()) {
        if (!theme.dark()) return;
        keyword = QColor(0x56, 0xb4, 0xe9);
        text = QColor(0xf0, 0xb8, 0x50);
        number = QColor(0x5f, 0xd8, 0xb0);
        place = QColor(0xe8, 0xa8, 0xcc);
    }
    QColor comment;
    QColor keyword{0x00, 0x5a, 0x8e};
    QColor text{0x8a, 0x4a, 0x00};
    QColor number{0x00, 0x66, 0x4b};
    QColor place{0xa0, 0x30, 0x7c};  ///< registers
};

/// What one finds at a glance is told apart by its letters as well: not by colour alone.
enum class Letters : std::uint8_t { kUsual, kBold, kSlanted };

void set_style(QsciLexer& lexer, const Theme& theme, int style, const QColor& colour, Letters letters = Letters::kUsual) {
    QFont font = theme.fixed_font();
    font.setBold(letters == Letters::kBold);
    font.setItalic(letters == Letters::kSlanted);
    lexer.setFont(font, style);
    lexer.setColor(colour, style);
}

void make_plain(QsciLexer& lexer, const Theme& theme) {
    lexer.setDefaultFont(theme.fixed_font());
    lexer.setDefaultColor(theme.text());
    lexer.setDefaultPaper(theme.background());
    for (int style = 0; style < 128; ++style) {
        set_style(lexer, theme, style, theme.text());
        lexer.setPaper(theme.background(), style);
    }
}

void colour_lua(QsciLexerLua& lexer, const Theme& theme, const Colours& colours) {
    make_plain(lexer, theme);
    for (const int style : {QsciLexerLua::Comment, QsciLexerLua::LineComment}) set_style(lexer, theme, style, colours.comment, Letters::kSlanted);
    for (const int style : {QsciLexerLua::BasicFunctions, QsciLexerLua::StringTableMathsFunctions, QsciLexerLua::CoroutinesIOSystemFacilities})
        set_style(lexer, theme, style, colours.keyword);
    set_style(lexer, theme, QsciLexerLua::Keyword, colours.keyword, Letters::kBold);
    for (const int style : {QsciLexerLua::String, QsciLexerLua::Character, QsciLexerLua::LiteralString, QsciLexerLua::UnclosedString})
        set_style(lexer, theme, style, colours.text);
    set_style(lexer, theme, QsciLexerLua::Number, colours.number);
}

void colour_assembly(AssemblyLexer& lexer, const Theme& theme, const Colours& colours) {
    make_plain(lexer, theme);
    const auto set = [&](AssemblyPart part, const QColor& colour, Letters letters) { set_style(lexer, theme, static_cast<int>(part), colour, letters); };
    set(AssemblyPart::kComment, colours.comment, Letters::kSlanted);
    set(AssemblyPart::kBlockComment, colours.comment, Letters::kSlanted);
    set(AssemblyPart::kLabel, theme.text(), Letters::kBold);
    set(AssemblyPart::kMnemonic, colours.keyword, Letters::kBold);
    set(AssemblyPart::kDirective, colours.keyword, Letters::kUsual);
    set(AssemblyPart::kRegister, colours.place, Letters::kUsual);
    set(AssemblyPart::kNumber, colours.number, Letters::kUsual);
    set(AssemblyPart::kString, colours.text, Letters::kUsual);
}

}  // namespace

CodeEditor::CodeEditor(QWidget* parent) : QsciScintilla(parent), lua_(new QsciLexerLua(this)), assembly_(new AssemblyLexer(this)) {
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
    if (name.endsWith(QStringLiteral(".lua"))) setLexer(lua_);
    else if (name.endsWith(QStringLiteral(".s"))) setLexer(assembly_);
    else setLexer(nullptr);
    setReadOnly(false);
    clear_mark();
    setText(text);
    setModified(false);
    setReadOnly(read_only);
    setCursorPosition(0, 0);
}

void CodeEditor::restyle(const Theme& theme) {
    const Colours colours(theme);
    colour_lua(*lua_, theme, colours);
    colour_assembly(*assembly_, theme, colours);
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
    // In the middle: what is around it matters, and at an edge it may be hidden by half.
    const auto lines_seen = static_cast<int>(SendScintilla(SCI_LINESONSCREEN));
    setFirstVisibleLine(std::max(0, at - lines_seen / 2));
}

void CodeEditor::clear_mark() { markerDeleteAll(kMark); }

bool CodeEditor::event(QEvent* event) {
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        Q_EMIT left();
        return true;
    }
    return QsciScintilla::event(event);
}

}  // namespace anel::gui
