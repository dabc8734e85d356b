#include "gui/models/story_model.hpp"

#include <QLocale>
#include <algorithm>

#include "gui/models/words.hpp"

namespace anel::gui {

namespace {

/// A trap in a trap in a trap is told; what lies deeper is one step.
constexpr unsigned kDepthMost = 6;

}  // namespace

void StoryModel::show(const session::StoryTold& told, const Residents& residents) {
    beginResetModel();
    told_ = told;
    residents_ = residents;
    arrange();
    endResetModel();
}

void StoryModel::clear() {
    beginResetModel();
    told_ = {};
    rows_.clear();
    endResetModel();
}

void StoryModel::retranslate() {
    beginResetModel();
    arrange();
    endResetModel();
}

void StoryModel::arrange() {
    rows_.clear();
    if (!told_.story.steps.empty()) add_story(told_.story, QString(), 0, 0);
}

void StoryModel::add_story(const control::Story& story, const QString& above, Cycles begins, unsigned depth) {
    unsigned number = 0;
    for (const control::StoryStep& step : story.steps) {
        add_step(story, step, above + QString::number(++number), begins, depth);
        begins += step.cycles;
    }
    for (const control::StoryStep& step : story.later) {
        add_step(story, step, above + QStringLiteral("\u2026"), begins, depth);
        begins += step.cycles;
    }
}

void StoryModel::add_step(const control::Story& of, const control::StoryStep& step, const QString& number, Cycles begins, unsigned depth) {
    StoryRow row;
    row.number = number;
    row.cycles = step.cycles;
    row.begins = begins;
    row.depth = depth;
    row.activity = step.activity;
    if (step.kind == control::StoryStep::Kind::kActivity) {
        const bool hardware = step.activity == spec::Activity::kCrossing;
        row.who = hardware ? tr("the processor") : Words::resident(residents_[lane(of.handler)]);
        row.what = Words::activity(step.activity);
        rows_.push_back(std::move(row));
        return;
    }
    row.is_story = true;
    row.activity = spec::Activity::kCrossing;
    const auto inner = std::ranges::find(told_.inside, step.story, &control::Story::number);
    if (step.story == 0 || inner == told_.inside.end()) {
        row.what = tr("other traps on the way");
        rows_.push_back(std::move(row));
        return;
    }
    const cpu::Event& event = inner->event;
    row.who = Words::resident(residents_[lane(event.from)]);
    row.what = tr("another trap on the way: %1, from %2 to %3").arg(Words::cause(event.kind, event.cause, event.from), Words::ring(event.from), Words::ring(event.to));
    rows_.push_back(std::move(row));
    if (depth < kDepthMost) add_story(*inner, number + u'.', begins, depth + 1);
}

int StoryModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(rows_.size()); }
int StoryModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

QVariant StoryModel::data(const QModelIndex& index, int role) const {
    const StoryRow& row = rows_[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    if (role == Qt::TextAlignmentRole) return QVariant((column == kCycles || column == kTotal ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::AccessibleTextRole) return tr("Step %1: %2, %3, %4 cycles").arg(row.number, row.who, row.what, Words::number(row.cycles));
    if (role == Qt::ToolTipRole && column == kWhat) return row.what;
    const double share = cycles() == 0 ? 0.0 : 100.0 * static_cast<double>(row.cycles) / static_cast<double>(cycles());
    if (role == Qt::EditRole) {
        if (column == kCycles) return QVariant::fromValue<qulonglong>(row.cycles);
        if (column == kTotal) return QVariant::fromValue<qulonglong>(row.begins + row.cycles);
        if (column == kShare) return QString::number(share, 'f', 1);
        return {};
    }
    if (role != Qt::DisplayRole) return {};
    switch (column) {
        case kNumber: return row.number;
        case kWho: return row.who;
        case kWhat: return row.what;
        case kCycles: return Words::number(row.cycles);
        case kTotal: return Words::number(row.begins + row.cycles);
        case kShare: return QLocale().toString(share, 'f', 1) + QStringLiteral(" %");
        default: return {};
    }
}

QVariant StoryModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case kNumber: return tr("Step");
        case kWho: return tr("Who");
        case kWhat: return tr("What");
        case kCycles: return tr("Cycles");
        case kTotal: return tr("By then", "running total of cycles");
        case kShare: return tr("Share");
        default: return {};
    }
}

}  // namespace anel::gui
