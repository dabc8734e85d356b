#include "tests/gui/measured_tests.hpp"

#include <QApplication>

#include "gui/app/style.hpp"

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setStyle(new anel::gui::Style);
    return run_columns_tests(argc, argv) + run_memory_tests(argc, argv) + run_overhead_tests(argc, argv) + run_race_tests(argc, argv) + run_tables_tests(argc, argv);
}
