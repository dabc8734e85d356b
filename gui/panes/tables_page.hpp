// Page tables side by side: the guest's own, those that the machine walks in their place, and the nested ones behind; each a tree. Behind a page fault
// they are open where it happened.
// Not here: the trees' contents (gui/models/tables_model.hpp).
#pragma once

#include <QWidget>
#include <array>
#include <optional>
#include <set>

#include "gui/panes/pane.hpp"

class QLabel;
class QSplitter;
class QTreeView;

namespace anel::gui {

class TablesModel;

class TablesPage : public QWidget {
    Q_OBJECT

public:
    explicit TablesPage(PaneContext& context, QWidget* parent = nullptr);

    void set_seen(bool seen);
    void show_frame(const session::Frame& frame);
    void retranslate();
    void restyle();
    QString table() const;
    /// The first table of each side, where none is open: for a picture.
    void open_first();

Q_SIGNALS:
    /// An entry was entered: what it translates first, by these tables.
    void entered(session::AddressSpace space, std::uint32_t address);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Side {
        session::AddressSpace space;
        session::ViewId view = 0;
        QWidget* box = nullptr;
        QLabel* title = nullptr;
        QLabel* summary = nullptr;
        QTreeView* tree = nullptr;
        TablesModel* model = nullptr;
        std::set<std::uint32_t> open;  ///< level-1 indices
        std::optional<std::uint32_t> lent;  ///< that of them which a fault has opened
        bool leads = false;                 ///< to the fault's entry, as soon as the machine has told it
        bool follows = false;               ///< it has led there, and a person has not gone elsewhere
        bool exists = true;
        bool asked = false;
    };

    void ask(Side& side);
    /// Which of the three there are now; says of the others why there are none.
    void arrange(const session::Frame& frame);
    void follow_fault(const session::Frame& frame);
    void lead(Side& side);
    void keep_in_sight(Side& side);
    void show_side(Side& side, const session::Frame& frame, bool anew, bool moved);
    void stack();
    void set_columns(const Side& side, double scale);
    void fit_columns(const Side& side);
    void reopen(Side& side);

    PaneContext& context_;
    QLabel* absent_;
    QSplitter* splitter_;
    std::array<Side, 3> sides_;
    bool seen_ = false;
    bool reopening_ = false;
    std::uint64_t machine_ = 0;
    std::uint64_t jumps_ = 0;
    machine::Moment moment_{};
    std::optional<std::uint32_t> fault_;  ///< the address that the page fault was about behind which it stands
    std::optional<machine::Moment> fault_at_;
};

}  // namespace anel::gui
