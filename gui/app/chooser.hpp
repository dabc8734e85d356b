// What is run, chosen at the window's top: mode, policy, workload, and how fast. A change of the first three starts the machine anew.
// Not here: the buttons that run it (controls.hpp).
#pragma once

#include <QObject>

#include "gui/panes/pane.hpp"

class QComboBox;
class QLabel;
class QWidget;

namespace anel::gui {

class Chooser : public QObject {
    Q_OBJECT

public:
    explicit Chooser(PaneContext& context, QObject* parent = nullptr);

    /// Each choice with its name, for the strip that holds them (top_bar.hpp).
    const QList<QWidget*>& parts() const { return parts_; }

    /// What the machine is, which may not be what was chosen.
    void show_frame(const session::Frame& frame);
    void retranslate();
    void restyle(const Theme& theme);
    /// Instructions a second; 0: as many as it can.
    double speed() const;
    /// The next slower one than as fast as it can, if that is chosen.
    void choose_slow();
    /// Of the bundled machine again, or of that file.
    void choose_machine(const QString& file);
    session::Configuration chosen() const;

Q_SIGNALS:
    /// A machine has been asked for.
    void loading(const session::Configuration& configuration);

private:
    void load();
    void name_no_workload();
    QComboBox* add(QLabel*& label);

    PaneContext& context_;
    QList<QWidget*> parts_;
    QLabel* mode_label_ = nullptr;
    QLabel* policy_label_ = nullptr;
    QLabel* workload_label_ = nullptr;
    QLabel* speed_label_ = nullptr;
    QComboBox* mode_;
    QComboBox* policy_;
    QComboBox* workload_;
    QComboBox* speed_;
    std::string machine_file_;
    session::Configuration shown_;  ///< of the last machine
    std::uint64_t machine_ = 0;
};

}  // namespace anel::gui
