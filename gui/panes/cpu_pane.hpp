// The CPU pane: general registers in every way of writing them, system registers by ring and field, and what the CPU is doing.
// Not here: the values (gui/models).
#pragma once

#include "gui/panes/pane.hpp"

class QLabel;
class QTableView;
class QTabWidget;
class QTreeView;

namespace anel::gui {

class CsrModel;
class RegisterModel;

class CpuPane : public Pane {
    Q_OBJECT

public:
    explicit CpuPane(PaneContext& context);
    QString title() const override;
    QString help() const override;
    void show_frame(const session::Frame& frame) override;
    void retranslate() override;
    void restyle() override;
    /// Of the page in front.
    QString table() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit_columns();
    void set_columns(const QFont& font);

    QLabel* summary_;
    QTabWidget* pages_;
    QTableView* registers_;
    QTreeView* csrs_;
    RegisterModel* register_model_;
    CsrModel* csr_model_;
};

}  // namespace anel::gui
