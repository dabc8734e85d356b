// Repeats single operations of the system and says what one costs, in cycles.
// nano                    all of them, each a line: its name, cycles for one
// nano NAME [COUNT]       one of them
// nano NAME COUNT -q      performs it so often and says what came out, not how long it took: the same in every mode
#include "user/nano.hpp"
#include "user/system.hpp"

using nano::Operation;

namespace {

constexpr unsigned kWarmUpShare = 8;

struct Measured {
    unsigned cycles = 0;
    unsigned result = 0;
    int error = 0;  ///< negative
};

unsigned now() { return static_cast<unsigned>(anelix::system_call(anelix::SystemCall::kClock)); }

Measured repeat(const Operation& operation, unsigned count) {
    Measured measured;
    while (count != 0) {
        const unsigned piece = count < operation.most_at_once ? count : operation.most_at_once;
        if (!operation.prepare(piece)) {
            measured.error = anelix::kNoMemory;
            return measured;
        }
        const unsigned begin = now();
        unsigned result = 0;
        if (operation.bench >= 0) {
            const int answer = anelix::bench(static_cast<anelix::Bench>(operation.bench), piece);
            if (answer < 0) measured.error = answer;
            result = static_cast<unsigned>(answer);
        } else {
            result = operation.perform(piece);
        }
        measured.cycles += now() - begin;
        operation.finish();
        if (measured.error < 0) return measured;
        measured.result = measured.result * 31 + result;
        count -= piece;
    }
    return measured;
}

int complain(const Operation& operation, int error) {
    anelix::print("nano: %s: %s\n", operation.name, anelix::explain(error));
    return 1;
}

/// Cycles of one operation, to a tenth.
int measure(const Operation& operation, unsigned count) {
    const Measured warm = repeat(operation, count / kWarmUpShare + 1);
    const Measured measured = warm.error < 0 ? warm : repeat(operation, count);
    if (measured.error < 0) return complain(operation, measured.error);
    const unsigned whole = measured.cycles / count;
    anelix::print("%s %u.%u\n", operation.name, whole, (measured.cycles - whole * count) * 10 / count);
    return 0;
}

int perform(const Operation& operation, unsigned count) {
    const Measured measured = repeat(operation, count);
    if (measured.error < 0) return complain(operation, measured.error);
    anelix::print("%s: %u times, result %x\n", operation.name, count, measured.result);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    int status = 0;
    bool found = false;
    for (unsigned i = 0; i < nano::kOperationCount; ++i) {
        const Operation& operation = nano::kOperations[i];
        if (argc > 1 && !anelix::equal(argv[1], operation.name)) continue;
        found = true;
        unsigned count = argc > 2 ? anelix::to_number(argv[2]) : operation.usual_count;
        if (count == 0) count = 1;
        const bool quiet = argc > 3 && anelix::equal(argv[3], "-q");
        if ((quiet ? perform : measure)(operation, count) != 0) status = 1;
    }
    if (found) return status;
    anelix::print("nano: there are");
    for (unsigned i = 0; i < nano::kOperationCount; ++i) anelix::print(" %s", nano::kOperations[i].name);
    anelix::print("\n");
    return 2;
}
