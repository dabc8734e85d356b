// What was measured as a table, a row for each mode.
#include <QCoreApplication>
#include <QLocale>

#include "gui/models/facts.hpp"
#include "gui/models/words.hpp"

namespace anel::gui {

namespace {

struct FactTableWords {
    Q_DECLARE_TR_FUNCTIONS(FactTableWords)
};

QString rounded(double value, int decimals) { return QLocale().toString(value, 'f', decimals); }

QString ending_of(const control::ComparedMode& mode) {
    if (mode.equivalent) return FactTableWords::tr("as on the bare machine");
    if (mode.run.ending == control::Ending::kPoweredOff || mode.run.ending == control::Ending::kGivenUp) {
        if (QString::fromStdString(mode.run.console).contains(QLatin1String("panic"))) return FactTableWords::tr("the kernel notices, and stops");
        return FactTableWords::tr("something else than on the bare machine");
    }
    return FactTableWords::tr("never comes to its end");
}

}  // namespace

FactTable table_of(const Outcome& outcome, bool endings) {
    if (outcome.comparisons.empty()) return {};
    FactTable table;
    table.header << FactTableWords::tr("mode");
    for (const control::Comparison& comparison : outcome.comparisons) {
        const QString workload = QString::fromStdString(comparison.workload);
        if (endings) table.header << FactTableWords::tr("what comes of it");
        else table.header << FactTableWords::tr("%1: cycles", "of one operation of a workload").arg(workload);
    }
    for (std::size_t row = 0; row < outcome.comparisons.front().modes.size(); ++row) {
        QStringList cells{Words::mode(outcome.comparisons.front().modes[row].run.mode)};
        for (const control::Comparison& comparison : outcome.comparisons) {
            const control::ComparedMode& mode = comparison.modes[row];
            if (endings) {
                cells << ending_of(mode);
            } else if (mode.per_operation && comparison.modes.front().per_operation) {
                const double slowdown = mode.per_operation->cycles / comparison.modes.front().per_operation->cycles;
                cells << QStringLiteral("%1 (%2\u00d7)").arg(rounded(mode.per_operation->cycles, 1), rounded(slowdown, 2));
            } else {
                cells << QStringLiteral("\u2013");
            }
        }
        table.rows << cells;
    }
    return table;
}

}  // namespace anel::gui
