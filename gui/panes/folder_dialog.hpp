// Asks for a new folder: where, and what it shall be called. What is wrong with an answer stands below it while it is written, and the dialog stays until
// the folder is made or the question is called off. Not here: making it, and what is wrong (whoever asks says both); folders that are there (QFileDialog).
#pragma once

#include <QDialog>
#include <functional>

class QLabel;
class QLineEdit;

namespace anel::gui {

class Theme;

class FolderDialog : public QDialog {
    Q_OBJECT

public:
    /// All that it says, in the language in use.
    struct Words {
        QString title;
        QString place;    ///< of the folder around it
        QString choose;   ///< that one from those that are there
        QString name;
        QString make;     ///< on the button
        QString cancel;   ///< likewise
        QString promise;  ///< of the folder %1, where nothing is wrong
    };
    /// Of a folder's path: what is wrong, and what to do; empty: nothing.
    using Problem = std::function<QString(const QString& folder)>;

    /// In front of the window that `parent` is in. `make` makes the folder; what it says instead is shown, and another name can be given.
    FolderDialog(const Words& words, const Theme& theme, Problem problem, Problem make, QWidget* parent);
    void propose(const QString& place, const QString& name);
    /// Absolute, as it stands there.
    QString folder() const;
    void accept() override;

private:
    void look();
    void choose();
    void show_problem(const QString& problem);

    Words words_;
    Problem problem_;
    Problem make_;
    QLineEdit* place_;
    QLineEdit* name_;
    QLabel* message_;
    QPalette usual_;
    QPalette warned_;
};

}  // namespace anel::gui
