#include "gui/models/tables_model.hpp"

#include <algorithm>

#include "gui/models/entry_words.hpp"
#include "gui/models/register_model.hpp"
#include "gui/models/words.hpp"
#include "isa/spec/platform.hpp"

namespace anel::gui {

namespace {

/// A row's id: 0 of the level-1 table's, else one more than its parent's place.
quintptr id_below(int top) { return static_cast<quintptr>(top) + 1; }

std::uint64_t key_of(const session::TableEntry& entry) { return (static_cast<std::uint64_t>(entry.level) << 32) | entry.virtual_address; }

}  // namespace

TablesModel::Mark TablesModel::mark_of(const session::TableEntry& entry) const {
    if (!known_) return Mark::kNone;
    const auto found = before_.find(key_of(entry));
    if (found != before_.end()) return found->second == entry.value ? Mark::kNone : Mark::kChanged;
    // A table that has only just been opened is not new.
    return entry.level == 1 || open_before_.contains(table_index(entry.virtual_address, 1)) ? Mark::kNew : Mark::kNone;
}

void TablesModel::show(const session::TablesShown& shown, bool anew, bool moved) {
    if (anew) {
        before_.clear();
        open_before_.clear();
        known_ = false;
    } else if (moved) {
        before_.clear();
        open_before_.clear();
        known_ = true;
        for (const Top& top : tops_) {
            before_[key_of(top.row.entry)] = top.row.entry.value;
            if (!top.below.empty()) open_before_.insert(table_index(top.row.entry.virtual_address, 1));
            for (const Row& row : top.below) before_[key_of(row.entry)] = row.entry.value;
        }
    }
    std::vector<Top> tops;
    changed_ = gone_ = 0;
    std::size_t found = 0;
    for (const session::TableEntry& entry : shown.entries) {
        const Row row{entry, mark_of(entry)};
        changed_ += row.mark == Mark::kNone ? 0 : 1;
        found += before_.contains(key_of(entry)) ? 1 : 0;
        if (entry.level == 1) tops.push_back({row, {}});
        else if (!tops.empty()) tops.back().below.push_back(row);
    }
    if (known_) gone_ = before_.size() - found;
    if (same_places(tops)) {
        // In place, so that what a person has open, chosen and scrolled to stays.
        for (std::size_t i = 0; i < tops.size(); ++i) {
            const auto differs = [](const Row& a, const Row& b) { return a.mark != b.mark || a.entry.value != b.entry.value || a.entry.at != b.entry.at || a.entry.verdict != b.entry.verdict; };
            const bool top = differs(tops[i].row, tops_[i].row);
            const bool below = !std::ranges::equal(tops[i].below, tops_[i].below, [&](const Row& a, const Row& b) { return !differs(a, b); });
            tops_[i] = std::move(tops[i]);
            const QModelIndex first = index(static_cast<int>(i), 0);
            if (top) Q_EMIT dataChanged(first, first.siblingAtColumn(kColumns - 1));
            if (below) Q_EMIT dataChanged(index(0, 0, first), index(rowCount(first) - 1, kColumns - 1, first));
        }
        return;
    }
    beginResetModel();
    tops_ = std::move(tops);
    endResetModel();
}

void TablesModel::clear() {
    beginResetModel();
    tops_.clear();
    before_.clear();
    open_before_.clear();
    known_ = false;
    changed_ = gone_ = 0;
    endResetModel();
}

bool TablesModel::same_places(const std::vector<Top>& other) const {
    const auto same = [](const Row& a, const Row& b) { return a.entry.virtual_address == b.entry.virtual_address && (a.entry.verdict == paging::Verdict::kTable) == (b.entry.verdict == paging::Verdict::kTable); };
    return std::ranges::equal(tops_, other, [&](const Top& a, const Top& b) { return same(a.row, b.row) && std::ranges::equal(a.below, b.below, same); });
}

void TablesModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (!tops_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

const TablesModel::Row& TablesModel::row_of(const QModelIndex& index) const {
    const auto row = static_cast<std::size_t>(index.row());
    return index.internalId() == 0 ? tops_[row].row : tops_[index.internalId() - 1].below[row];
}

std::uint32_t TablesModel::address_of(const QModelIndex& index) const { return index.isValid() ? row_of(index).entry.virtual_address : 0; }

QModelIndex TablesModel::table_at(std::uint32_t level_1_index) const {
    for (std::size_t i = 0; i < tops_.size(); ++i)
        if (table_index(tops_[i].row.entry.virtual_address, 1) == level_1_index && tops_[i].row.entry.verdict == paging::Verdict::kTable) return index(static_cast<int>(i), 0);
    return {};
}

QModelIndex TablesModel::nearest(std::uint32_t address) const {
    QModelIndex found;
    for (QModelIndex table; rowCount(table) > 0; table = found) {
        QModelIndex last;
        for (int row = 0; row < rowCount(table) && address_of(index(row, 0, table)) <= address; ++row) last = index(row, 0, table);
        if (!last.isValid()) break;
        found = last;
    }
    return found;
}

bool TablesModel::maps(const QModelIndex& nearest, std::uint32_t address) const {
    if (!nearest.isValid()) return false;
    const session::TableEntry& entry = row_of(nearest).entry;
    return entry.verdict == paging::Verdict::kLeaf && address - entry.virtual_address < (entry.level == 1 ? kSuperpageBytes : kPageBytes);
}

QModelIndex TablesModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) return {};
    return createIndex(row, column, parent.isValid() ? id_below(parent.row()) : 0);
}

