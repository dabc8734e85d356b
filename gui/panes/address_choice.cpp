#include "gui/panes/address_choice.hpp"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include "gui/models/words.hpp"
#include "gui/panes/flow_layout.hpp"

namespace anel::gui {

using session::AddressSpace;

AddressChoice::AddressChoice(PaneContext& context, const QString& name, std::initializer_list<AddressSpace> spaces, QObject* parent)
    : QObject(parent), context_(context), address_label_(new QLabel), address_(new QLineEdit), go_(new QPushButton), space_label_(new QLabel), space_(new QComboBox) {
    address_->setObjectName(name + QStringLiteral("_address"));
    space_->setObjectName(name + QStringLiteral("_space"));
    for (const AddressSpace space : spaces) space_->addItem(QString(), static_cast<int>(space));
    space_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    address_label_->setBuddy(address_);
    space_label_->setBuddy(space_);
    connect(address_, &QLineEdit::returnPressed, this, [this] { evaluate(); });
    connect(go_, &QPushButton::clicked, this, [this] { evaluate(); });
    connect(space_, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT space_changed(); });
}

void AddressChoice::add_to(FlowLayout& layout) {
    layout.addWidget(labelled(address_label_, address_));
    layout.addWidget(go_);
    layout.addWidget(labelled(space_label_, space_));
}

QWidget* AddressChoice::field() const { return address_; }
AddressSpace AddressChoice::space() const { return static_cast<AddressSpace>(space_->currentData().toInt()); }

void AddressChoice::set_space(AddressSpace space) {
    const QSignalBlocker quiet(space_);
    space_->setCurrentIndex(space_->findData(static_cast<int>(space)));
}

void AddressChoice::set_text(const QString& text) { address_->setText(text); }

void AddressChoice::evaluate() {
    const std::string text = address_->text().trimmed().toStdString();
    if (text.empty()) return;
    context_.ask(this, session::Evaluate{text}, [this](const session::Answer& answer) {
        if (const auto* const value = std::get_if<session::Value>(&answer)) {
            Q_EMIT chosen(value->value);
            return;
        }
        const auto* const none = std::get_if<session::NoAnswer>(&answer);
        Q_EMIT refused(tr("No address. %1", "why").arg(none != nullptr ? Words::detail(none->message) : QString()));
    });
}

void AddressChoice::retranslate(const QString& button) {
    address_label_->setText(tr("Addr&ess:"));
    address_->setAccessibleName(tr("Address: a number, a register, a symbol or a sum of these"));
    address_->setPlaceholderText(tr("number, register or symbol"));
    go_->setText(button);
    space_label_->setText(tr("by:"));
    space_->setAccessibleName(tr("By which tables"));
    for (int i = 0; i < space_->count(); ++i) {
        QString words;
        switch (static_cast<AddressSpace>(space_->itemData(i).toInt())) {
            case AddressSpace::kNow: words = tr("what is in force now"); break;
            case AddressSpace::kGuest: words = tr("the guest's tables"); break;
            case AddressSpace::kMachine: words = tr("the tables that the machine walks"); break;
            case AddressSpace::kNested: words = tr("the nested tables alone"); break;
            case AddressSpace::kPhysical: words = tr("none: real memory"); break;
        }
        space_->setItemText(i, words);
    }
}

void AddressChoice::restyle() {
    address_->setFont(context_.theme().fixed_font());
    address_->setMinimumWidth(context_.theme().scaled(160));
}

}  // namespace anel::gui
