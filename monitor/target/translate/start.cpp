// The translator's memory, and its place in the window: lookup tables, the cache, and at the very top the virtual CPU page.
#include "monitor.hpp"
#include "panic.hpp"
#include "translate/translator.hpp"
#include "vm_state.hpp"

namespace anel::monitor {

namespace {

constexpr u32 kKernelBits = 12, kOuterBits = 10;
constexpr u32 pages_of(u32 bytes) { return (bytes + kPageBytes - 1) / kPageBytes; }
constexpr u32 kKernelTablePages = pages_of(sizeof(LookupEntry) << kKernelBits);
constexpr u32 kOuterTablePages = pages_of(sizeof(LookupEntry) << kOuterBits);
constexpr u32 kFirstCachePage = kFirstTranslatorPage + kKernelTablePages + kOuterTablePages;
constexpr u32 kCachePages = kEntries - 1 - kFirstCachePage;
constexpr u32 kCacheBytesLeast = 4 * kPageBytes;
static_assert(kCachePages * kPageBytes / sizeof(u32) <= kCacheWordsMost);
static_assert(kOuterTablePages * kPageBytes == sizeof(LookupEntry) << kOuterBits);

/// Whole pages from the pool.
template <class T>
T* take(u32& pool, u32 count) {
    T* const first = reinterpret_cast<T*>(pool);
    pool += pages_of(count * sizeof(T)) * kPageBytes;
    return first;
}

/// Shows pages of the pool to the guest, too, at these pages of the window.
void show(const Monitor& monitor, u32 first, u32 pages, const void* what, u32 rights, u32 outermost) {
    const u32 physical = static_cast<u32>(reinterpret_cast<uintptr_t>(what)) + monitor.to_physical;
    for (u32 i = 0; i < pages; ++i)
        monitor.translator.window_table[first + i] =
            (physical + i * kPageBytes) | rights | outermost << AR_PTE_RING_SHIFT | AR_PTE_V | AR_PTE_A | AR_PTE_D | AR_PTE_G;
}

u32 va_of_page(const Monitor& monitor, u32 page) { return monitor.window_base + page * kPageBytes; }

}  // namespace

void start_translator(Monitor& monitor, u32& pool, u32* window_table) {
    if (monitor.window_base != AR_WINDOW_BASE) panic("translated code needs the last page of the address space; the window is at", monitor.window_base);
    Translator& translator = monitor.translator;
    translator.window_table = window_table;
    translator.words = translator_words();
    const u32 outermost = translator.options.translates_user != 0 ? 3 : 1;

    translator.kernel_page = take<SharedPage>(pool, 1);
    translator.user_page = take<SharedPage>(pool, 1);
    translator.page_in_sight = 1;
    show(monitor, kEntries - 1, 1, translator.kernel_page, AR_PTE_R | AR_PTE_W, 1);

    LookupEntry* const kernel_entries = take<LookupEntry>(pool, 1U << kKernelBits);
    LookupEntry* const outer_entries = take<LookupEntry>(pool, 1U << kOuterBits);
    show(monitor, kFirstTranslatorPage, kKernelTablePages, kernel_entries, AR_PTE_R, outermost);
    show(monitor, kFirstTranslatorPage + kKernelTablePages, kOuterTablePages, outer_entries, AR_PTE_R, outermost);
    translator.kernel_table.init(kernel_entries, kKernelBits, va_of_page(monitor, kFirstTranslatorPage), take<u16>(pool, LookupTable::kLog));
    translator.outer_table.init(outer_entries, kOuterBits, va_of_page(monitor, kFirstTranslatorPage + kKernelTablePages), take<u16>(pool, LookupTable::kLog));
    translator.faulter = take<Faulter>(pool, Translator::kFaulters);
    translator.written = take<Written>(pool, Translator::kWritten);

    TranslationCache& cache = translator.cache;
    u32 bytes = kCachePages * kPageBytes;
    if (translator.options.cache_bytes != 0 && translator.options.cache_bytes < bytes) bytes = translator.options.cache_bytes;
    if (bytes < kCacheBytesLeast) panic("too small a translation cache", bytes);
    cache.capacity = bytes / sizeof(u32);
    cache.va = va_of_page(monitor, kFirstCachePage);
    cache.code = take<u32>(pool, cache.capacity);
    // For the trial ring 3 may execute it.
    show(monitor, kFirstCachePage, 1, cache.code, AR_PTE_X, 3);
    try_outside(translator.outside, cache.code, cache.va);
    show(monitor, kFirstCachePage, pages_of(bytes), cache.code, AR_PTE_X, outermost);
    tlb_flush_everything();
    cache.pc_map = take<u32>(pool, cache.capacity);
    cache.info = take<u32>(pool, cache.capacity);
    cache.state_map = take<u8>(pool, cache.capacity);

    Units& units = translator.units;
    units.unit = take<Unit>(pool, Units::kUnits);
    units.page = take<CodePage>(pool, Units::kPages);
    units.far_chain = take<FarChain>(pool, Units::kFarChains);
    units.unit_bucket = take<u16>(pool, Units::kUnitBuckets);
    units.page_bucket = take<u16>(pool, Units::kPageBuckets);
    translator.frame_state = take<u8>(pool, monitor.memory.bytes() / kPageBytes);

    translator.kernel_table.write_routine(cache);
    translator.outer_table.write_routine(cache);
    cache.first_free = cache.used;
    units.reset();

    const u32 to_physical = monitor.to_physical;
    const auto physical = [to_physical](const void* place) { return static_cast<u32>(reinterpret_cast<uintptr_t>(place)) + to_physical; };
    TranslatorWords& words = *translator.words;
    words.bytes_capacity = bytes;
    words.bytes_used = cache.used * sizeof(u32);
    words.cache_begin = cache.va;
    words.pc_map = physical(cache.pc_map);
    words.state_map = physical(cache.state_map);
    words.kernel_page = physical(translator.kernel_page);
    words.user_page = physical(translator.user_page);
    words.slot_t0 = __builtin_offsetof(SharedPage, slot);
    words.magic = AR_TRANSLATOR_MAGIC_WORD;
}

void empty_cache(Translator& translator) {
    translator.kernel_table.clear();
    translator.outer_table.clear();
    Units& units = translator.units;
    for (u32 i = 0; i < units.page_count; ++i) {
        u8& state = translator.frame_state[units.page[i].frame / kPageBytes];
        state = static_cast<u8>(state & ~kHoldsCode);
    }
    units.reset();
    translator.cache.used = translator.cache.first_free;
    for (u32& region : translator.regions) region = 0;
    for (u32 i = 0; i < Translator::kFaulters; ++i) translator.faulter[i] = {};
    translator.words->units = 0;
    translator.words->bytes_used = translator.cache.used * sizeof(u32);
    ++translator.epoch;
}

}  // namespace anel::monitor
