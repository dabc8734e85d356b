// The consoles: what the guest prints, a line to type to it, and the machine's log, where monitors say why they gave up.
// Not here: what is remembered of them (gui/models/transcript.hpp).
#pragma once

#include <QStringList>

#include "gui/models/transcript.hpp"
#include "gui/panes/pane.hpp"

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace anel::gui {

class ConsolePane : public Pane {
    Q_OBJECT

public:
    explicit ConsolePane(PaneContext& context);
    QString title() const override;
    QString help() const override;
    void show_frame(const session::Frame& frame) override;
    bool wants_every_frame() const override { return true; }
    void retranslate() override;
    void restyle() override;

    /// What is on the console now.
    QString text() const { return console_.text(); }

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void show_typing(const session::Frame& frame);
    void type_line();
    void recall(int step);
    void update(Transcript& transcript, QPlainTextEdit& page, const session::TextPiece& piece, const std::vector<session::Typed>& typed);

    QTabWidget* pages_;
    QPlainTextEdit* console_page_;
    QPlainTextEdit* log_page_;
    QLabel* label_;
    QLineEdit* line_;
    QPushButton* end_;
    Transcript console_;
    Transcript log_;
    std::uint64_t machine_ = 0;
    std::uint64_t frame_ = 0;    ///< the last one taken in: of each only once
    QStringList typed_before_;   ///< lines, for the arrow keys
    qsizetype recalled_ = 0;
};

}  // namespace anel::gui