QModelIndex TablesModel::parent(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == 0) return {};
    return createIndex(static_cast<int>(index.internalId() - 1), 0, quintptr{0});
}

bool TablesModel::hasChildren(const QModelIndex& parent) const {
    if (!parent.isValid()) return !tops_.empty();
    return parent.internalId() == 0 && parent.column() == 0 && row_of(parent).entry.verdict == paging::Verdict::kTable;
}

int TablesModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) return static_cast<int>(tops_.size());
    return parent.internalId() == 0 && parent.column() == 0 ? static_cast<int>(tops_[static_cast<std::size_t>(parent.row())].below.size()) : 0;
}

int TablesModel::columnCount(const QModelIndex&) const { return kColumns; }

QVariant TablesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& row = row_of(index);
    const session::TableEntry& entry = row.entry;
    const bool leaf = entry.verdict == paging::Verdict::kLeaf;
    if (role == kChangedRole) return row.mark != Mark::kNone;
    if (role == Qt::AccessibleTextRole && index.column() == kMark) return row.mark == Mark::kNew ? tr("new") : row.mark == Mark::kChanged ? tr("changed") : tr("unchanged");
    if (role == Qt::ToolTipRole) return EntryWords::verdict(entry.verdict, entry.level, entry.value);
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case kAddresses: {
            const std::uint32_t last = entry.virtual_address + (entry.level == 1 ? kSuperpageBytes : kPageBytes) - 1;
            return QStringLiteral("%1\u2013%2").arg(Words::hex(entry.virtual_address)).arg(last, 8, 16, QLatin1Char('0'));
        }
        case kMark: return row.mark == Mark::kNew ? QStringLiteral("+") : row.mark == Mark::kChanged ? QStringLiteral("\u25cf") : QString();
        case kFrame: return Words::hex(entry.value & spec::pte::kFrame);
        case kRights: return leaf ? EntryWords::rights(entry.value) : entry.verdict == paging::Verdict::kTable ? tr("table") : QStringLiteral("\u2717");
        case kRings: return !leaf ? QString() : nested_ ? QStringLiteral("\u2013") : EntryWords::rings(entry.value);
        case kFlags: return leaf ? EntryWords::flags(entry.value) : QString();
        case kAt: return Words::hex(entry.at);
        case kValue: return Words::hex(entry.value);
        case kMeaning: return EntryWords::verdict(entry.verdict, entry.level, entry.value);
        default: return {};
    }
}

QVariant TablesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::ToolTipRole && section == kMark) return tr("\u25cf: changed since the last stop; +: new");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case kAddresses: return tr("Addresses");
        case kMark: return QStringLiteral("\u0394");
        case kFrame: return tr("Frame");
        case kRights: return tr("Rights");
        case kRings: return tr("Rings");
        case kFlags: return tr("Flags");
        case kAt: return tr("Lies at");
        case kValue: return tr("Value");
        case kMeaning: return tr("Meaning");
        default: return {};
    }
}

}  // namespace anel::gui
