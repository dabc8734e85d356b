// An index's id says what it is: 0 a group; 1 + group a register in it; kField + register a field of that.
#include "gui/models/csr_model.hpp"

#include "gui/models/csr_fields.hpp"
#include "gui/models/words.hpp"
#include "isa/debug/csr_fields.hpp"

namespace anel::gui {

namespace {

constexpr quintptr kField = 100;

int group_of(const spec::Csr& csr) {
    if (csr.owner == spec::CsrOwner::kInner) return 0;
    return csr.bank < spec::kBankCount ? 1 + csr.bank : CsrModel::kGroups - 1;
}

bool can_be_read(const spec::Csr& csr) { return csr.kind != spec::CsrKind::kMark && csr.kind != spec::CsrKind::kVmid; }

/// Of two names for one clock the first is enough.
bool is_another_name(const spec::Csr& csr) { return csr.name == "time" || csr.name == "timeh"; }

}  // namespace

CsrModel::CsrModel(QObject* parent) : QAbstractItemModel(parent) {
    for (std::size_t i = 0; i < spec::kCsrCount; ++i)
        if (can_be_read(spec::kCsrs[i]) && !is_another_name(spec::kCsrs[i])) groups_[static_cast<std::size_t>(group_of(spec::kCsrs[i]))].push_back(i);
}

void CsrModel::show(const session::Frame& frame) {
    if (frame.machine == machine_ && frame.now == moment_) return;
    const bool same_machine = frame.machine == machine_;
    machine_ = frame.machine;
    moment_ = frame.now;
    for (std::size_t group = 0; group < groups_.size(); ++group) {
        for (std::size_t row = 0; row < groups_[group].size(); ++row) {
            const std::size_t csr = groups_[group][row];
            const auto value = debug::csr_value(frame.cpu, spec::kCsrs[csr], frame.now.cycle, frame.config.assist.present);
            const bool differs = value != values_[csr], was_marked = changed_[csr];
            values_[csr] = value;
            changed_[csr] = same_machine && differs;
            // Views draw what is told, and sixty times a second: only what has become another.
            if (differs || changed_[csr] != was_marked) tell(index(static_cast<int>(row), 0, index(static_cast<int>(group), 0)));
        }
    }
}

/// A register and its fields.
void CsrModel::tell(const QModelIndex& csr) {
    Q_EMIT dataChanged(csr, csr.siblingAtColumn(kColumns - 1));
    if (const int fields = rowCount(csr); fields != 0) Q_EMIT dataChanged(index(0, 0, csr), index(fields - 1, kColumns - 1, csr));
}

void CsrModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    Q_EMIT dataChanged(index(0, 0), index(kGroups - 1, kColumns - 1));
    for (int group = 0; group < kGroups; ++group) {
        const QModelIndex above = index(group, 0);
        for (int row = 0; row < rowCount(above); ++row) tell(index(row, 0, above));
    }
}

QModelIndex CsrModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) return {};
    if (!parent.isValid()) return createIndex(row, column, quintptr{0});
    if (parent.internalId() == 0) return createIndex(row, column, static_cast<quintptr>(1 + parent.row()));
    const std::size_t csr = groups_[parent.internalId() - 1][static_cast<std::size_t>(parent.row())];
    return createIndex(row, column, kField + csr);
}

QModelIndex CsrModel::parent(const QModelIndex& index) const {
    const quintptr id = index.internalId();
    if (!index.isValid() || id == 0) return {};
    if (id < kField) return createIndex(static_cast<int>(id) - 1, 0, quintptr{0});
    const std::size_t csr = id - kField;
    const int group = group_of(spec::kCsrs[csr]);
    const std::vector<std::size_t>& rows = groups_[static_cast<std::size_t>(group)];
    const auto at = std::find(rows.begin(), rows.end(), csr);
    return createIndex(static_cast<int>(at - rows.begin()), 0, static_cast<quintptr>(1 + group));
}

int CsrModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) return kGroups;
    if (parent.column() != 0 || parent.internalId() >= kField) return 0;
    if (parent.internalId() == 0) return static_cast<int>(groups_[static_cast<std::size_t>(parent.row())].size());
    const std::size_t csr = groups_[parent.internalId() - 1][static_cast<std::size_t>(parent.row())];
    return static_cast<int>(CsrFields::of(spec::kCsrs[csr], 0).size());
}

int CsrModel::columnCount(const QModelIndex&) const { return kColumns; }

QVariant CsrModel::data(const QModelIndex& index, int role) const {
    const quintptr id = index.internalId();
    if (id == 0) return group_data(index.row(), index, role);
    if (id >= kField) return field_data(id - kField, index, role);
    return csr_data(groups_[id - 1][static_cast<std::size_t>(index.row())], index, role);
}

QVariant CsrModel::group_data(int group, const QModelIndex& index, int role) const {
    if (role != Qt::DisplayRole || index.column() != kName) return {};
    return group == kGroups - 1 ? tr("The machine") : Words::ring(static_cast<Ring>(group - 1));
}

QVariant CsrModel::csr_data(std::size_t csr, const QModelIndex& index, int role) const {
    const spec::Csr& row = spec::kCsrs[csr];
    if (role == kChangedRole) return changed_[csr];
    if (role == Qt::AccessibleTextRole && index.column() == kChanged) return changed_[csr] ? tr("changed") : tr("unchanged");
    if (role == Qt::ToolTipRole) {
        const QString number = QStringLiteral("0x%1").arg(row.number, 3, 16, QLatin1Char('0'));
        const QString access = row.access == spec::CsrAccess::kReadOnly ? tr("can only be read") : tr("can be read and written");
        return QStringLiteral("%1: %2\n%3; %4").arg(QString::fromUtf8(row.name.data(), static_cast<qsizetype>(row.name.size())), CsrFields::meaning(row), number, access);
    }
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case kName: return QString::fromUtf8(row.name.data(), static_cast<qsizetype>(row.name.size()));
        case kChanged: return changed_[csr] ? QStringLiteral("\u25cf") : QString();
        case kValue: return values_[csr] ? Words::hex(*values_[csr]) : QString();
        case kMeaning: return CsrFields::meaning(row);
        default: return {};
    }
}

QVariant CsrModel::field_data(std::size_t csr, const QModelIndex& index, int role) const {
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    const std::vector<CsrFields::Field> fields = CsrFields::of(spec::kCsrs[csr], values_[csr].value_or(0));
    const CsrFields::Field& field = fields[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole) return QStringLiteral("%1 = %2: %3").arg(field.name, field.value, field.meaning);
    switch (index.column()) {
        case kName: return field.name;
        case kValue: return field.value;
        case kMeaning: return field.meaning;
        default: return {};
    }
}

QVariant CsrModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::ToolTipRole && section == kChanged) return tr("Marked: changed since the last stop");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case kName: return tr("System register");
        case kChanged: return QStringLiteral("\u0394");
        case kValue: return tr("Value");
        case kMeaning: return tr("Meaning");
        default: return {};
    }
}

}  // namespace anel::gui
