#include "gui/panes/lab_pane.hpp"

#include <QAbstractTextDocumentLayout>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTextBlock>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "gui/models/csv.hpp"
#include "gui/models/lab_results_model.hpp"
#include "gui/panes/code_editor.hpp"
#include "gui/panes/flow_layout.hpp"
#include "labs/grader/formats/safe_text.hpp"
#include "labs/grader/words.hpp"

namespace anel::gui {

namespace {

/// Below this, at 100 %, page and editor lie one above the other.
constexpr int kWideEnough = 760;
constexpr int kLeastLines = 3;

QString text_of(const std::string& text) { return QString::fromStdString(text); }

std::string usual_student() {
    const QString user = qEnvironmentVariable("USER");
    return user.isEmpty() ? "student" : user.toStdString();
}

}  // namespace

LabPane::LabPane(PaneContext& context)
    : Pane(context), labs_(new QComboBox), labs_label_(new QLabel), student_(new QLineEdit), student_label_(new QLabel), open_(new QPushButton), new_(new QPushButton),
      check_(new QPushButton), points_(new QLabel), status_(new QLabel), halves_(new QSplitter), reading_(new QTabWidget), text_(new QTextBrowser), hints_page_(new QWidget),
      hints_(new QTextBrowser), more_(new QPushButton), writing_(new QSplitter(Qt::Vertical)), tabs_(new QTabBar), editor_(new CodeEditor), verdict_(new QWidget),
      results_(new QTableView),
      model_(new LabResultsModel(this)), message_(new QPlainTextEdit) {
    labs_->setObjectName(QStringLiteral("lab_choice"));
    student_->setObjectName(QStringLiteral("lab_student"));
    open_->setObjectName(QStringLiteral("lab_open"));
    new_->setObjectName(QStringLiteral("lab_new"));
    check_->setObjectName(QStringLiteral("lab_check"));
    points_->setObjectName(QStringLiteral("lab_points"));
    status_->setObjectName(QStringLiteral("lab_status"));
    editor_->setObjectName(QStringLiteral("lab_editor"));
    results_->setObjectName(QStringLiteral("lab_results"));
    message_->setObjectName(QStringLiteral("lab_message"));
    more_->setObjectName(QStringLiteral("lab_hint"));
    tabs_->setObjectName(QStringLiteral("lab_files"));
    reading_->setObjectName(QStringLiteral("lab_reading"));
    text_->setObjectName(QStringLiteral("lab_page"));
    hints_->setObjectName(QStringLiteral("lab_hints"));
    labs_label_->setBuddy(labs_);
    student_label_->setBuddy(student_);
    labs_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    labs_->setMinimumContentsLength(16);
    student_->setText(text_of(usual_student()));
    student_->setMaxLength(64);

    auto* const choices = new FlowLayout;
    choices->addWidget(labelled(labs_label_, labs_));
    choices->addWidget(labelled(student_label_, student_));
    choices->addWidget(open_);
    choices->addWidget(new_);
    choices->addWidget(check_);
    choices->addWidget(points_);

    for (QTextBrowser* const page : {text_, hints_}) {
        page->setOpenExternalLinks(true);
        page->setFrameShape(QFrame::NoFrame);
    }
    auto* const hints = new QVBoxLayout(hints_page_);
    hints->setContentsMargins(0, 0, 0, 0);
    hints->addWidget(hints_, 1);
    hints->addWidget(more_);
    reading_->addTab(text_, QString());
    reading_->addTab(hints_page_, QString());

    auto* const written = new QWidget;
    auto* const column = new QVBoxLayout(written);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(tabs_);
    column->addWidget(editor_, 1);
    tabs_->setDocumentMode(true);
    tabs_->setExpanding(false);
    results_->setModel(model_);
    results_->verticalHeader()->hide();
    results_->setSelectionBehavior(QAbstractItemView::SelectRows);
    results_->setSelectionMode(QAbstractItemView::SingleSelection);
    results_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    results_->setTabKeyNavigation(false);
    results_->setShowGrid(false);
    results_->horizontalHeader()->setStretchLastSection(true);
    message_->setReadOnly(true);
    message_->setTabChangesFocus(true);
    auto* const below = new QVBoxLayout(verdict_);
    below->setContentsMargins(0, 0, 0, 0);
    below->addWidget(results_, 1);
    below->addWidget(message_, 1);
    writing_->addWidget(written);
    writing_->addWidget(verdict_);
    writing_->setStretchFactor(0, 3);
    writing_->setStretchFactor(1, 2);
    halves_->addWidget(reading_);
    halves_->addWidget(writing_);
    halves_->setStretchFactor(0, 2);
    halves_->setStretchFactor(1, 3);
    for (QSplitter* const splitter : {halves_, writing_}) splitter->setChildrenCollapsible(false);
    status_->setWordWrap(true);
    status_->setTextFormat(Qt::PlainText);
    status_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    status_->hide();
    verdict_->hide();

    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addLayout(choices);
    layout->addWidget(status_);
    layout->addWidget(halves_, 1);
    setFocusProxy(labs_);

    connect(labs_, &QComboBox::currentIndexChanged, this, [this](int at) { choose_lab(at); });
    connect(tabs_, &QTabBar::currentChanged, this, [this](int at) { show_file(at); });
    connect(editor_, &QsciScintilla::textChanged, this, [this] { keep_edited(); });
    connect(editor_, &CodeEditor::left, this, [this] { verdict_->isVisible() ? results_->setFocus() : check_->setFocus(); });
    connect(check_, &QPushButton::clicked, this, [this] { check(); });
    connect(open_, &QPushButton::clicked, this, [this] { ask_for_folder(); });
    connect(new_, &QPushButton::clicked, this, [this] { ask_for_new_folder(); });
    connect(more_, &QPushButton::clicked, this, [this] { next_hint(); });
    // What fingers do in every editor.
    auto* const keeps = new QShortcut(QKeySequence::Save, this);
    keeps->setContext(Qt::WidgetWithChildrenShortcut);
    connect(keeps, &QShortcut::activated, this, [this] { keep_now(); });
    connect(results_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) { show_result(index.row()); });
    connect(results_, &QTableView::activated, this, [this] { go_to_failure(); });
}

