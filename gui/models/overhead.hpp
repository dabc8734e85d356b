// A comparison of modes as bars: what each took, divided by activity; how often its guest trapped, divided by cause. And as a table.
// Not here: running it (gui/session/comparer.hpp), drawing it (gui/panes/overhead_chart.hpp).
#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "gui/session/comparer.hpp"
#include "isa/cpu/event.hpp"
#include "isa/spec/platform.hpp"

namespace anel::gui {

enum class OverheadUnit : std::uint8_t { kCycles, kPercentOfNative, kPerOperation };

struct OverheadSegment {
    spec::Activity activity = spec::Activity::kOther;
    double amount = 0;  ///< in the unit; per operation it may be negative, where the boot alone took longer to it
};
struct OverheadBar {
    control::Mode mode = control::Mode::kNative;
    QString why_not;  ///< in the place of a bar: why there is none
    double total = 0;
    double times_native = 1;  ///< of this unit
    std::vector<OverheadSegment> segments;  ///< sum to the total; what the bare machine has as well comes first
};
/// The bars of a comparison, native's first.
std::vector<OverheadBar> overhead_bars(const control::Comparison& comparison, OverheadUnit unit);
/// In the order of a bar: the guest's first, so that what virtualization adds stands behind what was there before.
std::vector<spec::Activity> activities_in_order();
/// Whether there is anything to divide by.
bool counts_operations(const control::Comparison& comparison);

struct TrapSegment {
    cpu::EventKind kind = cpu::EventKind::kTrap;
    std::uint32_t cause = 0;
    std::uint64_t count = 0;
};
struct TrapBar {
    control::Mode mode = control::Mode::kNative;
    QString why_not;
    std::vector<TrapSegment> exits;  ///< to the monitor
    std::vector<TrapSegment> traps;  ///< that the guest's kernel took itself
};
std::uint64_t sum_of(const std::vector<TrapSegment>& segments);
std::vector<TrapBar> trap_bars(const control::Comparison& comparison);

/// A row for each mode.
class OverheadModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    enum Column { kMode, kAgrees, kCycles, kTimes, kPerOperation, kExits, kExitsPerOperation, kMonitorInstructions, kFirstActivity };

    /// May be null.
    void show(std::shared_ptr<const control::Comparison> comparison);
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const control::Comparison> comparison_;
    std::vector<spec::Activity> activities_;  ///< that some mode has
};

}  // namespace anel::gui
