#include "gui/models/hex_model.hpp"

#include "gui/models/register_model.hpp"
#include "gui/models/words.hpp"

namespace anel::gui {

void HexModel::show(const session::MemoryShown& shown, bool anew, bool moved) {
    const bool same_place = shown.address == shown_.address && shown.bytes.size() == shown_.bytes.size();
    if (same_place && !anew && !moved && shown.bytes == shown_.bytes) return;
    if (!same_place) beginResetModel();
    if (anew || moved || !same_place) changed_.assign(shown.bytes.size(), false);
    if (same_place && !anew)
        for (std::size_t i = 0; i < shown.bytes.size(); ++i) changed_[i] = changed_[i] || shown.bytes[i] != shown_.bytes[i];
    shown_ = shown;
    if (!same_place) endResetModel();
    else if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

void HexModel::retranslate() { Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1); }

int HexModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(shown_.bytes.size()) / kBytesInLine; }
int HexModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

QVariant HexModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const auto line = static_cast<std::size_t>(index.row()) * kBytesInLine;
    const bool is_byte = index.column() >= kFirstByte && index.column() < kText;
    const std::size_t at = is_byte ? line + static_cast<std::size_t>(index.column() - kFirstByte) : line;
    if (role == kChangedRole) return is_byte && changed_[at];
    if (role == Qt::TextAlignmentRole) return QVariant(is_byte ? Qt::AlignCenter : Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::AccessibleTextRole && is_byte && changed_[at]) return tr("%1, changed").arg(shown_.bytes[at], 2, 16, QLatin1Char('0'));
    if (role != Qt::DisplayRole) return {};
    if (index.column() == kAddress) return Words::hex(shown_.address + static_cast<std::uint32_t>(line));
    if (is_byte) return shown_.bytes[at] < 0 ? QStringLiteral("\u2013\u2013") : QStringLiteral("%1").arg(shown_.bytes[at], 2, 16, QLatin1Char('0'));
    QString text;
    for (std::size_t i = 0; i < kBytesInLine; ++i) {
        const int byte = shown_.bytes[line + i];
        text += byte >= 0x20 && byte < 0x7f ? QChar(static_cast<char16_t>(byte)) : byte < 0 ? QChar(u' ') : QChar(u'\u00b7');
    }
    return text;
}

QVariant HexModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    if (section == kAddress) return tr("Address");
    if (section == kText) return tr("Characters");
    return QString::number(section - kFirstByte, 16);
}

}  // namespace anel::gui
