#include "gui/models/overhead.hpp"

#include <QLocale>
#include <algorithm>
#include <array>

#include "gui/models/words.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"
#include "monitor/control/amounts.hpp"

namespace anel::gui {

using control::Comparison;
using control::ComparedMode;

namespace {

struct Overhead {
    Q_DECLARE_TR_FUNCTIONS(Overhead)
};

std::uint64_t cycles_of(const std::vector<control::Amount>& amounts, spec::Activity activity) {
    return control::count_of(amounts, spec::name_of_activity(static_cast<std::size_t>(activity)));
}

/// The judgement in the language in use; the experiment's own words, which say more, are a tool tip.
QString why_not(const ComparedMode& native, const ComparedMode& mode) {
    if (mode.equivalent) return {};
    switch (mode.run.ending) {
        case control::Ending::kCycleLimit: return Overhead::tr("hung: stopped after %1 cycles").arg(Words::number(mode.run.cycles));
        case control::Ending::kTripleFault: return Overhead::tr("triple fault");
        case control::Ending::kStuck: return Overhead::tr("stuck: it waits for an interrupt, and none can come");
        case control::Ending::kGivenUp: return Overhead::tr("the monitor or the guest gave up");
        case control::Ending::kInterrupted: return Overhead::tr("cancelled");
        case control::Ending::kPoweredOff: break;
    }
    if (mode.run.guest_exit != native.run.guest_exit)
        return Overhead::tr("not equivalent: exit code %1, native's is %2").arg(mode.run.guest_exit.value_or(0)).arg(native.run.guest_exit.value_or(0));
    if (mode.run.console != native.run.console) return Overhead::tr("not equivalent: it printed something else");
    return Overhead::tr("not equivalent: its disk is another");
}

struct Cause {
    cpu::EventKind kind;
    std::uint32_t cause;
    std::string name;
};

/// Every cause that a count may have, by the name that amounts know it by.
std::vector<Cause> all_causes() {
    std::vector<Cause> all;
    const auto add = [&all](cpu::EventKind kind, std::uint32_t cause) { all.push_back({kind, cause, control::cause_name(cause)}); };
    for (const spec::CauseRow& row : spec::kCauses) add(cpu::EventKind::kTrap, static_cast<std::uint32_t>(row.cause));
    for (unsigned line = 0; line < spec::kLineCount; ++line) add(cpu::EventKind::kTrap, spec::kInterruptBit | line);
    for (const spec::ExitReasonRow& row : spec::kExitReasons) add(cpu::EventKind::kExit, static_cast<std::uint32_t>(row.id));
    return all;
}

std::vector<TrapSegment> segments_of(const std::vector<control::Amount>& amounts) {
    std::vector<TrapSegment> segments;
    const std::vector<Cause> causes = all_causes();
    for (const control::Amount& amount : amounts) {
        const auto found = std::ranges::find(causes, amount.name, &Cause::name);
        if (found != causes.end()) segments.push_back({found->kind, found->cause, amount.count});
    }
    std::ranges::stable_sort(segments, std::ranges::greater{}, &TrapSegment::count);
    return segments;
}

}  // namespace

std::vector<spec::Activity> activities_in_order() {
    std::vector<spec::Activity> order;
    for (const std::string_view owner : {"guest", "machine", "monitor", "script", "nobody"})
        for (const spec::ActivityRow& row : spec::kActivities)
            if (row.owner == owner) order.push_back(row.id);
    return order;
}

bool counts_operations(const Comparison& comparison) { return comparison.operations != 0; }

std::vector<OverheadBar> overhead_bars(const Comparison& comparison, OverheadUnit unit) {
    std::vector<OverheadBar> bars;
    const std::vector<spec::Activity> order = activities_in_order();
    for (const ComparedMode& mode : comparison.modes) {
        const ComparedMode& native = comparison.modes.front();
        OverheadBar bar;
        bar.mode = mode.run.mode;
        bar.why_not = why_not(native, mode);
        const bool per_operation = unit == OverheadUnit::kPerOperation;
        if (bar.why_not.isEmpty() && per_operation && !counts_operations(comparison)) bar.why_not = Overhead::tr("there is no one operation to divide by");
        if (bar.why_not.isEmpty() && per_operation && !mode.per_operation) bar.why_not = Overhead::tr("its share of an operation is not known: the boot alone failed");
        if (bar.why_not.isEmpty()) {
            const std::vector<control::Amount> all = control::cycles_by_activity(mode.run);
            double scale = 1;
            if (unit == OverheadUnit::kPercentOfNative) scale = 100 / static_cast<double>(std::max<Cycles>(native.run.cycles, 1));
            if (per_operation) scale = 1 / static_cast<double>(comparison.operations);
            for (const spec::Activity activity : order) {
                double cycles = static_cast<double>(cycles_of(all, activity));
                if (per_operation) cycles -= static_cast<double>(cycles_of(mode.boot_cycles, activity));
                if (cycles != 0) bar.segments.push_back({activity, cycles * scale});
                bar.total += cycles * scale;
            }
            if (!bars.empty() && bars.front().total > 0) bar.times_native = bar.total / bars.front().total;
        }
        bars.push_back(std::move(bar));
    }
    return bars;
}

std::uint64_t sum_of(const std::vector<TrapSegment>& segments) {
    std::uint64_t sum = 0;
    for (const TrapSegment& segment : segments) sum += segment.count;
    return sum;
}

std::vector<TrapBar> trap_bars(const Comparison& comparison) {
    std::vector<TrapBar> bars;
    for (const ComparedMode& mode : comparison.modes) {
        TrapBar bar;
        bar.mode = mode.run.mode;
        bar.why_not = why_not(comparison.modes.front(), mode);
        if (bar.why_not.isEmpty()) {
            bar.exits = segments_of(control::exits_by_reason(mode.run));
            bar.traps = segments_of(control::traps_by_cause(mode.run));
        }
        bars.push_back(std::move(bar));
    }
    return bars;
}

void OverheadModel::show(std::shared_ptr<const Comparison> comparison) {
    if (comparison == comparison_) return;
    beginResetModel();
    comparison_ = std::move(comparison);
    activities_.clear();
    if (comparison_)
        for (const spec::Activity activity : activities_in_order())
            if (std::ranges::any_of(comparison_->modes, [activity](const ComparedMode& mode) { return mode.run.ledger.of_activity(activity) != 0; }))
                activities_.push_back(activity);
    endResetModel();
}

void OverheadModel::retranslate() {
    beginResetModel();
    endResetModel();
}

int OverheadModel::rowCount(const QModelIndex& parent) const { return parent.isValid() || !comparison_ ? 0 : static_cast<int>(comparison_->modes.size()); }
int OverheadModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kFirstActivity + static_cast<int>(activities_.size()); }

