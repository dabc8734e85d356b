// anel-gui: a window on a machine.
// Not here: anything that the window does.
#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTimer>
#include <cstdio>

#include "gui/app/appearance.hpp"
#include "gui/app/main_window.hpp"
#include "gui/app/options.hpp"
#include "gui/app/screenshots.hpp"
#include "gui/app/selftest.hpp"
#include "gui/app/style.hpp"

namespace {

/// Without a screen Qt would end the program with a riddle.
int main_without_screen(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const anel::gui::Options options = anel::gui::read_options(QCoreApplication::arguments());
    if (!options.wrong.isEmpty()) {
        std::fprintf(stderr, "anel-gui: %s. See anel-gui --help\n", qPrintable(options.wrong));
        return 2;
    }
    std::fputs("anel-gui: there is no screen to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set); anel run and anel debug need none\n", stderr);
    return 3;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace anel::gui;
    QElapsedTimer since_start;
    since_start.start();
    QCoreApplication::setApplicationName(QStringLiteral("anel-gui"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ANEL_VERSION));
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        return main_without_screen(argc, argv);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("anel"));
    QApplication::setApplicationDisplayName(QStringLiteral("Anel"));
    QApplication::setStyle(new Style);
    const Options options = read_options(QApplication::arguments());
    if (!options.wrong.isEmpty()) {
        std::fprintf(stderr, "anel-gui: %s. See anel-gui --help\n", qPrintable(options.wrong));
        return 2;
    }
    const QString file = options.settings_file;
    QSettings settings = file.isEmpty() ? QSettings() : QSettings(file, QSettings::IniFormat);
    Appearance appearance(settings);
    if (options.scheme) appearance.set_scheme(*options.scheme);
    if (options.language) appearance.set_language(*options.language);
    if (options.percent) appearance.set_percent(*options.percent);
    MainWindow window(appearance, settings);
    window.load(options.configuration);
    if (options.welcome) window.begin();
    window.show();
    if (options.size.isValid()) window.resize(options.size);
    // Within the application's own loop: what Qt does outside of it is not what a person sees.
    if (!options.screenshot_folder.isEmpty())
        QTimer::singleShot(0, &window, [&] { QApplication::exit(write_screenshots(window, appearance, options.screenshot_folder, options.screenshot_panes) > 0 ? 0 : 3); });
    else if (options.selftest)
        QTimer::singleShot(0, &window, [&] {
            print(selftest(window, since_start, options.selftest_seconds));
            QApplication::exit(0);
        });
    return QApplication::exec();
}
