// Disassembled code as a table: breakpoints, what has just been executed and what comes next, what each instruction is to somebody who virtualizes,
// and of a translation cache what the guest has in its place. A symbol stands in a row of its own above its instruction.
// Not here: the source beside it (source_model.hpp), how it is drawn (gui/panes/code_delegate.hpp).
#pragma once

#include <QAbstractTableModel>
#include <optional>
#include <set>
#include <vector>

#include "gui/session/frame.hpp"

namespace anel::gui {

/// What a step has to do with an instruction.
enum class StepMark : std::uint8_t {
    kNone,
    kNext,     ///< it comes next
    kDone,     ///< it has just been executed
    kTrapped,  ///< it has just trapped, or was interrupted
};

struct CodeMarks {
    std::optional<std::uint32_t> next;
    std::optional<std::uint32_t> last;
    bool last_trapped = false;
    std::set<std::uint32_t> breakpoints;
    bool operator==(const CodeMarks&) const = default;
};

/// Words and letters for marks and for what instructions are.
QString mark_sign(StepMark mark);
QString mark_text(StepMark mark);
QString class_letter(session::Sensitivity sensitivity);
QString class_text(session::Sensitivity sensitivity);
inline const QString& breakpoint_sign() {
    static const QString sign = QStringLiteral("\u25cf");
    return sign;
}

class CodeModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kMark, kClass, kAddress, kWord, kInstruction, kGuest, kColumns };

    explicit CodeModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// Whether anything but marks has changed.
    bool show(const session::CodeShown& shown);
    void mark(const CodeMarks& marks);
    void clear();
    /// The language is another one.
    void retranslate();

    /// Null in a symbol's row, whose column of addresses has the symbol alone.
    const session::CodeLine* line(int row) const;
    /// -1: that address is not shown.
    int row_of(std::uint32_t address) const;
    StepMark mark_of(int row) const;
    bool has_breakpoint(int row) const;
    bool has_translated() const { return translated_; }
    /// Rows of that place in the source, in their order.
    std::vector<int> rows_of_source(const QString& source) const;
    const std::vector<session::CodeLine>& lines() const { return lines_; }
    const CodeMarks& marks() const { return marks_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        std::size_t line = 0;
        bool label = false;
    };
    QString guest_text(const Row& row) const;
    QString mark_cell(int row) const;

    std::vector<session::CodeLine> lines_;
    std::vector<Row> rows_;
    CodeMarks marks_;
    bool translated_ = false;
};

}  // namespace anel::gui
