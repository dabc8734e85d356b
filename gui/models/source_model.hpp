// A source file as a table of numbered lines, with the marks of the code that was made from them.
// Not here: the code (code_model.hpp), which file it is (gui/panes/code_pane.cpp).
#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <map>
#include <set>

#include "gui/models/code_model.hpp"

namespace anel::gui {

class SourceModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kMark, kLine, kText, kColumns };

    explicit SourceModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// `file`: as places in the source name it.
    void show(const QString& file, const QString& text);
    /// From the code that is shown, with its marks. `others`: places of breakpoints that lie elsewhere.
    void mark(const CodeModel& code, const std::map<std::uint32_t, QString>& others);
    /// The language is another one.
    void retranslate();

    /// Characters of its longest line.
    int longest() const { return longest_; }
    const QString& file() const { return file_; }
    /// "guest-os/kernel/main.cpp:40" of a row.
    QString place(int row) const { return file_ + u':' + QString::number(row + 1); }
    /// -1: in another file, or nowhere.
    int row_of(const QString& place) const;
    bool has_code(int row) const { return code_.contains(row); }
    bool has_breakpoint(int row) const { return breakpoints_.contains(row); }
    StepMark mark_of(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString file_;
    QStringList lines_;
    int longest_ = 0;
    std::set<int> code_;
    std::set<int> breakpoints_;
    std::map<int, StepMark> marks_;
};

}  // namespace anel::gui
