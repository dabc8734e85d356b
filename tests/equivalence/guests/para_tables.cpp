// A paravirtual guest that tries to map what it must not: page tables to write to, the monitor, superpages, its own tables as something
// else. Each is to be refused, with nothing half-done, and the guest goes on.
#include "guests/para_guest.hpp"

namespace {

constexpr u32 kWindow = AR_WINDOW_BASE;
constexpr u32 kWindowIndex = kWindow >> 22;
constexpr u32 kFourMib = 1U << 22;
constexpr u32 kFree = kSpare;                  ///< a page's entry to play with
constexpr u32 kAlias = kTableCount * kFourMib;  ///< where nothing is mapped at first

void entries() {
    const u32 place = entry_of(kFree);
    expect("a page table mapped writable", write_entry(entry_of(kTables), kTables | kPage), 0);
    expect("the root mapped writable", write_entry(entry_of(kRoot), kRoot | kPage), 0);
    expect("the monitor's first page", write_entry(place, kRam | kPage), 0);
    expect("the monitor's first page, to read", write_entry(place, kRam | kReadOnly), 0);
    expect("a frame at the end of the world", write_entry(place, 0xfffff000 | kPage), 0);
    expect("a page of ring 0", write_entry(place, kFree | AR_PTE_V | AR_PTE_R | AR_PTE_W), 0);
    expect("a page without rights", write_entry(place, kFree | AR_PTE_V | 3U << AR_PTE_RING_SHIFT), 0);
    expect("a page to write and not to read", write_entry(place, kFree | AR_PTE_V | AR_PTE_W | 3U << AR_PTE_RING_SHIFT), 0);
    expect("the entry is as it was", word_at(place) & ~static_cast<u32>(AR_PTE_A | AR_PTE_D), kFree | kPage);
    expect("a superpage", write_entry(kRoot + 4 * 8, kPage), 0);
    expect("a root that names ordinary memory", write_entry(kRoot + 4 * 8, kFree | AR_PTE_V), 0);
    expect("a root that names itself", write_entry(kRoot + 4 * 8, kRoot | AR_PTE_V), 0);
    expect("a root that names the monitor", write_entry(kRoot + 4 * 8, kRam | AR_PTE_V), 0);
    expect("a table in another place than its own", write_entry(kRoot + 4 * 8, kTables | AR_PTE_V), 0);
    expect("the window's entry emptied", write_entry(kRoot + 4 * kWindowIndex, 0), 0);
    expect("the window's entry filled", write_entry(kRoot + 4 * kWindowIndex, kTables | AR_PTE_V), 0);
    expect("an entry of no table", write_entry(kFree, kFree | kPage), 0);
    expect("an entry outside memory", write_entry(kRam, kFree | kPage), 0);
    expect("a page table mapped read-only", write_entry(place, kTables | kReadOnly), 1);
    expect("and back", write_entry(place, kFree | kPage), 1);
    update(kFree | AR_TABLE_FLUSH, AR_FLUSH_EVERY_SPACE);
}

void pins() {
    expect("pin of a page that is mapped writable", pin(kFree, kAlias), 0);
    expect("pin of a table again", pin(kTables, 0), 0);
    expect("pin of a root as a table of pages", pin(kRoot, 0), 0);
    expect("pin of a table as a root", pin(kTables, AR_PIN_ROOT), 0);
    expect("pin of the monitor", pin(kRam, kAlias), 0);
    expect("pin of half a page", pin(kFree + 0x800, kAlias), 0);
    expect("pin for the window", pin(kFree, kWindow), 0);
    expect("unpin of ordinary memory", unpin(kFree), 0);
    expect("unpin of the root in use", unpin(kRoot), 0);
    expect("unpin of a table in use", unpin(kTables), 0);
    expect("unpin of the monitor", unpin(kRam), 0);

    const u32 table = kFree, page = kFree + 4096;
    for (u32 i = 0; i < 1024; ++i) word_at(table + 4 * i) = page | kPage;
    word_at(table + 4 * 1023) = table | kPage;
    expect("protect", protect(table), 1);
    expect("a table that maps itself to write", pin(table, kAlias), 0);
    expect("release", release(table), 1);
    word_at(table + 4 * 1023) = kRam | kPage;
    protect(table);
    expect("a table whose last entry is the monitor", pin(table, kAlias), 0);
    expect("protect what it would have mapped", protect(page), 1);
    expect("and nothing of it is counted", pin(page, kAlias), 1);
    expect("a page that has become a table", unpin(page), 1);
    release(page);
    release(table);
    word_at(table + 4 * 1023) = page | kPage;
    protect(table);
    expect("with a good one instead", pin(table, kAlias), 1);
    expect("a root that names it", write_entry(kRoot + 4 * kTableCount, table | AR_PTE_V), 1);
    word_at(page) = 77;
    expect("and it maps", word_at(kAlias + 4096 * 5), 77);
    protect(page);
    expect("what 1024 entries write to is no table", pin(page, kAlias), 0);
    expect("unpin of a table that a root names", unpin(table), 0);
}

/// Entries that the TLB still remembers are no way into a page table, whether the guest flushes or not.
void stale() {
    const u32 table = kFree, page = kFree + 4096;
    word_at(kAlias + 8) = 5;  // page, through an alias: in the TLB, to write
    expect("written through the alias", word_at(page + 8), 5);
    expect("a root drops the table", write_entry(kRoot + 4 * kTableCount, 0), 1);
    expect("whose entries still count", pin(page, kAlias), 0);
    expect("unpin", unpin(table), 1);
    release(page);
    for (u32 i = 0; i < 1024; ++i) word_at(page + 4 * i) = 0;
    word_at(page) = 0;
    alignas(8) static u32 batch[4];
    batch[0] = entry_of(page) | AR_TABLE_WRITE;
    batch[1] = page | kReadOnly;
    batch[2] = page | AR_TABLE_PIN;
    batch[3] = kAlias;
    expect("protect and pin, no flush", call(AR_HYPERCALL_UPDATE, address_of(batch), 2), 2);
    expect("store to the table", store(page, kRam | kPage), AR_CAUSE_STORE_PAGE);
    expect("store through the dropped alias", store(kAlias, kRam | kPage), AR_CAUSE_STORE_PAGE);
    expect("the table is as it was", word_at(page), 0);
    expect("unpin it", unpin(page), 1);
    release(page);
    release(table);
}

void roots() {
    const u32 root = kFree;
    for (u32 i = 0; i < 1024; ++i) word_at(root + 4 * i) = i < kTableCount ? word_at(kRoot + 4 * i) : 0;
    word_at(root + 4 * kWindowIndex) = kTables | AR_PTE_V;
    protect(root);
    expect("a second root, with a word of its own for the window", pin(root, AR_PIN_ROOT), 1);
    expect("which is not what stands there now", word_at(root + 4 * kWindowIndex) == (kTables | AR_PTE_V), 0);
    expect("walked", call(AR_HYPERCALL_SET_ROOT, root | 2U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON), 0);
    expect("and told", call(AR_HYPERCALL_ROOT), root | 2U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
    expect("unpin while it is in use", unpin(root), 0);
    expect("ordinary memory as a root", call(AR_HYPERCALL_SET_ROOT, kFree + 4096), kRefused);
    expect("a table of pages as a root", call(AR_HYPERCALL_SET_ROOT, kTables), kRefused);
    expect("the monitor as a root", call(AR_HYPERCALL_SET_ROOT, kRam), kRefused);
    expect("back", call(AR_HYPERCALL_SET_ROOT, kRoot), 0);
    expect("unpin when it is not", unpin(root), 1);
    release(root);
}

void window() {
    expect("load from the window", load(kWindow), AR_CAUSE_LOAD_PAGE);
    expect("store to the window", store(kWindow + 0x2000, 1), AR_CAUSE_STORE_PAGE);
    expect("jump into the window", fetch(kWindow), AR_CAUSE_FETCH_PAGE);
    expect("store to a table", store(kTables, 0), AR_CAUSE_STORE_PAGE);
    expect("store to the root", store(kRoot + 4, 0), AR_CAUSE_STORE_PAGE);
}

void half_a_batch() {
    alignas(8) static u32 batch[6];
    const u32 a = kSpare + 8 * 4096, b = kSpare + 9 * 4096;
    batch[0] = entry_of(a), batch[1] = a | kReadOnly;
    batch[2] = entry_of(a), batch[3] = kRam | kPage;
    batch[4] = entry_of(b), batch[5] = b | kReadOnly;
    expect("a batch stops where it is refused", call(AR_HYPERCALL_UPDATE, address_of(batch), 3), 1);
    expect("what came before is done", word_at(entry_of(a)), a | kReadOnly);
    expect("what came after is not", store(b, 1), 0);
}

}  // namespace

extern "C" void guest_main(u32, u32) {
    build_tables();
    expect("enter", enter(), 0);
    entries();
    pins();
    stale();
    roots();
    window();
    half_a_batch();
    finish();
}
