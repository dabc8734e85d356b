#include "gui/panes/folder_dialog.hpp"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

#include "gui/theme/theme.hpp"

namespace anel::gui {

namespace {

constexpr int kWidestLetters = 56;  ///< where the window around it has room for them
constexpr int kMessageLines = 4;

/// As a shell would take it: people write it so.
QString with_home(const QString& path) {
    return path == QStringLiteral("~") || path.startsWith(QStringLiteral("~/")) ? QDir::homePath() + path.mid(1) : path;
}

}  // namespace

FolderDialog::FolderDialog(const Words& words, const Theme& theme, Problem problem, Problem make, QWidget* parent)
    : QDialog(parent), words_(words), problem_(std::move(problem)), make_(std::move(make)), place_(new QLineEdit), name_(new QLineEdit), message_(new QLabel) {
    setWindowTitle(words.title);
    place_->setObjectName(QStringLiteral("folder_place"));
    name_->setObjectName(QStringLiteral("folder_name"));
    message_->setObjectName(QStringLiteral("folder_message"));
    usual_ = warned_ = palette();
    warned_.setColor(QPalette::Window, theme.warning());
    warned_.setColor(QPalette::WindowText, theme.text());
    auto* const place_label = new QLabel(words.place);
    auto* const name_label = new QLabel(words.name);
    place_label->setBuddy(place_);
    name_label->setBuddy(name_);
    auto* const choose_one = new QPushButton(words.choose);
    // Enter is for making the folder.
    choose_one->setAutoDefault(false);
    const QFontMetrics letters(theme.font());
    name_->setMinimumWidth(std::min(kWidestLetters * letters.averageCharWidth(), parent->window()->width() / 2));
    message_->setTextFormat(Qt::PlainText);
    message_->setWordWrap(true);
    message_->setAutoFillBackground(true);
    message_->setMargin(theme.scaled(4));
    message_->setMinimumHeight(kMessageLines * letters.lineSpacing() + 2 * theme.scaled(4));
    message_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    message_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // Qt's own words for buttons are a package that need not be there.
    auto* const buttons = new QDialogButtonBox;
    buttons->addButton(words.make, QDialogButtonBox::AcceptRole)->setDefault(true);
    buttons->addButton(words.cancel, QDialogButtonBox::RejectRole);

    auto* const layout = new QGridLayout(this);
    layout->addWidget(place_label, 0, 0);
    layout->addWidget(place_, 0, 1);
    layout->addWidget(choose_one, 0, 2);
    layout->addWidget(name_label, 1, 0);
    layout->addWidget(name_, 1, 1, 1, 2);
    layout->addWidget(message_, 2, 0, 1, 3);
    layout->addWidget(buttons, 3, 0, 1, 3);
    layout->setRowStretch(2, 1);
    setTabOrder(place_, choose_one);
    setTabOrder(choose_one, name_);

    connect(place_, &QLineEdit::textChanged, this, [this] { look(); });
    connect(name_, &QLineEdit::textChanged, this, [this] { look(); });
    connect(choose_one, &QPushButton::clicked, this, [this] { choose(); });
    connect(buttons, &QDialogButtonBox::accepted, this, &FolderDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &FolderDialog::reject);
}

void FolderDialog::propose(const QString& place, const QString& name) {
    place_->setText(place);
    name_->setText(name);
    name_->selectAll();
    name_->setFocus();
    look();
}

QString FolderDialog::folder() const {
    const QString name = name_->text().trimmed();
    return name.isEmpty() ? QString() : QDir::cleanPath(QDir(with_home(place_->text().trimmed())).absoluteFilePath(with_home(name)));
}

void FolderDialog::accept() {
    const QString problem = make_(folder());
    if (problem.isEmpty()) return QDialog::accept();
    show_problem(problem);
    name_->selectAll();
    name_->setFocus();
}

void FolderDialog::look() { show_problem(problem_(folder())); }

void FolderDialog::choose() {
    const QString place = QFileDialog::getExistingDirectory(this, words_.title, with_home(place_->text()));
    if (!place.isEmpty()) place_->setText(place);
}

void FolderDialog::show_problem(const QString& problem) {
    message_->setPalette(problem.isEmpty() ? usual_ : warned_);
    message_->setText(problem.isEmpty() ? words_.promise.arg(QDir::toNativeSeparators(folder())) : problem);
    // A long path in large letters takes more lines than most.
    const int more = message_->heightForWidth(message_->width()) - message_->height();
    if (isVisible() && more > 0) resize(width(), height() + more);
}

}  // namespace anel::gui
