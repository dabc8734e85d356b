// What the editor shows of a text: each stretch of assembly as what the assembler takes it for, in colours that can be read in every scheme and letters that
// tell apart what colours do. Not here: which file is in it, and what is typed (lab_test.cpp).
#include <QApplication>
#include <QTest>
#include <cmath>
#include <map>
#include <set>

#include "gui/models/assembly_parts.hpp"
#include "gui/panes/code_editor.hpp"
#include "gui/theme/theme.hpp"
#include "isa/asm/lexer.hpp"
#include "isa/asm/operands.hpp"
#include "isa/asm/pseudo.hpp"
#include "isa/spec/csrs.hpp"
#include "labs/grader/find_labs.hpp"

using namespace anel;
using namespace anel::gui;
using assembler::TokenKind;

namespace {

/// A letter for each byte: what it was taken for.
std::string letters_of(std::string_view text, bool in_comment = false) {
    static constexpr std::string_view kLetters = ".cbLmdrns";
    std::string letters;
    for (const AssemblySpan& span : cut_assembly(text, in_comment)) letters.append(span.bytes, kLetters[static_cast<std::size_t>(span.part)]);
    return letters;
}

/// As the Web Content Accessibility Guidelines define it.
double luminance(const QColor& colour) {
    const auto linear = [](double part) { return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}
double contrast(const QColor& a, const QColor& b) {
    const double one = luminance(a) + 0.05, other = luminance(b) + 0.05;
    return one > other ? one / other : other / one;
}

/// What is left of a colour for people without red (0.112) or without green cones (0.293), after Viénot, Brettel and Mollon (1999): red and green become one.
QColor seen_with(double red_part, const QColor& colour) {
    const auto linear = [](double part) { return std::pow(part, 2.2); };
    const auto back = [](double part) { return static_cast<float>(std::pow(part, 1 / 2.2)); };
    const float one = back(red_part * linear(colour.redF()) + (1 - red_part) * linear(colour.greenF()));
    return QColor::fromRgbF(one, one, colour.blueF());
}
double distance(const QColor& a, const QColor& b) { return std::hypot(a.redF() - b.redF(), a.greenF() - b.greenF(), a.blueF() - b.blueF()); }

constexpr const char* kText = "# Wörter\n_start:  li a0, 0x10   // ten\n    .asciz \"a # b\"\n/* one\n two */ csrw scratch0, a0; ret\n";

}  // namespace

class CodeEditorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_stretch_of_assembly_is_taken_for_what_it_is_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("letters");
        const auto row = [](const char* name, const char* text, const char* letters) { QTest::newRow(name) << QString::fromUtf8(text) << QString::fromLatin1(letters); };
        row("an instruction", "  addi a0, t1, -12 # why", "..mmmm.rr..rr...nn.ccccc");
        row("nothing but what there is", "adi a0", "....rr");
        row("two statements", "nop;ret // x", "mmm.mmm.cccc");
        row("labels, and what stands behind them", "user: lw a1, user(x7)", "LLLLL.mm.rr.......rr.");
        row("numbered labels, and those that name them", "1 : j 1b; bnez a0, 12f", "LLL.m.....mmmm.rr.....");
        row("a directive", ".word 0x1f, 'x', 017, 0b1", "ddddd.nnnn..sss..nnn..nnn");
        row("a label with a dot", ".Lx: j .Lx", "LLLL.m....");
        row("a symbol that is given a number", "in = 3", ".....n");
        row("mnemonics where operands stand", "j add", "m....");
        row("registers where statements begin", "a0 a0", "...rr");
        row("system registers", "csrr t0, cause0", "mmmm.rr..rrrrrr");
        row("a text with a quote and a mark in it", ".ascii \"a\\\"b#\", 1", "dddddd.sssssss..n");
        row("a text without an end", ".ascii \"ab\n nop", "dddddd.sss..mmm");
        row("a comment over lines", "/* a\nnop */nop", "bbbbbbbbbbbmmm");
        row("a comment without an end", "nop /* a\nnop", "mmm.bbbbbbbb");
        row("letters of two bytes", "# é\nnop", "cccc.mmm");
        row("a character with an escape", "li a0, '\\n'", "mm.rr..ssss");
        row("a mnemonic with a dot", "fence.i", "mmmmmmm");
    }
    void every_stretch_of_assembly_is_taken_for_what_it_is() {
        QFETCH(QString, text);
        QFETCH(QString, letters);
        QCOMPARE(QString::fromStdString(letters_of(text.toStdString())), letters);
    }

    void a_text_that_begins_in_a_comment_ends_it() {
        QCOMPARE(letters_of("nop */ nop", true), std::string("bbbbbb.mmm"));
        QCOMPARE(letters_of("nop", true), std::string("bbb"));
    }

    void every_name_of_the_tables_is_known_and_no_other() {
        for (const spec::Insn& insn : spec::kInsns) QCOMPARE(letters_of(insn.mnemonic), std::string(insn.mnemonic.size(), 'm'));
        for (const assembler::Pseudo& pseudo : assembler::kPseudos) QCOMPARE(letters_of(pseudo.name), std::string(pseudo.name.size(), 'm'));
        for (const spec::Csr& csr : spec::kCsrs) QCOMPARE(letters_of("j " + std::string(csr.name)).substr(2), std::string(csr.name.size(), 'r'));
        for (unsigned number = 0; number < 32; ++number) QCOMPARE(letters_of("j " + std::string(assembler::register_name(number))).substr(2, 2), std::string("rr"));
        QCOMPARE(letters_of("j x31 x32 fp").substr(2), std::string("rrr.....rr"));
        for (const char* const none : {"movl", "syscall", "eret", "NOP", "ld"}) QCOMPARE(letters_of(none), std::string(std::string_view(none).size(), '.'));
    }

    /// The assembler's own cutter and this one agree on every token of all assembly that the labs have.
    void the_assembler_takes_the_labs_files_for_the_same() {
        const auto folders = labs::folders_of_labs(*labs::labs_folder(""));
        QVERIFY(folders);
        std::size_t tokens = 0;
        for (const auto& folder : *folders) {
            const auto lab = labs::load_lab(folder);
            QVERIFY(lab);
            for (const auto* const files : {&lab->starter, &lab->provided, &lab->reference})
                for (const auto& [name, text] : *files)
                    if (name.ends_with(".s")) tokens += compare_with_the_assembler(name, text);
        }
        QVERIFY2(tokens > 500, qPrintable(QString::number(tokens)));
        QVERIFY(compare_with_the_assembler("text", kText) > 8);
    }

    void the_editor_colours_assembly_and_goes_on_while_it_is_written() {
        CodeEditor editor;
        editor.restyle(theme(Scheme::kLight));
        editor.resize(600, 400);
        editor.show();
        show(editor, QStringLiteral("hello.s"), QString::fromUtf8(kText));
        QCOMPARE(styles(editor), letters_of(kText));
        // A comment that is opened takes in what is behind it, and lets go of it again.
        editor.insertAt(QStringLiteral("/*"), 1, 0);
        std::string changed = kText;
        changed.insert(changed.find("_start"), "/*");
        QCOMPARE(styles(editor), letters_of(changed));
        editor.undo();
        QCOMPARE(styles(editor), letters_of(kText));
        // Wherever it begins to colour anew, a comment goes on that began further up; and where it ends, no word is cut in two.
        const std::string text = kText;
        QCOMPARE(styles(editor, text.find("two")), letters_of(kText));
        editor.SendScintilla(QsciScintilla::SCI_COLOURISE, 0UL, static_cast<long>(text.find("i a0")));
        QCOMPARE(editor.SendScintilla(QsciScintilla::SCI_GETSTYLEAT, text.find("li a0")), static_cast<long>(AssemblyPart::kMnemonic));
        // Half a name is none.
        show(editor, QStringLiteral("hello.s"), QStringLiteral("ad a0"));
        QCOMPARE(styles(editor), std::string("...rr"));
        editor.insertAt(QStringLiteral("d"), 0, 2);
        QCOMPARE(styles(editor), std::string("mmm.rr"));
        // What is no assembly is not taken for any.
        show(editor, QStringLiteral("notes.txt"), QStringLiteral("add a0"));
        QVERIFY(editor.lexer() == nullptr);
        show(editor, QStringLiteral("monitor.lua"), QStringLiteral("local x = 1"));
        QCOMPARE(QString::fromLatin1(editor.lexer()->language()), QStringLiteral("Lua"));
        show(editor, QStringLiteral("hello.s"), QStringLiteral("add a0"));
        QCOMPARE(styles(editor), std::string("mmm.rr"));
    }

    void what_is_written_can_be_read_in_every_scheme_data() {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::kLight;
        QTest::newRow("dark") << Scheme::kDark;
        QTest::newRow("high contrast") << Scheme::kHighContrast;
    }
    void what_is_written_can_be_read_in_every_scheme() {
        QFETCH(Scheme, scheme);
        CodeEditor editor;
        editor.restyle(theme(scheme));
        for (const char* const file : {"hello.s", "monitor.lua"}) {
            show(editor, QLatin1String(file), QStringLiteral("nop"));
            const QsciLexer& lexer = *editor.lexer();
            std::map<QRgb, int> colours;
            for (int style = 0; style < 32; ++style) {
                if (lexer.description(style).isEmpty()) continue;
                QCOMPARE(lexer.paper(style), theme(scheme).background());
                QVERIFY2(contrast(lexer.color(style), lexer.paper(style)) >= (scheme == Scheme::kHighContrast ? 7 : 4.5),
                         qPrintable(QStringLiteral("%1, style %2: %3").arg(QLatin1String(file)).arg(style).arg(contrast(lexer.color(style), lexer.paper(style)))));
                colours.emplace(lexer.color(style).rgb(), style);
            }
            // Two colours are two for eyes without red or green as well, or the letters are others.
            for (const auto& [one, style] : colours)
                for (const auto& [other, other_style] : colours)
                    for (const double red_part : {0.112, 0.293})
                        if (one < other && lexer.font(style) == lexer.font(other_style))
                            QVERIFY2(distance(seen_with(red_part, QColor(one)), seen_with(red_part, QColor(other))) > 0.1,
                                     qPrintable(QStringLiteral("%1: styles %2 and %3").arg(QLatin1String(file)).arg(style).arg(other_style)));
        }
        const QsciLexer& assembly = (show(editor, QStringLiteral("hello.s"), QString()), *editor.lexer());
        const auto font = [&](AssemblyPart part) { return assembly.font(static_cast<int>(part)); };
        QVERIFY(font(AssemblyPart::kMnemonic).bold() && font(AssemblyPart::kLabel).bold());
        QVERIFY(font(AssemblyPart::kComment).italic() && font(AssemblyPart::kBlockComment).italic());
        for (const AssemblyPart part : {AssemblyPart::kPlain, AssemblyPart::kRegister, AssemblyPart::kNumber}) QVERIFY(!font(part).bold() && !font(part).italic());
        std::set<QRgb> different;
        for (const AssemblyPart part : {AssemblyPart::kPlain, AssemblyPart::kMnemonic, AssemblyPart::kRegister, AssemblyPart::kNumber, AssemblyPart::kString})
            different.insert(assembly.color(static_cast<int>(part)).rgb());
        QCOMPARE(different.size(), std::size_t{5});
    }

