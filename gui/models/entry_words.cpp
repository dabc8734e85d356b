#include "gui/models/entry_words.hpp"

#include <QCoreApplication>

#include "gui/models/words.hpp"
#include "isa/spec/platform.hpp"

namespace anel::gui {

namespace pte = spec::pte;

namespace {

struct Entry {
    Q_DECLARE_TR_FUNCTIONS(Entry)
};

std::uint32_t bit_of(Access access) { return access == Access::kRead ? pte::kRead : access == Access::kWrite ? pte::kWrite : pte::kExecute; }

QString letters(std::uint32_t entry, std::initializer_list<std::pair<std::uint32_t, char>> bits) {
    QString text;
    for (const auto& [bit, letter] : bits) {
        if (!text.isEmpty()) text += u' ';
        text += (entry & bit) != 0 ? QChar(letter) : QChar(u'\u2013');
    }
    return text;
}

int outermost(std::uint32_t entry) { return static_cast<int>((entry & pte::kRing) >> pte::kRingShift); }

}  // namespace

std::uint32_t table_index(std::uint32_t address, unsigned level) { return (address >> (level == 1 ? 22 : 12)) & 0x3ffU; }

AccessVerdict judge_access(const paging::PageWalk& walk, Ring ring, Access access, std::uint32_t memory_bytes) {
    const std::uint32_t bit = bit_of(access);
    if (walk.tables.paged) {
        if (!walk.leaf) {
            // An entry that lies where the nested tables do not lead is their fault.
            const bool nested = !walk.steps.empty() && walk.steps.back().verdict == paging::Verdict::kNestedStop;
            return nested ? AccessVerdict::kNestedStop : AccessVerdict::kNotMapped;
        }
        if (number(ring) > outermost(*walk.leaf)) return AccessVerdict::kRing;
        if ((*walk.leaf & bit) == 0) return AccessVerdict::kRight;
    }
    if (walk.tables.nested) {
        if (!walk.nested_leaf) return AccessVerdict::kNestedStop;
        if ((*walk.nested_leaf & bit) == 0) return AccessVerdict::kNestedRight;
    }
    return walk.physical && *walk.physical < memory_bytes ? AccessVerdict::kAllowed : AccessVerdict::kNoMemory;
}

QString EntryWords::rights(std::uint32_t entry) { return letters(entry, {{pte::kRead, 'R'}, {pte::kWrite, 'W'}, {pte::kExecute, 'X'}}); }
QString EntryWords::flags(std::uint32_t entry) { return letters(entry, {{pte::kAccessed, 'A'}, {pte::kDirty, 'D'}, {pte::kGlobal, 'G'}}); }
QString EntryWords::rings(std::uint32_t entry) { return outermost(entry) == 0 ? QStringLiteral("0") : QStringLiteral("0\u2013%1").arg(outermost(entry)); }

QString EntryWords::for_whom(std::uint32_t entry) { return outermost(entry) == 0 ? Words::ring(Ring::k0) : Entry::tr("rings %1").arg(rings(entry)); }

QString EntryWords::verdict(paging::Verdict verdict, unsigned level, std::uint32_t entry) {
    const QString frame = Words::hex(entry & pte::kFrame);
    switch (verdict) {
        case paging::Verdict::kTable: return Entry::tr("level-0 table at %1").arg(frame);
        case paging::Verdict::kLeaf: return (level == 1 ? Entry::tr("4 MiB page at %1") : Entry::tr("4 KiB page at %1")).arg(frame);
        case paging::Verdict::kNotValid: return Entry::tr("not valid: V is clear");
        case paging::Verdict::kWriteWithoutRead: return Entry::tr("not valid: W without R");
        case paging::Verdict::kNoLeaf: return Entry::tr("not valid: neither R, W nor X");
        case paging::Verdict::kSuperpageBits: return Entry::tr("not valid: no multiple of 4 MiB");
        case paging::Verdict::kOutside: return Entry::tr("there is no memory there");
        case paging::Verdict::kNestedStop: return Entry::tr("the nested tables do not lead there");
    }
    return {};
}

QString EntryWords::access(Access access) {
    switch (access) {
        case Access::kRead: return Entry::tr("load");
        case Access::kWrite: return Entry::tr("store");
        case Access::kExecute: return Entry::tr("fetch");
    }
    return {};
}

QString EntryWords::sentence(const paging::PageWalk& walk, Ring ring, Access access, std::uint32_t memory_bytes) {
    const QString address = Words::hex(walk.address), who = Words::ring(ring);
    QString subject;
    switch (access) {
        case Access::kRead: subject = Entry::tr("A load from %1 by %2").arg(address, who); break;
        case Access::kWrite: subject = Entry::tr("A store to %1 by %2").arg(address, who); break;
        case Access::kExecute: subject = Entry::tr("A fetch from %1 by %2").arg(address, who); break;
    }
    const QString physical = Words::hex(walk.physical.value_or(0));
    switch (judge_access(walk, ring, access, memory_bytes)) {
        case AccessVerdict::kAllowed: return Entry::tr("%1 goes through, to physical %2.").arg(subject, physical);
        case AccessVerdict::kNotMapped: return Entry::tr("%1 is a page fault: nothing is mapped there.").arg(subject);
        case AccessVerdict::kRing: return Entry::tr("%1 is a page fault: this page is not open to that ring (open to: %2).", "an access, rings").arg(subject, for_whom(*walk.leaf));
        case AccessVerdict::kRight: return Entry::tr("%1 is a page fault: the page allows %2.").arg(subject, rights(*walk.leaf));
        case AccessVerdict::kNestedStop: return Entry::tr("%1 exits to the monitor: the nested tables lead nowhere.").arg(subject);
        case AccessVerdict::kNestedRight: return Entry::tr("%1 exits to the monitor: the nested page allows %2.").arg(subject, rights(*walk.nested_leaf));
        case AccessVerdict::kNoMemory: return Entry::tr("%1 is an access fault: there is no memory at physical %2.").arg(subject, physical);
    }
    return {};
}

QString EntryWords::step(const paging::PageWalk& walk, std::size_t step) {
    const paging::WalkStep& one = walk.steps[step];
    const bool guest_physical = walk.tables.nested && !one.nested;
    QString where = guest_physical ? Entry::tr("guest-physical %1").arg(Words::hex(one.at)) : Entry::tr("physical %1").arg(Words::hex(one.at));
    QString what = verdict(one.verdict, one.level, one.value);
    const bool read = one.verdict != paging::Verdict::kOutside && one.verdict != paging::Verdict::kNestedStop;
    if (read) what = QStringLiteral("%1: %2").arg(Words::hex(one.value), what);
    if (one.verdict == paging::Verdict::kLeaf) what += QStringLiteral(", %1").arg(rights(one.value)) + (one.nested ? QString() : QStringLiteral(", ") + for_whom(one.value));
    const QString text = one.nested ? Entry::tr("Reference %1 of %2: for %3, nested level-%4 entry %5 at %6 is %7.") : Entry::tr("Reference %1 of %2: for %3, level-%4 entry %5 at %6 is %7.");
    return text.arg(step + 1).arg(walk.steps.size()).arg(Words::hex(one.looks_for)).arg(one.level).arg(table_index(one.looks_for, one.level)).arg(where, what);
}

}  // namespace anel::gui