LabPane::~LabPane() {
    save();
    checker_.reset();
}

QString LabPane::title() const { return tr("Lab"); }

QString LabPane::help() const {
    return tr("A lab's page, the files that you write, and what they are worth: Check runs the visible tests in the background and says for each that fails what was seen and what "
              "to do next; Enter on it goes to the line. Escape leaves the editor. Ctrl+S keeps what is written, in a folder that you choose once.");
}

LabPane::Work* LabPane::work() {
    const int at = labs_->currentIndex();
    return at >= 0 && static_cast<std::size_t>(at) < works_.size() ? &works_[static_cast<std::size_t>(at)] : nullptr;
}

QString LabPane::title_of(const Work& one) const { return text_of(one.lab->title.in(context().language())); }

QString LabPane::name_of(const Work& one) const { return QStringLiteral("%1. %2").arg(one.lab->number).arg(title_of(one).section(u':', 0, 0)); }

void LabPane::seen_changed(bool seen) {
    // Labs are read from the disk when somebody wants to see them.
    if (seen && !looked_for_labs_) find_labs();
    else if (seen) read_again();
}

void LabPane::choose_lab(int) {
    Work* const chosen = work();
    if (chosen == nullptr) return;
    if (number_ != 0) checker_->cancel();
    number_ = 0;
    checked_.reset();
    model_->show(std::nullopt);
    hint_ = 0;
    {
        const QSignalBlocker blocker(tabs_);
        while (tabs_->count() > 0) tabs_->removeTab(0);
        for (const std::string& file : chosen->lab->files) tabs_->addTab(text_of(file));
        for (const auto& [file, content] : chosen->lab->provided) tabs_->addTab(text_of(file));
    }
    read_again();
    show_file(0);
    show_texts();
    show_result(-1);
    show_state();
    say({});
}

