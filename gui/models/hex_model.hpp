// Memory as sixteen bytes a line, with the characters that they are. Bytes that have changed since the last moment are marked.
// Not here: reading it (gui/session/views.cpp).
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "gui/session/query.hpp"

namespace anel::gui {

class HexModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    static constexpr int kBytesInLine = 16;
    enum Column { kAddress = 0, kFirstByte = 1, kText = kFirstByte + kBytesInLine, kColumns };

    /// `anew`: what was before says nothing about what has changed. `moved`: it is another moment; otherwise marks stay.
    void show(const session::MemoryShown& shown, bool anew, bool moved);
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    session::MemoryShown shown_;
    std::vector<bool> changed_;
};

}  // namespace anel::gui
