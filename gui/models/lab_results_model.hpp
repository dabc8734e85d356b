// What came of the tests of a lab, as rows: verdict, points, name and what the test holds.
// Not here: judging (labs/grader).
#pragma once

#include <QAbstractTableModel>
#include <QCoreApplication>
#include <optional>

#include "labs/grader/report.hpp"

namespace anel::gui {

class LabResultsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kVerdict, kPoints, kName, kTitle, kColumns };

    using QAbstractTableModel::QAbstractTableModel;
    void show(std::optional<labs::Report> report);
    /// Its own words are said anew; what tests saw stays as it was said.
    void retranslate();
    const std::optional<labs::Report>& report() const { return report_; }
    /// Null where there is no such row.
    const labs::TestResult* row(int at) const;
    /// The first that did not pass; -1: none.
    int first_failure() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : kColumns; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// "40 of 100 points".
    static QString sum(const labs::Report& report);

private:
    std::optional<labs::Report> report_;
};

}  // namespace anel::gui
