#include "gui/models/lab_results_model.hpp"

#include "labs/grader/formats/safe_text.hpp"

namespace anel::gui {

using Verdict = labs::TestResult::Verdict;

namespace {

QString text_of(const std::string& text) { return QString::fromStdString(labs::safe_line(text)); }
QString points_of(double points) { return QString::number(points, 'g', 6); }

}  // namespace

void LabResultsModel::show(std::optional<labs::Report> report) {
    beginResetModel();
    report_ = std::move(report);
    endResetModel();
}

void LabResultsModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, kVerdict), index(rowCount() - 1, kVerdict));
}

const labs::TestResult* LabResultsModel::row(int at) const {
    return report_ && at >= 0 && static_cast<std::size_t>(at) < report_->tests.size() ? &report_->tests[static_cast<std::size_t>(at)] : nullptr;
}

int LabResultsModel::first_failure() const {
    for (int at = 0; at < rowCount(); ++at)
        if (row(at)->verdict != Verdict::kPassed) return at;
    return -1;
}

int LabResultsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() || !report_ ? 0 : static_cast<int>(report_->tests.size()); }

QVariant LabResultsModel::data(const QModelIndex& index, int role) const {
    const labs::TestResult* const test = row(index.row());
    if (test == nullptr) return {};
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::Alignment(index.column() == kPoints ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter));
    // A title may be longer than the table is wide.
    if (role == Qt::ToolTipRole && index.column() == kTitle) return text_of(test->title);
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case kVerdict: return test->verdict == Verdict::kPassed ? tr("✓ passed") : test->verdict == Verdict::kFailed ? tr("✗ failed") : tr("? not judged");
        case kPoints: return tr("%1/%2", "points").arg(points_of(test->points), points_of(test->most));
        case kName: return text_of(test->name);
        case kTitle: return text_of(test->title);
        default: return {};
    }
}

QVariant LabResultsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case kVerdict: return tr("Result");
        case kPoints: return tr("Points");
        case kName: return tr("Test");
        case kTitle: return tr("What it holds");
        default: return {};
    }
}

QString LabResultsModel::sum(const labs::Report& report) { return tr("%1 of %2 points").arg(points_of(report.score), points_of(report.most)); }

}  // namespace anel::gui
