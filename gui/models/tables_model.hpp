// Page tables as a tree: the valid entries of the level-1 table, and of those level-0 tables that are open. Entries that have changed since the
// last moment are marked.
// Not here: how they are walked (gui/session/views.cpp).
#pragma once

#include <QAbstractItemModel>
#include <map>
#include <set>
#include <vector>

#include "gui/session/query.hpp"

namespace anel::gui {

class TablesModel : public QAbstractItemModel {
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;

    enum Column { kAddresses, kMark, kFrame, kRights, kRings, kFlags, kAt, kValue, kMeaning, kColumns };

    /// `anew`: what was before says nothing about what has changed. `moved`: it is another moment; otherwise marks stay.
    void show(const session::TablesShown& shown, bool anew, bool moved);
    void clear();
    /// Nested tables: no ring is asked.
    void set_nested() { nested_ = true; }
    void retranslate();

    /// Of the entry, its first address.
    std::uint32_t address_of(const QModelIndex& index) const;
    /// Level-1 entries that lead to a table, by their index in the table.
    QModelIndex table_at(std::uint32_t level_1_index) const;
    /// The entry that `address` is translated by, or the last one before the place where it would stand; of tables that are not open, theirs. Nothing: it comes before all.
    QModelIndex nearest(std::uint32_t address) const;
    /// Whether that entry translates it.
    bool maps(const QModelIndex& nearest, std::uint32_t address) const;
    std::size_t changed() const { return changed_; }
    std::size_t gone() const { return gone_; }

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    enum class Mark : std::uint8_t { kNone, kChanged, kNew };
    struct Row {
        session::TableEntry entry;
        Mark mark = Mark::kNone;
    };
    struct Top {
        Row row;
        std::vector<Row> below;
    };

    const Row& row_of(const QModelIndex& index) const;
    bool same_places(const std::vector<Top>& other) const;
    Mark mark_of(const session::TableEntry& entry) const;

    std::vector<Top> tops_;
    std::map<std::uint64_t, std::uint32_t> before_;  ///< values by level and address, at the moment before
    std::set<std::uint32_t> open_before_;            ///< level-1 indices whose tables' entries are among them
    bool known_ = false;                             ///< there was one
    bool nested_ = false;
    std::size_t changed_ = 0;
    std::size_t gone_ = 0;
};

}  // namespace anel::gui
