// The strip below the toolbar: of the crossing that slow motion has stopped behind who goes to whom, and one sentence why, both large enough for
// the last row of a lecture room; and messages that a person must not miss and can put away.
// Not here: dialogs; there are none for errors. All that there is to say about a trap (gui/panes/story_pane.hpp).
#pragma once

#include <QWidget>

#include "gui/session/frame.hpp"
#include "isa/explain/language.hpp"

class QLabel;
class QScrollArea;
class QToolButton;

namespace anel::gui {

class Theme;

class Banner : public QWidget {
    Q_OBJECT

public:
    /// As wide as `window`, and in letters that grow with it.
    explicit Banner(QWidget* window);

    void show_frame(const session::Frame& frame, explain::Language language);
    void forget_crossing() { set_crossing(QString(), QString()); }
    /// Stays until it is put away or another one comes.
    void say(const QString& message, bool is_error);
    void retranslate();
    void restyle(const Theme& theme);
    QString message() const;
    QString headline() const;
    QString sentence() const;
    bool is_empty() const { return message().isEmpty() && headline().isEmpty(); }

Q_SIGNALS:
    /// There is something to show now, or there no longer is.
    void changed();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void fit();
    /// The height of all that is said, in that width.
    int arrange(int width);
    void set_crossing(const QString& headline, const QString& sentence);

    QWidget* window_;
    QScrollArea* area_;
    QLabel* message_;
    QToolButton* close_;
    QLabel* headline_;
    QLabel* sentence_;
    QColor error_colour_, notice_colour_;
    QFont font_;
    int percent_ = 100;
    double least_scale_ = 1;
    bool is_error_ = false;
};

}  // namespace anel::gui
