#include "gui/models/source_model.hpp"

#include <algorithm>

namespace anel::gui {

void SourceModel::show(const QString& file, const QString& text) {
    beginResetModel();
    file_ = file;
    lines_ = text.split(u'\n');
    if (!lines_.isEmpty() && lines_.last().isEmpty()) lines_.removeLast();
    longest_ = 0;
    for (QString& line : lines_) {
        line.replace(u'\t', QStringLiteral("    "));
        longest_ = std::max(longest_, static_cast<int>(line.size()));
    }
    code_.clear();
    breakpoints_.clear();
    marks_.clear();
    endResetModel();
}

int SourceModel::row_of(const QString& place) const {
    const qsizetype colon = place.lastIndexOf(u':');
    if (colon < 0 || QStringView(place).left(colon) != file_) return -1;
    const int row = QStringView(place).mid(colon + 1).toInt() - 1;
    return row >= 0 && row < rowCount() ? row : -1;
}

void SourceModel::mark(const CodeModel& code, const std::map<std::uint32_t, QString>& others) {
    std::set<int> with_code, breakpoints;
    std::map<int, StepMark> marks;
    for (int row = 0; row < code.rowCount(); ++row) {
        const session::CodeLine* const line = code.line(row);
        if (line == nullptr || line->source.empty()) continue;
        const int here = row_of(QString::fromStdString(line->source));
        if (here < 0) continue;
        with_code.insert(here);
        if (code.has_breakpoint(row)) breakpoints.insert(here);
        // Of a line's instructions, the one that comes next says most.
        const StepMark mark = code.mark_of(row);
        if (mark == StepMark::kNext || (mark != StepMark::kNone && !marks.contains(here))) marks[here] = mark;
    }
    for (const auto& [address, place] : others)
        if (const int here = row_of(place); here >= 0 && code.marks().breakpoints.contains(address)) breakpoints.insert(here);
    if (with_code == code_ && breakpoints == breakpoints_ && marks == marks_) return;
    code_ = std::move(with_code);
    breakpoints_ = std::move(breakpoints);
    marks_ = std::move(marks);
    retranslate();
}

void SourceModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (!lines_.isEmpty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

StepMark SourceModel::mark_of(int row) const {
    const auto found = marks_.find(row);
    return found == marks_.end() ? StepMark::kNone : found->second;
}

int SourceModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(lines_.size()); }
int SourceModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

QVariant SourceModel::data(const QModelIndex& index, int role) const {
    const int row = index.row();
    if (role == Qt::TextAlignmentRole && index.column() == kLine) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::AccessibleTextRole && index.column() == kMark) {
        QStringList parts;
        if (has_breakpoint(row)) parts << tr("breakpoint");
        if (const StepMark mark = mark_of(row); mark != StepMark::kNone) parts << mark_text(mark);
        return parts.isEmpty() ? (has_code(row) ? tr("no breakpoint") : tr("no code here")) : parts.join(QStringLiteral(", "));
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    switch (index.column()) {
        case kMark: {
            const StepMark mark = mark_of(row);
            QString text = has_breakpoint(row) ? breakpoint_sign() : mark == StepMark::kNone && has_code(row) ? QStringLiteral("\u00b7") : QStringLiteral(" ");
            if (mark != StepMark::kNone) text += mark_sign(mark) + u' ' + mark_text(mark);
            return text == QLatin1String(" ") ? QString() : text;
        }
        case kLine: return QString::number(row + 1);
        case kText: return lines_[row];
        default: return {};
    }
}

QVariant SourceModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case kMark: return tr("Stop", "column of breakpoints and of what comes next");
        case kLine: return tr("Line");
        case kText: return file_.isEmpty() ? tr("Source") : file_;
        default: return {};
    }
}

}  // namespace anel::gui
