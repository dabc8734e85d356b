// The strip below the toolbar: one large sentence about the crossing that slow motion has stopped behind, and messages that a person must not
// miss and can put away.
// Not here: dialogs; there are none for errors.
#pragma once

#include <QWidget>

#include "gui/session/frame.hpp"
#include "isa/explain/language.hpp"

class QLabel;
class QToolButton;

namespace anel::gui {

class Theme;

class Banner : public QWidget {
    Q_OBJECT

public:
    explicit Banner(QWidget* parent = nullptr);

    void show_frame(const session::Frame& frame, explain::Language language);
    /// Stays until it is put away or another one comes.
    void say(const QString& message, bool is_error);
    void retranslate();
    void restyle(const Theme& theme);
    QString message() const;
    QString sentence() const;
    /// As high as the words are at this width.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    bool is_empty() const { return message().isEmpty() && sentence().isEmpty(); }

Q_SIGNALS:
    /// There is something to show now, or there no longer is.
    void changed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();
    void set_sentence(const QString& text);

    QLabel* message_;
    QToolButton* close_;
    QLabel* sentence_;
    QColor error_colour_, notice_colour_;
    bool is_error_ = false;
};

}  // namespace anel::gui
