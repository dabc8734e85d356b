// A table as comma-separated values, for spreadsheets: RFC 4180, with the header's words in the language in use.
// Not here: files (gui/app/exporting.cpp).
#pragma once

#include <QString>

class QAbstractItemModel;

namespace anel::gui {

/// Rows below others come behind them, with what stands in their parents' first columns in front. Numbers are written as programs read them, where the model
/// says them to who would edit (Qt::EditRole).
QString csv_of(const QAbstractItemModel& model);

/// One field, in quotes where it needs them.
QString csv_field(const QString& text);

}  // namespace anel::gui
