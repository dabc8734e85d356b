// Guests that try the machine's rules one by one and say a digest of each step: under the monitor, in every mode that runs an unmodified guest,
// every step must be what it is on the bare machine.
#include "isa/spec/translator.hpp"
#include "tests/equivalence/conformance_runs.hpp"
#include "tests/unit/catch.hpp"

using namespace anel::tests;
using anel::spec::Policy;

namespace {

void agrees_in_every_mode(const std::string& name, int exit_code, std::size_t lines, const std::vector<Way>& more = {}) {
    const GuestRun run = conformance_guest(name);
    const Outcome native = native_of(run, exit_code, lines);
    for (const Way& way : kWays) agrees(run, native, way);
    for (const Way& way : more) agrees(run, native, way);
}

}  // namespace

TEST_CASE("every page-table entry admits and marks under the monitor what it does on the bare machine, in every ring") {
    // For small pages and superpages two without V, and seven rights x four rings x four states of A and D; then four more.
    agrees_in_every_mode("page_matrix", 7, 2 * (2 + 7 * 4 * 4) + 4);
}

TEST_CASE("pages with several names, shared tables, tables as data, spaces and superpages are the same under the monitor") {
    // Thirty of them are those of six rounds in two spaces.
    agrees_in_every_mode("table_tricks", 9, 30 + 21);
}

TEST_CASE("system calls from every ring, with every delegation, and handlers that cannot begin are the same under the monitor") {
    agrees_in_every_mode("trap_delivery", 12, 32, {kPara, kNarrow});
}

TEST_CASE("interrupts that wait, that are masked or delegated, that come upon each other, into jumps and into waits are the same under the monitor") {
    agrees_in_every_mode("interrupt_delivery", 17, 33, {kPara, kNarrow});
}

TEST_CASE("code that patches itself, crosses pages, jumps into its middle and looks at its return addresses is the same under the monitor") {
    agrees_in_every_mode("code_tricks", 13, 48, {kPara, kNarrow});
}

TEST_CASE("a kernel that flushes what it must, and no more, finds its pages where its tables say") { agrees_in_every_mode("flush_rules", 14, 40, {kPara, kNarrow}); }

TEST_CASE("more code than the translation cache holds, entered again after its eviction, by calls, returns, traps and interrupts, is the same code") {
    const GuestRun run = conformance_guest("much_code");
    const Outcome native = native_of(run, 16, 13);
    for (const Way& way : kWays) agrees(run, native, way);
    for (const std::string what : {"", "translate=all "})
        for (const std::string bytes : {"16384", "65536"}) {
            const Way way{"full-translate", what + "cache_bytes=" + bytes + " ", {Policy::kStrict}, {}};
            CHECK(agrees(run, native, way).translator_word(anel::spec::translator::kEvictions) > 3);
        }
}
