// The overhead: one workload in every mode, measured in the background; where each mode's cycles go, and how often it traps.
// Not here: the experiment (monitor/control/compare.hpp), its thread (gui/session/comparer.hpp), the picture (overhead_chart.hpp).
#pragma once

#include <QString>
#include <map>
#include <memory>
#include <vector>

#include "gui/panes/pane.hpp"
#include "gui/session/comparer.hpp"

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QTableView;

namespace anel::gui {

class OverheadChart;
class OverheadModel;

class OverheadPane : public Pane {
    Q_OBJECT

public:
    explicit OverheadPane(PaneContext& context);
    ~OverheadPane() override;
    QString title() const override;
    QString help() const override;
    void show_frame(const session::Frame& frame) override;
    void retranslate() override;
    void restyle() override;
    QString table() const override;
    bool is_drawing() const override { return true; }
    void draw(QPainter& painter, const QSizeF& size) override;
    QSizeF drawing_size() const override;
    bool worth_a_picture() override;

    /// What is shown now; null: nothing has been measured for the chosen workload.
    std::shared_ptr<const control::Comparison> shown() const { return shown_; }
    /// Keeps what somebody else has measured on the machine on the screen, all under one policy, and shows the first of them.
    void adopt(const std::vector<control::Comparison>& measured);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum View { kCycles, kPercent, kPerOperation, kTraps, kTable };

    /// What results are kept by: the machine's file, the policy and the workload.
    QString key_of(const session::CompareWish& wish) const;
    session::CompareWish wish() const;
    void start_or_cancel();
    void take();
    void show_result();
    void show_view();
    void show_progress();
    void say(const QString& text);
    /// Where bars and choices have no room for both, most choices are behind a button.
    void fold();

    QComboBox* workload_;
    QComboBox* policy_;
    QComboBox* view_;
    QLabel* workload_label_;
    QLabel* policy_label_;
    QLabel* view_label_;
    QPushButton* start_;
    QPushButton* unfold_;
    QWidget* more_;  ///< the choices that can be folded
    QCheckBox* references_;
    std::vector<QCheckBox*> modes_;
    QProgressBar* progress_;
    QLabel* status_;
    QLabel* caveat_;
    QStackedWidget* pages_;
    QScrollArea* scroll_;
    OverheadChart* chart_;
    QTableView* table_;
    OverheadModel* model_;

    std::string machine_file_;
    std::map<QString, std::shared_ptr<const control::Comparison>> results_;
    std::shared_ptr<const control::Comparison> shown_;
    session::ComparingPtr comparing_;  ///< the last that was taken; null: none yet
    std::uint64_t number_ = 0;         ///< of the last wish
    std::unique_ptr<session::Comparer> comparer_;  ///< last: it ends before what it calls
};

}  // namespace anel::gui