QVariant OverheadModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const ComparedMode& mode = comparison_->modes[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole) return QVariant(index.column() <= kAgrees ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == kAgrees) return QString::fromStdString(mode.why_not);
    if (role != Qt::DisplayRole) return {};
    const control::Figures figures = control::figures(mode.run);
    const auto decimal = [](double value, int digits) { return QLocale().toString(value, 'f', digits); };
    const QString none = QStringLiteral("\u2013");
    switch (index.column()) {
        case kMode: return Words::mode(mode.run.mode);
        case kAgrees: return mode.equivalent ? Overhead::tr("yes") : why_not(comparison_->modes.front(), mode);
        case kCycles: return Words::number(mode.run.cycles);
        case kTimes: return mode.equivalent ? decimal(mode.slowdown, 3) : none;
        case kPerOperation: return mode.per_operation ? decimal(mode.per_operation->cycles, 1) : none;
        case kExits: return figures.exits ? Words::number(*figures.exits) : none;
        case kExitsPerOperation: return mode.per_operation && mode.per_operation->exits ? decimal(*mode.per_operation->exits, 2) : none;
        case kMonitorInstructions: return figures.monitor_instructions ? Words::number(*figures.monitor_instructions) : none;
        default: return Words::number(mode.run.ledger.of_activity(activities_[static_cast<std::size_t>(index.column() - kFirstActivity)]));
    }
}

QVariant OverheadModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case kMode: return tr("Mode");
        case kAgrees: return tr("Agrees with native");
        case kCycles: return tr("Cycles");
        case kTimes: return tr("Times native");
        case kPerOperation: return tr("Cycles per operation");
        case kExits: return tr("Exits");
        case kExitsPerOperation: return tr("Exits per operation");
        case kMonitorInstructions: return tr("Monitor's instructions");
        default: return section - kFirstActivity < static_cast<int>(activities_.size()) ? Words::activity(activities_[static_cast<std::size_t>(section - kFirstActivity)]) : QString();
    }
}

}  // namespace anel::gui
