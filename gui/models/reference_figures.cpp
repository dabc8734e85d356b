// From the text on nanobenchmarks in the paper that reference_source() names. Compared, number by number, with the paper's paragraphs on call/ret, pgfault, divzero and
// ptemod as the comments of tests/atomics/at_vmm.cc in github.com/ligurio/openbsd-tests quote them; the paper's own pages and its figures were not at hand, and what only
// they say (which processor it was) is not repeated here. Left out: what the text gives only roughly (system calls: about 2,000 cycles more in the software monitor),
// and what has nothing like it here (in, %cr8).
#include "gui/models/reference_figures.hpp"

#include <QCoreApplication>
#include <algorithm>

namespace anel::gui {

using control::Mode;

namespace {

struct Reference {
    Q_DECLARE_TR_FUNCTIONS(Reference)
};

// Their software monitor translates and shadows page tables; their hardware monitor is of the first generation, which shadows as well.
constexpr ReferenceFigure kFigures[] = {
    {"callret", Mode::kNative, 11},   {"callret", Mode::kFullTranslate, 51},     {"callret", Mode::kAssistShadow, 11},
    {"pagefault", Mode::kNative, 1093}, {"pagefault", Mode::kFullTranslate, 3927}, {"pagefault", Mode::kAssistShadow, 11242},
    {"exception", Mode::kNative, 889},  {"exception", Mode::kFullTranslate, 3223}, {"exception", Mode::kAssistShadow, 1014},
    {"ptwrite", Mode::kNative, 1},    {"ptwrite", Mode::kFullTranslate, 391},    {"ptwrite", Mode::kAssistShadow, 12733},
};

}  // namespace

std::span<const ReferenceFigure> reference_figures() { return kFigures; }

std::optional<double> reference_cycles(std::string_view workload, Mode mode) {
    const auto found = std::ranges::find_if(kFigures, [&](const ReferenceFigure& one) { return one.workload == workload && one.mode == mode; });
    return found == std::end(kFigures) ? std::nullopt : std::optional(found->cycles);
}

bool has_reference(std::string_view workload) { return std::ranges::any_of(kFigures, [&](const ReferenceFigure& one) { return one.workload == workload; }); }

QString reference_source() {
    return QStringLiteral("K. Adams, O. Agesen: A Comparison of Software and Hardware Techniques for x86 Virtualization. ASPLOS 2006");
}

QString reference_caveat(std::string_view workload) {
    QString text = Reference::tr("Outlined: published, not measured here. One of the first x86 processors with hardware assist, other monitors, another guest: compare the order and the ratios, not the lengths.");
    if (workload == "exception") text += u' ' + Reference::tr("Theirs is a division by zero, ours a misaligned load.");
    if (workload == "ptwrite") text += u' ' + Reference::tr("Theirs is the write alone, ours flushes the page as well.");
    return text;
}

}  // namespace anel::gui
