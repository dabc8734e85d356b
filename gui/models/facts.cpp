#include "gui/models/facts.hpp"

#include <QLocale>
#include <QRegularExpression>
#include <QSet>
#include <algorithm>

#include "gui/models/words.hpp"
#include "isa/spec/causes.hpp"

namespace anel::gui {

namespace {

/// Costs that differ by less are one place in an order.
constexpr double kAlike = 1.02;

QString text_of(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QStringList lines_with(const std::string& text, const QString& part) {
    QStringList found;
    for (const QString& line : QString::fromStdString(text).split(u'\n'))
        if (line.contains(part)) found << line.trimmed();
    return found;
}

/// "name(argument)"
std::optional<QString> argument_of(const QString& name, QLatin1String function) {
    if (!name.startsWith(function + u'(') || !name.endsWith(u')')) return std::nullopt;
    return name.mid(function.size() + 1, name.size() - function.size() - 2);
}

std::optional<double> first_number(const QString& line) {
    static const QRegularExpression digits(QStringLiteral("\\d+"));
    const auto match = digits.match(line);
    return match.hasMatch() ? std::optional(match.captured().toDouble()) : std::nullopt;
}

std::uint64_t traps_of(const Span& span, const QString& cause) {
    std::uint64_t sum = 0;
    for (const session::CrossingCount& one : span.by_kind)
        if ((one.kind == cpu::EventKind::kTrap || one.kind == cpu::EventKind::kExit) && one.kind != cpu::EventKind::kInject &&
            QString::fromStdString(control::cause_name(one.cause)) == cause)
            sum += one.total;
    return sum;
}

double cost_of(const control::ComparedMode& mode) { return mode.per_operation ? mode.per_operation->cycles : static_cast<double>(mode.run.cycles); }

const control::ComparedMode& dearest_of(const control::Comparison& comparison) { return *std::ranges::max_element(comparison.modes, {}, cost_of); }

const control::ComparedMode* mode_named(const control::Comparison& comparison, const QString& name) {
    if (name == QLatin1String("dearest")) return &dearest_of(comparison);
    for (const control::ComparedMode& mode : comparison.modes)
        if (Words::mode(mode.run.mode) == name) return &mode;
    return nullptr;
}

}  // namespace

QString order_of(const control::Comparison& comparison) {
    std::vector<const control::ComparedMode*> modes;
    for (const control::ComparedMode& mode : comparison.modes) modes.push_back(&mode);
    std::ranges::stable_sort(modes, {}, [](const control::ComparedMode* mode) { return cost_of(*mode); });
    QString order;
    double first = 0;
    // Of those that are alike the order says nothing, so they are named as in the documentation.
    for (std::size_t i = 0; i < modes.size();) {
        std::size_t end = i;
        first = cost_of(*modes[i]);
        while (end < modes.size() && cost_of(*modes[end]) <= first * kAlike) ++end;
        std::sort(modes.begin() + static_cast<std::ptrdiff_t>(i), modes.begin() + static_cast<std::ptrdiff_t>(end),
                  [](const auto* a, const auto* b) { return a->run.mode < b->run.mode; });
        for (std::size_t k = i; k < end; ++k) {
            if (!order.isEmpty()) order += k == i ? QStringLiteral(" < ") : QStringLiteral(" \u2248 ");
            // A name is not broken at its hyphen, where it would look like another mode's.
            order += Words::mode(modes[k]->run.mode).replace(u'-', QChar(0x2011));
        }
        i = end;
    }
    return order;
}

double Facts::slowdown(const Span& span) const {
    const Cycles base = outcome_.spans.front().cycles;
    return base == 0 ? 0 : static_cast<double>(span.cycles) / static_cast<double>(base);
}

/// The stretch that a name begins with; the rest of the name stays.
const Span* Facts::span_named(QString& name) const {
    const qsizetype dot = name.indexOf(u'.');
    const qsizetype bracket = name.indexOf(u'(');
    if (dot < 0 || (bracket >= 0 && bracket < dot)) return span_ ? &*span_ : nullptr;
    const QString first = name.left(dot);
    bool is_place = false;
    const std::size_t place = first.toULongLong(&is_place);
    const Span* found = nullptr;
    if (is_place && place < outcome_.spans.size()) found = &outcome_.spans[place];
    for (const Span& span : outcome_.spans)
        if (!is_place && found == nullptr && Words::mode(span.mode) == first) found = &span;
    if (found != nullptr) name = name.mid(dot + 1);
    return found;
}

std::optional<double> Facts::of_span(const Span& span, const QString& name) const {
    const auto is = [&name](const char* word) { return name == QLatin1String(word); };
    if (is("cycles")) return static_cast<double>(span.cycles);
    if (is("instructions")) return static_cast<double>(span.instructions);
    if (is("crossings")) return static_cast<double>(span.crossings);
    if (is("exits")) return static_cast<double>(span.exits);
    if (is("monitor")) return static_cast<double>(span.of_monitor());
    if (is("slowdown") && !outcome_.spans.empty()) return slowdown(span);
    if (is("exit-code")) return span.frame->exit_code && span.frame->phase == session::Phase::kEnded ? *span.frame->exit_code : -1;
    if (const auto& crossing = span.frame->crossing) {
        if (is("took")) return static_cast<double>(crossing->took);
        if (is("from")) return anel::number(crossing->from);
        if (is("to")) return anel::number(crossing->to);
    }
    if (name.startsWith(QLatin1String("cycles-"))) {
        for (const spec::ActivityRow& row : spec::kActivities)
            if (text_of(row.name) == name.mid(7)) return static_cast<double>(span.of(row.id));
        return std::nullopt;
    }
    if (name.startsWith(QLatin1String("traps-"))) return static_cast<double>(traps_of(span, name.mid(6)));
    if (const auto part = argument_of(name, QLatin1String("distinct"))) {
        const QStringList lines = lines_with(span.console, *part);
        return static_cast<double>(QSet<QString>(lines.begin(), lines.end()).size());
    }
    if (const auto part = argument_of(name, QLatin1String("number"))) {
        const QStringList lines = lines_with(span.console, *part);
        return lines.isEmpty() ? std::nullopt : first_number(lines.first());
    }
    return std::nullopt;
}

std::optional<double> Facts::of_comparisons(const QString& name) const {
    if (name == QLatin1String("orders")) {
        QSet<QString> orders;
        for (const control::Comparison& comparison : outcome_.comparisons) orders << order_of(comparison);
        return static_cast<double>(orders.size());
    }
    if (name == QLatin1String("winners")) {
        QSet<int> winners;
        for (const control::Comparison& comparison : outcome_.comparisons) {
            // Against what is measured: the bare machine does not take part.
            const auto best = std::ranges::min_element(comparison.modes.begin() + 1, comparison.modes.end(), {}, cost_of);
            winners << static_cast<int>(best->run.mode);
        }
        return static_cast<double>(winners.size());
    }
    if (name == QLatin1String("wrong")) {
        std::size_t wrong = 0;
        for (const control::Comparison& comparison : outcome_.comparisons)
            wrong += static_cast<std::size_t>(std::ranges::count(comparison.modes, false, &control::ComparedMode::equivalent));
        return static_cast<double>(wrong);
    }
    const QStringList parts = name.split(u'.');
    for (const control::Comparison& comparison : outcome_.comparisons) {
        if (QString::fromStdString(comparison.workload) != parts.first()) continue;
        if (parts.size() == 2 && parts[1] == QLatin1String("dearest"))
            return static_cast<double>(dearest_of(comparison).run.mode);
        if (parts.size() != 3) return std::nullopt;
        const control::ComparedMode* const mode = mode_named(comparison, parts[1]);
        if (mode == nullptr) return std::nullopt;
        if (parts[2] == QLatin1String("cycles")) return cost_of(*mode);
        if (parts[2] == QLatin1String("slowdown")) return cost_of(*mode) / cost_of(comparison.modes.front());
        if (parts[2] == QLatin1String("equivalent")) return mode->equivalent ? 1 : 0;
        if (parts[2] == QLatin1String("exits") && mode->per_operation) return mode->per_operation->exits;
    }
    return std::nullopt;
}

std::optional<double> Facts::number(const QString& name) const {
    if (const qsizetype slash = name.indexOf(u'/'); slash > 0) {
        const auto above = number(name.left(slash)), below = number(name.mid(slash + 1));
        return above && below && *below != 0 ? std::optional(*above / *below) : std::nullopt;
    }
    QString rest = name;
    if (const Span* const span = span_named(rest)) {
        if (const auto found = of_span(*span, rest)) return found;
    }
    return of_comparisons(name);
}

std::optional<QString> Facts::text_of_span(const Span& span, const QString& name) const {
    const session::Frame& frame = *span.frame;
    const auto which = static_cast<std::size_t>(language_);
    if (name == QLatin1String("name")) return Words::mode(span.mode);
    if (name == QLatin1String("instruction") && frame.place) return QString::fromStdString(frame.place->instruction);
    if (name == QLatin1String("why") && frame.why) return QString::fromStdString((*frame.why)[which]);
    if (name == QLatin1String("where") && frame.where_to) return QString::fromStdString((*frame.where_to)[which]);
    if (name == QLatin1String("last-line")) {
        const QStringList lines = QString::fromStdString(span.console).split(u'\n', Qt::SkipEmptyParts);
        return lines.isEmpty() ? QString() : lines.last().trimmed();
    }
    const auto first = [](const QStringList& lines) { return lines.isEmpty() ? std::nullopt : std::optional(lines.first()); };
    if (const auto part = argument_of(name, QLatin1String("line"))) return first(lines_with(span.console, *part));
    if (const auto part = argument_of(name, QLatin1String("logged"))) return first(lines_with(span.log, *part));
    return std::nullopt;
}

std::optional<QString> Facts::text(const QString& name) const {
    QString rest = name;
    if (const Span* const span = span_named(rest)) {
        if (const auto found = text_of_span(*span, rest)) return found;
    }
    if (name == QLatin1String("wrong-names")) {
        QStringList names;
        for (const control::Comparison& comparison : outcome_.comparisons)
            for (const control::ComparedMode& mode : comparison.modes)
                if (!mode.equivalent) names << Words::mode(mode.run.mode);
        return names.isEmpty() ? QStringLiteral("\u2013") : names.join(QStringLiteral(", "));
    }
    for (const control::Comparison& comparison : outcome_.comparisons) {
        const QString workload = QString::fromStdString(comparison.workload);
        if (name == workload + QStringLiteral(".order")) return order_of(comparison);
        if (name == workload + QStringLiteral(".dearest.name")) return Words::mode(dearest_of(comparison).run.mode);
    }
    return std::nullopt;
}

QString Facts::fill(const QString& sentence) const {
    static const QRegularExpression gap(QStringLiteral("\\{([^{}]+?)(?::(\\d))?\\}"));
    QString filled;
    qsizetype at = 0;
    for (auto matches = gap.globalMatch(sentence); matches.hasNext();) {
        const auto match = matches.next();
        filled += sentence.mid(at, match.capturedStart() - at);
        at = match.capturedEnd();
        if (const auto words = text(match.captured(1))) filled += *words;
        else if (const auto value = number(match.captured(1))) filled += QLocale().toString(*value, 'f', match.captured(2).toInt());
        else filled += u'\u2026';
    }
    return filled + sentence.mid(at);
}

}  // namespace anel::gui
