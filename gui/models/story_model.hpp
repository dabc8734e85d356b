// The steps of a trap's story as a table: who did what, for how many cycles, and how many it has been by then. What was told within a step stands
// below it, numbered 3.1, 3.2: its cycles are those of the step, not more.
// Not here: the story itself (monitor/control/story.hpp), the sentences around the table (gui/panes/story_pane.cpp).
#pragma once

#include <QAbstractTableModel>
#include <array>
#include <vector>

#include "gui/session/frame.hpp"

namespace anel::gui {

struct StoryRow {
    QString number;    ///< "3.1"; of what came later, added up: "…"
    QString who;
    QString what;
    Cycles cycles = 0;
    Cycles begins = 0; ///< in cycles since the trap was raised
    unsigned depth = 0;
    bool is_story = false;  ///< another trap; its own steps follow, if they are known
    spec::Activity activity = spec::Activity::kOther;
};

class StoryModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kNumber, kWho, kWhat, kCycles, kTotal, kShare, kColumns };
    using Residents = std::array<session::Resident, kLaneCount>;

    explicit StoryModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void show(const session::StoryTold& told, const Residents& residents);
    void clear();
    /// The language is another one.
    void retranslate();

    const StoryRow& row(int row) const { return rows_[static_cast<std::size_t>(row)]; }
    Cycles cycles() const { return told_.story.cycles; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void arrange();
    void add_story(const control::Story& story, const QString& above, Cycles begins, unsigned depth);
    void add_step(const control::Story& of, const control::StoryStep& step, const QString& number, Cycles begins, unsigned depth);

    session::StoryTold told_;
    Residents residents_{};
    std::vector<StoryRow> rows_;
};

}  // namespace anel::gui
