#include "gui/models/csv.hpp"

#include <QAbstractItemModel>
#include <QStringList>
#include <algorithm>

namespace anel::gui {

namespace {

/// What a program reads: a number as it is, where a model says it (Qt::EditRole), without the marks that a language puts between digits.
QString text_in(const QModelIndex& index) {
    const QVariant plain = index.data(Qt::EditRole);
    return plain.isValid() ? plain.toString() : index.data(Qt::DisplayRole).toString();
}

int depth_of(const QAbstractItemModel& model, const QModelIndex& parent) {
    int depth = 0;
    for (int row = 0; row < model.rowCount(parent); ++row) depth = std::max(depth, 1 + depth_of(model, model.index(row, 0, parent)));
    return depth;
}

void add_rows(const QAbstractItemModel& model, const QModelIndex& parent, const QStringList& above, int depth, QString& text) {
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex first = model.index(row, 0, parent);
        QStringList fields = above;
        const QString name = csv_field(text_in(first));
        fields << name;
        while (fields.size() < depth) fields << QString();
        for (int column = 1; column < model.columnCount(parent); ++column)
            fields << csv_field(text_in(model.index(row, column, parent)));
        text += fields.join(QLatin1Char(',')) + QStringLiteral("\r\n");
        add_rows(model, first, above + QStringList{name}, depth, text);
    }
}

}  // namespace

QString csv_field(const QString& text) {
    const bool plain = std::none_of(text.begin(), text.end(), [](QChar c) { return c == u',' || c == u'"' || c == u'\n' || c == u'\r'; });
    if (plain) return text;
    QString quoted = text;
    return u'"' + quoted.replace(QLatin1String("\""), QLatin1String("\"\"")) + u'"';
}

QString csv_of(const QAbstractItemModel& model) {
    const int depth = std::max(1, depth_of(model, {}));
    QStringList header;
    for (int i = 0; i < depth; ++i) header << (i == 0 ? csv_field(model.headerData(0, Qt::Horizontal).toString()) : QString());
    for (int column = 1; column < model.columnCount(); ++column) header << csv_field(model.headerData(column, Qt::Horizontal).toString());
    QString text = header.join(QLatin1Char(',')) + QStringLiteral("\r\n");
    add_rows(model, {}, {}, depth, text);
    return text;
}

}  // namespace anel::gui
