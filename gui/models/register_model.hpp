// The general registers as a table: number and name, and the value in several ways of writing it. It knows which ones have changed.
// Not here: system registers (csr_model.hpp), how a change is drawn.
#pragma once

#include <QAbstractTableModel>
#include <array>

#include "gui/session/frame.hpp"

namespace anel::gui {

/// Of models whose values change: true where the last move of the machine changed it.
inline constexpr int kChangedRole = Qt::UserRole + 1;

class RegisterModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kName, kChanged, kHex, kSigned, kUnsigned, kChar, kBinary, kColumns };
    static constexpr int kRegisters = 32;

    explicit RegisterModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// What differs from the last frame of the same machine has changed.
    void show(const session::Frame& frame);
    /// The language is another one.
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString use_of(unsigned number);

    std::array<std::uint32_t, kRegisters + 1> values_{};  ///< x0 to x31, pc
    std::array<bool, kRegisters + 1> changed_{};
    std::uint64_t machine_ = 0;
    machine::Moment moment_;
};

/// "a0" of 10.
QString abi_name(unsigned number);

}  // namespace anel::gui
