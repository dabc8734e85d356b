// Where somebody says which address is meant, and by which tables: a number, a register, a symbol or a sum of these.
// Not here: what is shown of it (hex_page.hpp, walk_page.hpp).
#pragma once

#include <QObject>
#include <cstdint>
#include <initializer_list>

#include "gui/panes/pane.hpp"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace anel::gui {

class FlowLayout;

class AddressChoice : public QObject {
    Q_OBJECT

public:
    /// Its widgets are named NAME_address and NAME_space; whoever they are laid out in owns them.
    AddressChoice(PaneContext& context, const QString& name, std::initializer_list<session::AddressSpace> spaces, QObject* parent);

    void add_to(FlowLayout& layout);
    QWidget* field() const;
    session::AddressSpace space() const;
    /// Neither of these is told.
    void set_space(session::AddressSpace space);
    void set_text(const QString& text);

    void retranslate(const QString& button);
    void restyle();

Q_SIGNALS:
    void chosen(std::uint32_t address);
    /// What was written is no address; why, in a sentence.
    void refused(const QString& why);
    void space_changed();

private:
    void evaluate();

    PaneContext& context_;
    QLabel* address_label_;
    QLineEdit* address_;
    QPushButton* go_;
    QLabel* space_label_;
    QComboBox* space_;
};

}  // namespace anel::gui