private:
    static Theme theme(Scheme scheme) { return {scheme, QApplication::palette(), QApplication::font(), 100}; }
    static void show(CodeEditor& editor, const QString& name, const QString& text) { editor.show_file(name, text, false); }

    /// As the editor has coloured it, in the letters of letters_of.
    static std::string styles(CodeEditor& editor, std::size_t from = 0) {
        editor.SendScintilla(QsciScintilla::SCI_COLOURISE, from, -1L);
        static constexpr std::string_view kLetters = ".cbLmdrns";
        std::string letters;
        for (long at = 0; at < editor.SendScintilla(QsciScintilla::SCI_GETLENGTH); ++at)
            letters += kLetters.at(static_cast<std::size_t>(editor.SendScintilla(QsciScintilla::SCI_GETSTYLEAT, static_cast<unsigned long>(at))));
        return letters;
    }

    /// How many tokens were compared.
    static std::size_t compare_with_the_assembler(const std::string& name, const std::string& text) {
        assembler::Diagnostics diagnostics(text, name);
        const auto tokens = assembler::tokenize(text, 0, diagnostics);
        const std::string letters = letters_of(text);
        std::vector<std::size_t> lines{0};
        for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) lines.push_back(at + 1);
        bool opens = true;
        std::size_t compared = 0;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const assembler::Token& token = tokens[i];
            if (token.kind == TokenKind::kEnd) {
                opens = true;
                continue;
            }
            const bool labels = opens && i + 1 < tokens.size() && tokens[i + 1].is(":");
            char wanted = '.';
            if (labels || (opens && token.is(":"))) wanted = 'L';
            else if (token.kind == TokenKind::kString || (token.kind == TokenKind::kNumber && token.text.starts_with('\''))) wanted = 's';
            else if (token.kind == TokenKind::kNumber) wanted = 'n';
            else if (token.kind == TokenKind::kName && opens) wanted = token.text.starts_with('.') ? 'd' : 'm';
            else if (token.kind == TokenKind::kName && (assembler::find_register(token.text) || spec::find_csr(token.text) != nullptr)) wanted = 'r';
            if (opens && i + 1 < tokens.size() && tokens[i + 1].is("=")) wanted = '.';
            const char found = letters[lines.at(token.place.line - 1) + token.place.column - 1];
            if (found != wanted) QTest::qFail(qPrintable(QStringLiteral("%1:%2: `%3` is taken for %4, not %5").arg(QString::fromStdString(name)).arg(token.place.line)
                                                             .arg(QString::fromStdString(token.text)).arg(found).arg(wanted)), __FILE__, __LINE__);
            if (!labels && !token.is(":")) opens = false;
            ++compared;
        }
        return compared;
    }
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    CodeEditorTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "code_editor_test.moc"
