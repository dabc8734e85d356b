// What every test of a whole window begins and ends with: settings that nobody else has, English, and a window that keys go to.
// Not here: a pane without a window (lone_pane.hpp).
#pragma once

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <functional>
#include <memory>

#include "gui/app/appearance.hpp"
#include "gui/app/main_window.hpp"
#include "gui/app/style.hpp"

namespace anel::gui {

/// Keys go to the active window, and the window manager may still be starting. Waits for it, asking again and again.
inline bool becomes_active(QWidget& window) {
    constexpr int kPatienceMs = 30'000;
    return QTest::qWaitFor([&window] {
        if (window.isActiveWindow()) return true;
        window.activateWindow();
        return false;
    }, kPatienceMs);
}

class WindowBench : public QObject {
protected:
    /// The window is the test's to make.
    void set_up() {
        folder_ = std::make_unique<QTemporaryDir>();
        settings_ = std::make_unique<QSettings>(folder_->filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        appearance_ = std::make_unique<Appearance>(*settings_);
        appearance_->set_language(explain::Language::kEnglish);
    }
    /// A window with this machine, full-trap, that has the keyboard; of its usual size unless another one is given.
    void open_on(session::Configuration configuration, QSize size = {}) {
        set_up();
        window_ = std::make_unique<MainWindow>(*appearance_, *settings_);
        configuration.mode = control::Mode::kFullTrap;
        window_->load(configuration);
        if (size.isValid()) window_->resize(size);
        window_->show();
        QVERIFY(becomes_active(*window_));
    }
    void tear_down() {
        window_.reset();
        appearance_.reset();
        settings_.reset();
        // The next one takes what it finds for the size that is usual.
        QApplication::setFont(usual_);
    }

    /// The next dialog that comes up.
    void answer(std::function<void(QWidget&)> how) {
        auto* const timer = new QTimer(window_.get());
        connect(timer, &QTimer::timeout, window_.get(), [timer, how = std::move(how)] {
            QWidget* const dialog = QApplication::activeModalWidget();
            if (dialog == nullptr) return;
            timer->stop();
            timer->deleteLater();
            how(*dialog);
        });
        timer->start(20);
    }

    QFont usual_ = QApplication::font();
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<QSettings> settings_;
    std::unique_ptr<Appearance> appearance_;
    std::unique_ptr<MainWindow> window_;
};

template <class Test>
int run_test(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setStyle(new Style);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

}  // namespace anel::gui
