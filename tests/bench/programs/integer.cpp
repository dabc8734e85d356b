// What most programs do: a small interpreter's dispatch, a table looked up by hash, lists followed, texts compared and copied, calls, a
// multiplication here, a division there. Its data fits the caches.
#include "program.hpp"

namespace bench {

const char* const name = "integer";

namespace {

// A stack machine that adds up Collatz sequences' lengths.
enum Operation : unsigned char { kPush, kDuplicate, kSwap, kIsOdd, kHalve, kTriplePlusOne, kJumpIfZero, kJump, kIsOne, kIncrement, kEnd };
constexpr unsigned char kCollatz[] = {
    kDuplicate, kIsOne, kJumpIfZero, 5, kEnd,                  // 0: done at 1
    kDuplicate, kIsOdd, kJumpIfZero, 13, kTriplePlusOne,       // 5: odd
    kIncrement, kJump, 0,                                      // 10
    kHalve, kIncrement, kJump, 0,                              // 13: even
};

[[gnu::noinline]] unsigned interpret(const unsigned char* program, unsigned argument) {
    unsigned stack[8] = {argument};
    unsigned* top = stack;
    unsigned steps = 0;
    for (unsigned at = 0;;) {
        switch (program[at++]) {
            case kPush: *++top = program[at++]; break;
            case kDuplicate: top[1] = top[0], ++top; break;
            case kSwap: { const unsigned held = top[0]; top[0] = top[-1], top[-1] = held; break; }
            case kIsOdd: *top &= 1; break;
            case kIsOne: *top = *top == 1 ? 1 : 0; break;
            case kHalve: *top >>= 1; break;
            case kTriplePlusOne: *top = *top * 3 + 1; break;
            case kJumpIfZero: at = *top-- == 0 ? program[at] : at + 1; break;
            case kJump: at = program[at]; break;
            case kIncrement: ++steps; break;
            case kEnd: return steps;
        }
    }
}

struct Entry {
    Entry* next;
    char text[12];
    unsigned count;
};
constexpr unsigned kBuckets = 64, kEntries = 192;
Entry* buckets[kBuckets];
Entry entries[kEntries];
unsigned used;

[[gnu::noinline]] unsigned hash_of(const char* text) {
    unsigned hash = 5381;
    for (; *text != '\0'; ++text) hash = hash * 33 ^ static_cast<unsigned char>(*text);
    return hash;
}
[[gnu::noinline]] bool same(const char* a, const char* b) {
    for (; *a == *b; ++a, ++b)
        if (*a == '\0') return true;
    return false;
}
[[gnu::noinline]] Entry* find(const char* text) {
    Entry** const bucket = &buckets[hash_of(text) % kBuckets];
    for (Entry* entry = *bucket; entry != nullptr; entry = entry->next)
        if (same(entry->text, text)) return entry;
    if (used == kEntries) return nullptr;
    Entry* const entry = &entries[used++];
    for (unsigned i = 0; (entry->text[i] = text[i]) != '\0'; ++i) {}
    entry->count = 0;
    entry->next = *bucket;
    return *bucket = entry;
}
/// In decimal, which divides.
[[gnu::noinline]] void write_number(unsigned number, char* text) {
    char digits[12];
    unsigned length = 0;
    do digits[length++] = static_cast<char>('0' + number % 10);
    while ((number /= 10) != 0);
    while (length != 0) *text++ = digits[--length];
    *text = '\0';
}

}  // namespace

unsigned work() {
    Sequence sequence(99);
    unsigned sum = 0;
    for (unsigned round = rounds(&Rounds::integer); round != 0; --round) {
        for (unsigned i = 0; i < 100; ++i) {
            char text[12];
            write_number(sequence.next() % 300 + 1000, text);
            Entry* const entry = find(text);
            if (entry != nullptr) sum += ++entry->count;
        }
        for (unsigned i = 1; i <= 100; ++i) sum = sum * 31 + interpret(kCollatz, i + round % 16);
        if (round % 64 == 0) {
            for (Entry*& bucket : buckets) bucket = nullptr;
            used = 0;
        }
    }
    return sum;
}

}  // namespace bench
