#include "tests/gui/measured_tests.hpp"

#include <QApplication>

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    return run_memory_tests(argc, argv) + run_overhead_tests(argc, argv) + run_race_tests(argc, argv);
}
