// Memory byte by byte, by whatever tables.
// Not here: its lines (gui/models/hex_model.hpp).
#pragma once

#include <QWidget>
#include <cstdint>

#include "gui/panes/pane.hpp"

class QLabel;
class QPushButton;
class QTableView;

namespace anel::gui {

class AddressChoice;
class HexModel;

class HexPage : public QWidget {
    Q_OBJECT

public:
    explicit HexPage(PaneContext& context, QWidget* parent = nullptr);

    void set_seen(bool seen);
    void show_frame(const session::Frame& frame);
    void retranslate();
    void restyle();
    QString table() const;

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void ask();
    void go_to(std::uint32_t address);
    void fit_columns();

    PaneContext& context_;
    session::ViewId view_;
    AddressChoice* choice_;
    QPushButton* before_;
    QPushButton* after_;
    QLabel* message_;
    QTableView* table_;
    HexModel* model_;
    std::uint32_t wanted_ = 0;
    bool has_address_ = false;
    bool seen_ = false;
    bool asked_ = false;
    std::uint64_t machine_ = 0;
    std::uint64_t jumps_ = 0;
    machine::Moment moment_{};
};

}  // namespace anel::gui
