// The system registers as a tree: the ring whose they are, the register, its fields in words.
// Not here: the general registers (register_model.hpp), what an access does (isa/spec/csrs.hpp).
#pragma once

#include <QAbstractItemModel>
#include <array>
#include <optional>
#include <vector>

#include "gui/models/register_model.hpp"
#include "gui/session/frame.hpp"
#include "isa/spec/csrs.hpp"

namespace anel::gui {

class CsrModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { kName, kChanged, kValue, kMeaning, kColumns };
    static constexpr int kGroups = 5;  ///< rings −1, 0, 1, 2, and what is no ring's

    explicit CsrModel(QObject* parent = nullptr);

    void show(const session::Frame& frame);
    void retranslate();

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void tell(const QModelIndex& csr);
    QVariant group_data(int group, const QModelIndex& index, int role) const;
    QVariant csr_data(std::size_t csr, const QModelIndex& index, int role) const;
    QVariant field_data(std::size_t csr, const QModelIndex& index, int role) const;

    std::array<std::vector<std::size_t>, kGroups> groups_;  ///< rows of spec::kCsrs
    std::array<std::optional<std::uint32_t>, spec::kCsrCount> values_{};
    std::array<bool, spec::kCsrCount> changed_{};
    std::uint64_t machine_ = 0;
    machine::Moment moment_;
};

}  // namespace anel::gui
