#include "gui/models/code_model.hpp"

#include <QCoreApplication>
#include <algorithm>

#include "gui/models/words.hpp"

namespace anel::gui {

using session::CodeLine;
using session::Sensitivity;

namespace {

bool same(const CodeLine& a, const CodeLine& b) {
    const bool translated = a.translated.has_value() == b.translated.has_value() &&
                            (!a.translated || (a.translated->address == b.translated->address && a.translated->text == b.translated->text));
    return a.address == b.address && a.word == b.word && a.label == b.label && a.source == b.source && a.sensitivity == b.sensitivity && translated;
}

}  // namespace

QString mark_sign(StepMark mark) {
    switch (mark) {
        case StepMark::kNone: return {};
        case StepMark::kNext: return QStringLiteral("\u25b6");
        case StepMark::kDone: return QStringLiteral("\u2713");
        case StepMark::kTrapped: return QStringLiteral("\u2717");
    }
    return {};
}

QString mark_text(StepMark mark) {
    switch (mark) {
        case StepMark::kNone: return {};
        case StepMark::kNext: return CodeModel::tr("next", "instruction");
        case StepMark::kDone: return CodeModel::tr("done", "instruction that has just been executed");
        case StepMark::kTrapped: return CodeModel::tr("trapped", "instruction");
    }
    return {};
}

QString class_letter(Sensitivity sensitivity) {
    switch (sensitivity) {
        case Sensitivity::kInnocuous: return QStringLiteral("\u00b7");
        case Sensitivity::kPrivileged: return QStringLiteral("P");
        case Sensitivity::kHole: return QStringLiteral("S");
        case Sensitivity::kNone: return QStringLiteral("?");
    }
    return {};
}

QString class_text(Sensitivity sensitivity) {
    switch (sensitivity) {
        case Sensitivity::kInnocuous: return CodeModel::tr("innocuous");
        case Sensitivity::kPrivileged: return CodeModel::tr("privileged: traps outside its ring");
        case Sensitivity::kHole: return CodeModel::tr("sensitive and silent: does not trap");
        case Sensitivity::kNone: return CodeModel::tr("no instruction");
    }
    return {};
}

bool CodeModel::show(const session::CodeShown& shown) {
    if (std::ranges::equal(shown.lines, lines_, same)) return false;
    beginResetModel();
    lines_ = shown.lines;
    rows_.clear();
    translated_ = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (!lines_[i].label.empty()) rows_.push_back({i, true});
        rows_.push_back({i, false});
        translated_ = translated_ || lines_[i].translated;
    }
    endResetModel();
    return true;
}

void CodeModel::clear() { show({}); }

void CodeModel::mark(const CodeMarks& marks) {
    if (marks == marks_) return;
    marks_ = marks;
    retranslate();
}

void CodeModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (!rows_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

const CodeLine* CodeModel::line(int row) const {
    if (row < 0 || row >= rowCount() || rows_[static_cast<std::size_t>(row)].label) return nullptr;
    return &lines_[rows_[static_cast<std::size_t>(row)].line];
}

int CodeModel::row_of(std::uint32_t address) const {
    const auto found = std::ranges::find_if(rows_, [&](const Row& row) { return !row.label && lines_[row.line].address == address; });
    return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

std::vector<int> CodeModel::rows_of_source(const QString& source) const {
    std::vector<int> rows;
    const std::string wanted = source.toStdString();
    for (std::size_t i = 0; i < rows_.size(); ++i)
        if (!rows_[i].label && lines_[rows_[i].line].source == wanted) rows.push_back(static_cast<int>(i));
    return rows;
}

StepMark CodeModel::mark_of(int row) const {
    const CodeLine* const code = line(row);
    if (code == nullptr) return StepMark::kNone;
    // Of an instruction that is executed again, what comes is more to the point than what was.
    if (marks_.next == code->address) return StepMark::kNext;
    if (marks_.last == code->address) return marks_.last_trapped ? StepMark::kTrapped : StepMark::kDone;
    return StepMark::kNone;
}

bool CodeModel::has_breakpoint(int row) const {
    const CodeLine* const code = line(row);
    return code != nullptr && marks_.breakpoints.contains(code->address);
}

int CodeModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(rows_.size()); }
int CodeModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

QString CodeModel::mark_cell(int row) const {
    const StepMark mark = mark_of(row);
    QString text = has_breakpoint(row) ? breakpoint_sign() : QStringLiteral(" ");
    if (mark != StepMark::kNone) text += mark_sign(mark) + u' ' + mark_text(mark);
    return text.trimmed().isEmpty() ? QString() : text;
}

QString CodeModel::guest_text(const Row& row) const {
    const CodeLine& code = lines_[row.line];
    if (!code.translated) return {};
    const bool goes_on = !code.translated->begins && row.line > 0 && lines_[row.line - 1].translated && lines_[row.line - 1].translated->address == code.translated->address;
    if (goes_on) return QStringLiteral("\u22ee");
    return Words::hex(code.translated->address) + QStringLiteral("  ") + QString::fromStdString(code.translated->text);
}

QVariant CodeModel::data(const QModelIndex& index, int role) const {
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    const CodeLine& code = lines_[row.line];
    if (row.label) return role == Qt::DisplayRole && index.column() == kAddress ? QVariant(QString::fromStdString(code.label) + u':') : QVariant();
    if (role == Qt::ToolTipRole) {
        if (index.column() == kClass && code.word) return class_text(code.sensitivity);
        if (!code.source_text.empty()) return QString::fromStdString(code.source) + u'\n' + QString::fromStdString(code.source_text).trimmed();
        return {};
    }
    if (role == Qt::AccessibleTextRole) {
        QStringList parts;
        if (index.column() == kMark) {
            if (has_breakpoint(index.row())) parts << tr("breakpoint");
            if (const StepMark mark = mark_of(index.row()); mark != StepMark::kNone) parts << mark_text(mark);
            return parts.isEmpty() ? tr("no breakpoint") : parts.join(QStringLiteral(", "));
        }
        if (index.column() == kClass && code.word) return class_text(code.sensitivity);
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    switch (index.column()) {
        case kMark: return mark_cell(index.row());
        case kClass: return code.word ? class_letter(code.sensitivity) : QString();
        case kAddress: return Words::hex(code.address);
        case kWord: return code.word ? QStringLiteral("%1").arg(*code.word, 8, 16, QLatin1Char('0')) : QString();
        case kInstruction: return code.word ? QString::fromStdString(code.text) : tr("(nothing is mapped here)");
        case kGuest: return guest_text(row);
        default: return {};
    }
}

QVariant CodeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::ToolTipRole && section == kClass) return tr("What the instruction is to a monitor; the legend says what the letters mean");
    if (role == Qt::ToolTipRole && section == kGuest) return tr("What the guest believes to be here: its own address and instruction, of which this word is the translation");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case kMark: return tr("Stop", "column of breakpoints and of what comes next");
        case kClass: return tr("Kind");
        case kAddress: return tr("Address");
        case kWord: return tr("Word");
        case kInstruction: return tr("Instruction");
        case kGuest: return tr("The guest's own");
        default: return {};
    }
}

}  // namespace anel::gui
