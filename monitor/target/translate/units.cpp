#include "translate/units.hpp"

namespace anel::monitor {

void Units::reset() {
    unit_count = page_count = far_chain_count = live = 0;
    for (u32 i = 0; i < kUnitBuckets; ++i) unit_bucket[i] = kNone;
    for (u32 i = 0; i < kPageBuckets; ++i) page_bucket[i] = kNone;
}

u16 Units::add(u32 pc, u16 of_page, u32 entry, u32 instructions) {
    const u16 at = static_cast<u16>(unit_count++);
    u16& bucket = unit_bucket[pc / 4 % kUnitBuckets];
    unit[at] = {pc, entry, static_cast<u16>(instructions), of_page, page[of_page].first_unit, bucket};
    bucket = at;
    page[of_page].first_unit = at;
    ++live;
    return at;
}

void Units::give_up_all_of(CodePage& of) {
    for (u16 at = of.first_unit; at != kNone; at = unit[at].next_of_page) {
        u16* link = &unit_bucket[unit[at].pc / 4 % kUnitBuckets];
        while (*link != at) link = &unit[*link].next_of_bucket;
        *link = unit[at].next_of_bucket;
        --live;
    }
    of.first_unit = kNone;
}

u16 Units::find_or_add_page(u32 va, u32 frame, Realm realm, bool global) {
    u16& bucket = page_bucket[frame / kPageBytes % kPageBuckets];
    for (u16 at = bucket; at != kNone; at = page[at].next_of_bucket) {
        const CodePage& it = page[at];
        if (it.va == va && it.frame == frame && it.realm == realm && it.global == global) return at;
    }
    const u16 at = static_cast<u16>(page_count++);
    page[at] = {va, frame, realm, global, kNone, bucket};
    bucket = at;
    return at;
}

}  // namespace anel::monitor
