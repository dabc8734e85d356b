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

int main(int argc, char** argv) {
    using namespace anel::gui;
    QElapsedTimer since_start;
    since_start.start();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("anel-gui"));
    QApplication::setOrganizationName(QStringLiteral("anel"));
    QApplication::setApplicationDisplayName(QStringLiteral("Anel"));
    QApplication::setApplicationVersion(QStringLiteral(ANEL_VERSION));
    QApplication::setStyle(QStringLiteral("Fusion"));
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
            print(selftest(window, since_start));
            QApplication::exit(0);
        });
    return QApplication::exec();
}
