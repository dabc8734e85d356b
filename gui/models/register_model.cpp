#include "gui/models/register_model.hpp"

#include "gui/models/words.hpp"

namespace anel::gui {

namespace {

QString in_binary(std::uint32_t value) {
    QString text;
    for (int bit = 31; bit >= 0; --bit) {
        text += (value >> bit) & 1U ? u'1' : u'0';
        if (bit % 8 == 0 && bit != 0) text += u' ';
    }
    return text;
}

/// Its four bytes as a memory dump shows them; what cannot be seen is a dot.
QString as_characters(std::uint32_t value) {
    QString text;
    for (int byte = 0; byte < 4; ++byte) {
        const auto code = static_cast<char16_t>(value >> (8 * byte) & 0xffU);
        text += code >= 0x20 && code < 0x7f ? QChar(code) : QChar(u'\u00b7');
    }
    return text;
}

}  // namespace

QString abi_name(unsigned number) {
    static const char* const names[] = {"zero", "ra", "sp", "gp", "tp",  "t0",  "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4", "a5",
                                        "a6",   "a7", "s2", "s3", "s4",  "s5",  "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6"};
    return QString::fromLatin1(names[number % 32]);
}

/// What programs use it for, by the calling convention.
QString RegisterModel::use_of(unsigned number) {
    constexpr unsigned kRa = 1, kSp = 2, kGp = 3, kTp = 4, kS0 = 8, kS1 = 9, kA0 = 10, kA1 = 11, kA7 = 17, kS2 = 18, kS11 = 27;
    if (number == kRegisters) return tr("program counter: the address of the next instruction");
    if (number == 0) return tr("always 0");
    if (number == kRa) return tr("return address");
    if (number == kSp) return tr("stack pointer");
    if (number == kGp) return tr("global pointer");
    if (number == kTp) return tr("thread pointer");
    if (number == kA0 || number == kA1) return tr("argument of a call, and its result");
    if (number == kA7) return tr("argument of a call; of a system call its number");
    if (number > kA1 && number < kA7) return tr("argument of a call");
    if (number == kS0 || number == kS1 || (number >= kS2 && number <= kS11)) return tr("kept by whoever is called");
    return tr("for the moment: a call may change it");
}

void RegisterModel::show(const session::Frame& frame) {
    if (frame.machine == machine_ && frame.now == moment_) return;
    std::array<std::uint32_t, kRegisters + 1> values{};
    std::copy(frame.cpu.x.begin(), frame.cpu.x.end(), values.begin());
    values[kRegisters] = frame.cpu.pc;
    for (std::size_t i = 0; i < values.size(); ++i) changed_[i] = frame.machine == machine_ && values[i] != values_[i];
    values_ = values;
    machine_ = frame.machine;
    moment_ = frame.now;
    Q_EMIT dataChanged(index(0, 0), index(kRegisters, kColumns - 1));
}

void RegisterModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    Q_EMIT dataChanged(index(0, 0), index(kRegisters, kColumns - 1));
}

int RegisterModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kRegisters + 1; }
int RegisterModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

QVariant RegisterModel::data(const QModelIndex& index, int role) const {
    const auto row = static_cast<std::size_t>(index.row());
    const std::uint32_t value = values_[row];
    if (role == kChangedRole) return changed_[row];
    if (role == Qt::AccessibleTextRole && index.column() == kChanged) return changed_[row] ? tr("changed") : tr("unchanged");
    if (role == Qt::ToolTipRole) return use_of(static_cast<unsigned>(row));
    if (role == Qt::TextAlignmentRole) return QVariant(index.column() == kSigned || index.column() == kUnsigned ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case kName: return row == kRegisters ? QStringLiteral("pc") : QStringLiteral("x%1/%2").arg(row).arg(abi_name(static_cast<unsigned>(row)));
        case kChanged: return changed_[row] ? QStringLiteral("\u25cf") : QString();
        case kHex: return Words::hex(value);
        case kSigned: return QString::number(static_cast<std::int32_t>(value));
        case kUnsigned: return QString::number(value);
        case kChar: return as_characters(value);
        case kBinary: return in_binary(value);
        default: return {};
    }
}

QVariant RegisterModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::ToolTipRole && section == kChanged) return tr("Marked: changed since the last stop");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case kName: return tr("Register");
        case kChanged: return QStringLiteral("\u0394");
        case kHex: return tr("Hex");
        case kSigned: return tr("Signed");
        case kUnsigned: return tr("Unsigned");
        case kChar: return tr("Characters");
        case kBinary: return tr("Binary");
        default: return {};
    }
}

}  // namespace anel::gui
