#include "gui/panes/welcome_pane.hpp"

#include <QCheckBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStyle>
#include <QVBoxLayout>

#include "gui/models/scenario.hpp"
#include "gui/panes/flow_layout.hpp"
#include "gui/panes/scenario_picture.hpp"

namespace anel::gui {

namespace {

constexpr int kCardWidth = 330;  ///< at 100 %, about
constexpr int kMargin = 12;

QFont larger(const QFont& font, double by) {
    QFont large = font;
    large.setPointSizeF(large.pointSizeF() * by);
    large.setBold(true);
    return large;
}

}  // namespace

ScenarioCard::ScenarioCard(PaneContext& context, std::size_t number, QWidget* parent) : QAbstractButton(parent), context_(context), number_(number) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ScenarioCard::set_words(const QString& title, const QString& description) {
    setText(title);
    description_ = description;
    setAccessibleName(title);
    setAccessibleDescription(description);
    updateGeometry();
    update();
}

void ScenarioCard::set_recent(bool recent) {
    recent_ = recent;
    update();
}

QFont ScenarioCard::title_font() const { return larger(context_.theme().font(), 1.25); }
int ScenarioCard::picture_side() const { return context_.theme().scaled(84); }

int ScenarioCard::heightForWidth(int width) const {
    const int room = width - picture_side() - 3 * kMargin;
    const auto height = [room](const QFont& font, const QString& text) { return QFontMetrics(font).boundingRect(QRect(0, 0, room, 10'000), Qt::TextWordWrap, text).height(); };
    const QString title = QStringLiteral("%1  %2").arg(number_ + 1).arg(text());
    return std::max(picture_side(), height(title_font(), title) + kMargin / 2 + height(context_.theme().font(), description_)) + 2 * kMargin;
}

QSize ScenarioCard::sizeHint() const {
    const int width = context_.theme().scaled(kCardWidth);
    return {width, heightForWidth(width)};
}

void ScenarioCard::enterEvent(QEnterEvent*) { update(); }
void ScenarioCard::leaveEvent(QEvent*) { update(); }

void ScenarioCard::paintEvent(QPaintEvent*) {
    const Theme& theme = context_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool marked = hasFocus() || underMouse();
    painter.setBrush(isDown() ? theme.changed() : theme.background());
    painter.setPen(QPen(marked ? theme.highlight() : theme.grid(), marked ? 3 : 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 8, 8);
    const int side = picture_side();
    draw_scenario_picture(painter, QRectF(kMargin, kMargin, side, side), number_, theme);
    QRect room = rect().adjusted(side + 2 * kMargin, kMargin, -kMargin, -kMargin);
    painter.setPen(theme.text());
    painter.setFont(title_font());
    QRect used;
    painter.drawText(room, Qt::TextWordWrap, QStringLiteral("%1  %2").arg(number_ + 1).arg(text()), &used);
    room.setTop(used.bottom() + kMargin / 2);
    painter.setFont(theme.font());
    painter.setPen(theme.faint_text());
    painter.drawText(room, Qt::TextWordWrap, description_);
    if (recent_) draw_mark(painter, QPointF(width() - kMargin, kMargin), theme.scaled(10), look_of(Ring::k0, theme.dark()));
}

WelcomePane::WelcomePane(PaneContext& context)
    : Pane(context), heading_(new QLabel), invitation_(new QLabel), area_(new QScrollArea(this)), page_(new QWidget), grid_(new QGridLayout), machine_(new QPushButton(page_)),
      at_start_(new QCheckBox(page_)) {
    heading_->setWordWrap(true);
    invitation_->setWordWrap(true);
    machine_->setObjectName(QStringLiteral("welcome_leave"));
    at_start_->setObjectName(QStringLiteral("welcome_at_start"));
    auto* const layout = new QVBoxLayout(page_);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->addWidget(heading_);
    layout->addWidget(invitation_);
    layout->addSpacing(kMargin / 2);
    grid_->setSpacing(kMargin);
    layout->addLayout(grid_);
    layout->addStretch();
    auto* const below = new FlowLayout;
    below->addWidget(machine_);
    below->addWidget(at_start_);
    layout->addLayout(below);
    area_->setWidget(page_);
    area_->setWidgetResizable(true);
    area_->setFrameShape(QFrame::NoFrame);
    area_->setFocusPolicy(Qt::NoFocus);
    auto* const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(area_);
    const std::vector<Scenario> lessons = scenarios();
    for (std::size_t i = 0; i < lessons.size(); ++i) {
        auto* const card = new ScenarioCard(context, i, page_);
        card->setObjectName(QStringLiteral("card_") + QLatin1String(lessons[i].name));
        cards_.push_back(card);
        names_.push_back(QLatin1String(lessons[i].name));
        connect(card, &QAbstractButton::clicked, this, [this, i] { Q_EMIT chosen(static_cast<int>(i)); });
        auto* const key = new QShortcut(QKeySequence(Qt::Key_1 + static_cast<int>(i)), this);
        key->setContext(Qt::WidgetWithChildrenShortcut);
        connect(key, &QShortcut::activated, this, [this, i] { Q_EMIT chosen(static_cast<int>(i)); });
    }
    setTabOrder(cards_.back(), machine_);
    setTabOrder(machine_, at_start_);
    connect(machine_, &QPushButton::clicked, this, &WelcomePane::left);
    connect(at_start_, &QCheckBox::toggled, this, &WelcomePane::at_start_changed);
    setFocusProxy(cards_.front());
}

QString WelcomePane::title() const { return tr("Welcome"); }

QString WelcomePane::help() const {
    return tr("Seven lessons, one click or one digit each. Each asks, waits for the room to guess, and then measures. A mark in the corner is on those given lately; Escape goes to the machine without a lesson.");
}

void WelcomePane::set_at_start(bool on) {
    const QSignalBlocker quiet(at_start_);
    at_start_->setChecked(on);
}

void WelcomePane::set_recent(const QStringList& names) {
    recent_ = names;
    for (std::size_t i = 0; i < cards_.size(); ++i) cards_[i]->set_recent(recent_.contains(names_[i]));
}

void WelcomePane::resizeEvent(QResizeEvent* event) {
    Pane::resizeEvent(event);
    arrange();
}

/// No shortcut: within a journey in time Escape is the window's.
void WelcomePane::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier) Q_EMIT left();
    else Pane::keyPressEvent(event);
}

/// As many columns as there is room for.
void WelcomePane::arrange() {
    const int columns = std::clamp(width() / theme().scaled(kCardWidth), 1, 4);
    if (columns == columns_) return;
    for (ScenarioCard* const card : cards_) grid_->removeWidget(card);
    for (int i = 0; i < grid_->columnCount(); ++i) grid_->setColumnStretch(i, 0);
    columns_ = columns;
    for (std::size_t i = 0; i < cards_.size(); ++i) grid_->addWidget(cards_[i], static_cast<int>(i) / columns, static_cast<int>(i) % columns);
    for (int i = 0; i < columns_; ++i) grid_->setColumnStretch(i, 1);
}

void WelcomePane::retranslate() {
    heading_->setText(tr("What does it cost, and what does it take, to run an operating system that believes it owns the machine?"));
    invitation_->setText(tr("Choose a lesson: click it, or press its digit. Each asks a question, waits for the room to guess, and then measures; no number is made up."));
    machine_->setText(tr("&To the machine, without a lesson"));
    machine_->setToolTip(tr("Escape. F2 comes back here."));
    at_start_->setText(tr("Sh&ow this page at start"));
    const std::vector<Scenario> lessons = scenarios();
    for (std::size_t i = 0; i < cards_.size(); ++i) cards_[i]->set_words(lessons[i].title, lessons[i].description);
}

void WelcomePane::restyle() {
    heading_->setFont(larger(theme().font(), 1.6));
    QFont plain = theme().font();
    plain.setPointSizeF(plain.pointSizeF() * 1.15);
    invitation_->setFont(plain);
    columns_ = 0;
    arrange();
    for (ScenarioCard* const card : cards_) card->updateGeometry();
}

}  // namespace anel::gui
