// Keys go to the active window, and the window manager may still be starting when a test begins.
#pragma once

#include <QTest>
#include <QWidget>

namespace anel::gui {

/// Waits for it, asking again and again.
inline bool becomes_active(QWidget& window) {
    constexpr int kPatienceMs = 30'000;
    return QTest::qWaitFor([&window] {
        if (window.isActiveWindow()) return true;
        window.activateWindow();
        return false;
    }, kPatienceMs);
}

}  // namespace anel::gui
