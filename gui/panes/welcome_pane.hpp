// The welcome page: a card for each lesson, one click or one digit each.
// Not here: the lessons (gui/models/scenario.hpp), their pictures (scenario_picture.hpp), what a click leads to (gui/app/lesson.cpp).
#pragma once

#include <QAbstractButton>
#include <QStringList>
#include <vector>

#include "gui/panes/pane.hpp"

class QCheckBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace anel::gui {

/// A large button with a picture, a title and a sentence.
class ScenarioCard : public QAbstractButton {
    Q_OBJECT

public:
    ScenarioCard(PaneContext& context, std::size_t number, QWidget* parent);
    void set_words(const QString& title, const QString& description);
    void set_recent(bool recent);
    /// What all of it needs at this width.
    int heightForWidth(int width) const override;
    bool hasHeightForWidth() const override { return true; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QFont title_font() const;
    int picture_side() const;

    PaneContext& context_;
    std::size_t number_;  ///< from 0
    QString description_;
    bool recent_ = false;
};

class WelcomePane : public Pane {
    Q_OBJECT

public:
    explicit WelcomePane(PaneContext& context);
    QString title() const override;
    QString help() const override;
    void show_frame(const session::Frame&) override {}
    void retranslate() override;
    void restyle() override;

    void set_at_start(bool on);
    /// Names of lessons, the last one given first.
    void set_recent(const QStringList& names);

Q_SIGNALS:
    void chosen(int scenario);
    /// To the machine, without a lesson.
    void left();
    void at_start_changed(bool on);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void arrange();

    QLabel* heading_;
    QLabel* invitation_;
    QScrollArea* area_;
    QWidget* page_;
    QGridLayout* grid_;
    std::vector<ScenarioCard*> cards_;
    std::vector<QString> names_;
    QPushButton* machine_;
    QCheckBox* at_start_;
    QStringList recent_;
    int columns_ = 0;
};

}  // namespace anel::gui