bool LabPane::edits(int tab) const {
    const Work* const chosen = work();
    return chosen != nullptr && tab >= 0 && static_cast<std::size_t>(tab) < chosen->lab->files.size();
}

void LabPane::show_file(int at) {
    const Work* const chosen = work();
    if (chosen == nullptr || at < 0 || at >= tabs_->count()) return;
    const QString name = tabs_->tabText(at);
    const QSignalBlocker blocker(editor_);
    const std::string file = name.toStdString();
    const auto& from = edits(at) ? chosen->files : chosen->lab->provided;
    const auto found = from.find(file);
    editor_->show_file(name, found == from.end() ? QString() : text_of(found->second), !edits(at));
    editor_->restyle(theme());
}

void LabPane::keep_edited() {
    Work* const chosen = work();
    if (chosen == nullptr || !edits(tabs_->currentIndex())) return;
    const std::string file = tabs_->tabText(tabs_->currentIndex()).toStdString();
    chosen->files[file] = editor_->text().toStdString();
    chosen->unsaved.insert(file);
    editor_->clear_mark();
    show_status();
}

void LabPane::show_texts() {
    const Work* const chosen = work();
    check_->setEnabled(chosen != nullptr);
    new_->setEnabled(chosen != nullptr);
    if (chosen == nullptr) return;
    labs_->setToolTip(title_of(*chosen));
    text_->setMarkdown(text_of(chosen->lab->text.in(context().language())));
    show_hints();
}

void LabPane::show_hints() {
    const std::vector<labs::BothLanguages>& levels = work()->lab->hints;
    QString hints;
    for (std::size_t level = 0; level < hint_ && level < levels.size(); ++level)
        hints += QStringLiteral("### %1\n\n%2\n\n").arg(tr("Hint %1").arg(level + 1), text_of(levels[level].in(context().language())));
    hints_->setMarkdown(hints.isEmpty() ? tr("The first hint says least. Try without one for a while.") : hints);
    more_->setEnabled(hint_ < levels.size());
    more_->setText(more_->isEnabled() ? tr("Show h&int %1 of %2").arg(hint_ + 1).arg(levels.size()) : tr("There are no more hints"));
}

void LabPane::next_hint() {
    if (work() == nullptr) return;
    ++hint_;
    show_hints();
    // The new one is at the top, whatever stands before it.
    const QTextCursor heading = hints_->document()->find(tr("Hint %1").arg(hint_));
    const QAbstractTextDocumentLayout& lines = *hints_->document()->documentLayout();
    // How far one can scroll is known once all of it has its place.
    hints_->verticalScrollBar()->setMaximum(std::max(0, static_cast<int>(lines.documentSize().height()) - hints_->viewport()->height()));
    hints_->verticalScrollBar()->setValue(static_cast<int>(lines.blockBoundingRect(heading.block()).top()));
}

void LabPane::show_result(int at) {
    const labs::TestResult* const test = model_->row(at);
    message_->setPlainText(test != nullptr ? told(*test) : QString());
    verdict_->setVisible(model_->report().has_value());
}

QString LabPane::told(const labs::TestResult& test) const {
    if (test.verdict == labs::TestResult::Verdict::kPassed) return text_of(labs::safe_line(test.title));
    QString text = text_of(labs::safe_text(test.message));
    if (!test.divergent_explain.empty())
        text += QStringLiteral("\n\n%1\n%2").arg(text_of(labs::say(context().language(), labs::Say::kFirstStep)), text_of(labs::safe_text(test.divergent_explain)));
    if (test.verdict == labs::TestResult::Verdict::kFailed && !work()->folder.empty())
        text += QStringLiteral("\n\n") + tr("To stop there and look around, in a terminal in your folder: anel lab debug --only %1").arg(text_of(labs::safe_line(test.name)));
    return text;
}

void LabPane::go_to_failure() {
    const labs::TestResult* const test = model_->row(results_->currentIndex().row());
    if (test == nullptr || test->line == 0) return;
    for (int tab = 0; tab < tabs_->count(); ++tab)
        if (tabs_->tabText(tab).toStdString() == test->file) {
            tabs_->setCurrentIndex(tab);
            editor_->go_to(static_cast<int>(test->line));
            editor_->setFocus();
        }
}

