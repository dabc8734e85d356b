// What was measured, by name, and sentences that are filled with it: no number that a lesson says is typed anywhere. Names:
//
//   cycles instructions crossings exits monitor   of the machine on the screen, from the question to the revelation
//   took from to                                  of the crossing behind which it stands
//   cycles-ACTIVITY traps-CAUSE                   as in the ledger and in `anel run --json`; 0 where there were none
//   exit-code                                     the guest's; -1: it has not powered off
//   line(TEXT) number(TEXT) distinct(TEXT)        the first line on the console that has the text; the first number in it behind its dots or words;
//                                                 how many different lines have it
//   logged(TEXT)                                  the first such line of the log
//   instruction why where last-line               texts
//   MODE.name, N.name                             the same of an experiment's stretch, by mode, or by place from 0
//   MODE.slowdown                                 of stretches: cycles, over those of the first one
//   WORKLOAD.MODE.cycles .slowdown .exits         of a comparison, per operation; the mode may be “dearest”
//   WORKLOAD.dearest.name                         a text
//   WORKLOAD.MODE.equivalent                      1 or 0
//   WORKLOAD.dearest WORKLOAD.order               the mode by its number; all modes in their order, ≈ where they are within 2 %
//   winners                                       of how many modes, the bare machine aside, each is the cheapest somewhere
//   orders wrong wrong-names                      how many different orders there are; in how many modes something went wrong, and in which
//   A/B                                           a quotient of two of these
//
// Not here: the lessons (scenario.hpp), measuring (readings.hpp, experiment.hpp).
#pragma once

#include <QString>
#include <QStringList>
#include <optional>

#include "gui/models/experiment.hpp"
#include "isa/explain/language.hpp"

namespace anel::gui {

class Facts {
public:
    Facts() = default;
    Facts(std::optional<Span> span, Outcome outcome, explain::Language language) : span_(std::move(span)), outcome_(std::move(outcome)), language_(language) {}

    /// Nothing for a name that is not measured here.
    std::optional<double> number(const QString& name) const;
    std::optional<QString> text(const QString& name) const;
    /// `{name}` is replaced by a text, or by a whole number; `{name:2}` by one with two decimals. What is not known becomes an ellipsis.
    QString fill(const QString& sentence) const;

    const std::optional<Span>& span() const { return span_; }
    const Outcome& outcome() const { return outcome_; }

private:
    std::optional<double> of_span(const Span& span, const QString& name) const;
    std::optional<double> of_comparisons(const QString& name) const;
    std::optional<QString> text_of_span(const Span& span, const QString& name) const;
    const Span* span_named(QString& name) const;
    double slowdown(const Span& span) const;

    std::optional<Span> span_;
    Outcome outcome_;
    explain::Language language_ = explain::Language::kEnglish;
};

/// Modes by what an operation costs: "native ≈ para < full-trap".
QString order_of(const control::Comparison& comparison);

struct FactTable {
    QStringList header;
    QList<QStringList> rows;
    bool empty() const { return rows.isEmpty(); }
};
/// One row for each mode; none where no workloads were compared. `endings`: how each mode ended, and not what it cost.
FactTable table_of(const Outcome& outcome, bool endings);

}  // namespace anel::gui
