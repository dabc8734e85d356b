// The lesson's strip along the bottom of the window, or beneath the one pane that fills the screen: question, guesses, answer, in large words. Where the window is
// low for its words it is a column beside the panes. And
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

class ElidedLabel;

class ScenarioBar : public QFrame {
    Q_OBJECT

public:
    explicit ScenarioBar(ScenarioPlayer& player, QWidget* parent = nullptr);

    void retranslate();
    void restyle(const Theme& theme);
    /// A column beside what the lesson shows, and not a strip beneath it.
    void set_beside(bool beside);
    /// As high as its words need it at this width, and not higher than a good half of what it is in; as a column, as wide as somewhat less than half of that.
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
    void size_words();
    void size_header();
    double than_usual(double by) const;
    QFont sized(double scale, double by, bool bold) const;
    /// In pixels: how wide the words can be, how high they need to be, what else is in the strip, and the most that it may be high.
    int width_for_words() const;
    int words_height() const;
    int around_words() const;
    int most() const;
    void add_key(const QKeySequence& key, std::function<void()> act);

    ScenarioPlayer& player_;
    ElidedLabel* title_;
    QPushButton* back_;
    QPushButton* forward_;
    QPushButton* end_;
    QScrollArea* area_;
    QWidget* content_;
    QBoxLayout* header_;   ///< title and buttons
    QBoxLayout* columns_;  ///< words, and the table beside or below them
    QLabel* question_;
    QGridLayout* guess_grid_;
    std::array<QPushButton*, ScenarioPlayer::kMostGuesses> guesses_{};
    QProgressBar* progress_;
    QLabel* sentence_;
    QLabel* explanation_;
    QTableWidget* table_;
    QFont font_;
    int percent_ = 100;
    double least_scale_ = 1;
    double scale_ = 1;     ///< of their size, that the words have
    bool scrolls_ = false;
    bool beside_ = false;
    QSize known_limit_;
};

}  // namespace anel::gui