void LabPane::say(const QString& text) {
    said_ = text;
    show_status();
}

void LabPane::show_status() {
    const QString text = said_.isEmpty() ? where_it_is_kept() : said_;
    status_->setText(text);
    status_->setVisible(!text.isEmpty());
}

void LabPane::show_state() {
    check_->setText(number_ != 0 ? tr("&Cancel") : tr("&Check"));
    points_->setText(number_ != 0 ? tr("checking…") : model_->report() ? LabResultsModel::sum(*model_->report()) : tr("not checked"));
}

void LabPane::retranslate() {
    show_state();
    show_status();
    labs_label_->setText(tr("&Lab:"));
    student_label_->setText(tr("S&tudent:"));
    student_->setToolTip(tr("How your course knows you: the tests ask you questions of your own"));
    open_->setText(tr("&Open…"));
    open_->setToolTip(tr("Works in a folder that `anel lab new` or New has made"));
    new_->setText(tr("&New…"));
    new_->setToolTip(tr("Makes a folder of this lab, and keeps there what you write"));
    check_->setToolTip(tr("Runs the visible tests (in the background)"));
    reading_->setTabText(0, tr("Page"));
    reading_->setTabText(1, tr("Hints"));
    labs_->setAccessibleName(tr("Lab"));
    text_->setAccessibleName(tr("The lab's page"));
    hints_->setAccessibleName(tr("Hints"));
    tabs_->setAccessibleName(tr("Files"));
    editor_->setAccessibleName(tr("The file"));
    results_->setAccessibleName(tr("Results"));
    message_->setAccessibleName(tr("What the test saw"));
    for (std::size_t at = 0; at < works_.size(); ++at) {
        labs_->setItemText(static_cast<int>(at), name_of(works_[at]));
        labs_->setItemData(static_cast<int>(at), title_of(works_[at]), Qt::ToolTipRole);
    }
    model_->retranslate();
    results_->resizeColumnsToContents();
    show_texts();
    check_again();
}

void LabPane::restyle() {
    QFont heading = theme().font();
    heading.setBold(true);
    points_->setFont(heading);
    points_->setMinimumHeight(check_->sizeHint().height());
    editor_->restyle(theme());
    message_->setFont(theme().font());
    // Low where there is little room: else what the tests say would lie below the pane's edge.
    const int line = QFontMetrics(theme().font()).height();
    for (QWidget* const part : {static_cast<QWidget*>(text_), static_cast<QWidget*>(hints_), static_cast<QWidget*>(editor_), static_cast<QWidget*>(results_), static_cast<QWidget*>(message_)})
        part->setMinimumHeight(kLeastLines * line);
    results_->verticalHeader()->setDefaultSectionSize(results_->fontMetrics().height() + theme().scaled(6));
    results_->resizeColumnsToContents();
    for (QTextBrowser* const page : {text_, hints_}) page->document()->setDefaultFont(theme().font());
    show_texts();
}

QString LabPane::table() const { return csv_of(*model_); }

bool LabPane::worth_a_picture() {
    if (!looked_for_labs_) find_labs();
    if (!checked_ && number_ == 0 && work() != nullptr) check();
    return (checked_ != nullptr && number_ == 0) || work() == nullptr;
}

void LabPane::resizeEvent(QResizeEvent* event) {
    halves_->setOrientation(event->size().width() < theme().scaled(kWideEnough) ? Qt::Vertical : Qt::Horizontal);
    Pane::resizeEvent(event);
}

bool LabPane::event(QEvent* event) {
    // Who comes back from another editor sees what was written there.
    if (event->type() == QEvent::WindowActivate) read_again();
    return Pane::event(event);
}

void LabPane::changeEvent(QEvent* event) {
    Pane::changeEvent(event);
    if (event->type() == QEvent::FontChange) results_->resizeColumnsToContents();
}

}  // namespace anel::gui
