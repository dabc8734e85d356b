// Random numbers into order, by recursion: branches that nobody can predict.
#include "program.hpp"

namespace bench {

const char* const name = "quicksort";

namespace {

constexpr int kCount = static_cast<int>(bytes(128 * 1024) / 4);
unsigned numbers[kCount];

void sort(int low, int high) {
    while (low < high) {
        const unsigned pivot = numbers[low + (high - low) / 2];
        int i = low, j = high;
        while (i <= j) {
            while (numbers[i] < pivot) ++i;
            while (numbers[j] > pivot) --j;
            if (i > j) break;
            const unsigned held = numbers[i];
            numbers[i++] = numbers[j];
            numbers[j--] = held;
        }
        // The shorter part by a call of its own: the stack stays low.
        if (j - low < high - i) {
            sort(low, j);
            low = i;
        } else {
            sort(i, high);
            high = j;
        }
    }
}

}  // namespace

unsigned work() {
    Sequence sequence(2463534242);
    unsigned sum = 0;
    for (unsigned round = rounds(&Rounds::quicksort); round != 0; --round) {
        for (unsigned& number : numbers) number = sequence.next();
        sort(0, kCount - 1);
        for (int i = 1; i < kCount; ++i) sum += numbers[i - 1] <= numbers[i] ? numbers[i] - numbers[i - 1] : 0x80000000;
        sum = sum * 31 + numbers[kCount / 2];
    }
    return sum;
}

}  // namespace bench
