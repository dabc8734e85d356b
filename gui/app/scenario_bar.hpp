// The lesson's strip along the bottom of the window, or beneath the one pane that fills the screen: question, guesses, answer, in large words, and
// the keys for it: Space or Right go on, Left goes back, 1 to 4 count a raised hand, 0 forgets them, Escape ends.
// Not here: what happens then (scenario_player.hpp).
#pragma once

#include <QFrame>
#include <array>

#include "gui/app/scenario_player.hpp"

class QBoxLayout;
class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QTableWidget;

namespace anel::gui {

class ScenarioBar : public QFrame {
    Q_OBJECT

public:
    explicit ScenarioBar(ScenarioPlayer& player, QWidget* parent = nullptr);

    void retranslate();
    void restyle(const Theme& theme);
    /// As high as its words need it at this width, and not higher than a good half of what it is in.
    void fit();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void show_all();
    void show_table();
    void arrange();
    void place_table();
    void arrange_guesses();
    void add_key(const QKeySequence& key, std::function<void()> act);

    ScenarioPlayer& player_;
    QLabel* title_;
    QPushButton* back_;
    QPushButton* forward_;
    QPushButton* end_;
    QScrollArea* area_;
    QWidget* content_;
    QBoxLayout* columns_;  ///< words, and the table beside or below them
    QLabel* question_;
    QGridLayout* guess_grid_;
    std::array<QPushButton*, ScenarioPlayer::kMostGuesses> guesses_{};
    QProgressBar* progress_;
    QLabel* sentence_;
    QLabel* explanation_;
    QTableWidget* table_;
    QSize known_limit_;
};

}  // namespace anel::gui
