// Code that a translator may get wrong, run by translation: what it says is known by hand, and the bare machine says it, too.
#include "isa/spec/translator.hpp"
#include "tests/equivalence/both_machines.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using anel::cpu::Stop;
using namespace anel::tests;

namespace {

namespace words = anel::spec::translator;

GuestRun probe(const std::string& what, const std::string& options = {}) {
    GuestRun run;
    run.image = bundled_file("../../tests/guests/translate_probe.elf");
    run.command_line = what;
    run.mode = "full-translate";
    run.monitor_options = options;
    return run;
}

std::string hex(unsigned value) {
    char text[16];
    std::snprintf(text, sizeof text, "%08x", value);
    return text;
}

struct Line {
    std::string what;
    unsigned value;
};

/// Native and translated both say these lines and no more. Answers with the translated run.
Outcome says(const GuestRun& run, const std::vector<Line>& lines) {
    std::string wanted;
    for (const Line& line : lines) wanted += line.what + " " + hex(line.value) + "\n";
    const Outcome native = run_native(run);
    Outcome translated = run_under_monitor(run);
    INFO("monitor options: " << run.monitor_options << ", log: " << translated.log);
    CHECK(first_difference(wanted, native.console) == "");
    CHECK(first_difference(wanted, translated.console) == "");
    CHECK(native.exit_code == 42);
    CHECK(translated.exit_code == 42);
    CHECK(translated.monitor_intact);
    return translated;
}

std::string either_kind() { return GENERATE(as<std::string>{}, "", "translate=all ", "adapt=no "); }

}  // namespace

TEST_CASE("a call by register leaves the guest's own return address, whichever registers it uses") {
    says(probe("l", either_kind()), {{"links", 0}, {"temporaries", 0}, {"auipc", 0}, {"odd target", 5}});
}

TEST_CASE("a jump to where no instruction can be traps at the jump, and makes no link") {
    says(probe("m", either_kind()),
         {{"jalr", 7}, {"its cause", 0}, {"its place", 0}, {"jal", 7}, {"its cause", 0}, {"branch", 4}, {"traps", 4}});
}

TEST_CASE("a fault in the middle of a block is the guest's own instruction's, with the registers as they were before it") {
    says(probe("f", either_kind()), {{"sum around the fault", 101 + 2 + 1003},
                                     {"cause", 5},
                                     {"value", 0x7fff0000},
                                     {"place", 0},
                                     {"t0", 101},
                                     {"t1", 2},
                                     {"t2", 3},
                                     {"misaligned", 101 + 2 + 1003},
                                     {"cause", 4},
                                     {"place", 0}});
}

TEST_CASE("a block may be entered anywhere") {
    says(probe("e", either_kind()), {{"from the first", 3}, {"from the third", 1}, {"from the second", 2}, {"and again", 321}});
}

TEST_CASE("code that the guest writes is the code that runs, with a fence and without") {
    const Outcome translated = says(probe("p", either_kind()), {{"patched", 7},
                                                                {"once more", 9},
                                                                {"with a fence", 11},
                                                                {"a loop", 4950},
                                                                {"a function made anew", 2134},
                                                                {"by a byte", 0x52},
                                                                {"by a halfword", 7},
                                                                {"beside code", 2000}});
    CHECK(translated.translator_word(words::kInvalidated) > 0);
}

TEST_CASE("a store that keeps hitting a page of code is translated anew, unless that is switched off") {
    const Outcome adapted = run_under_monitor(probe("p"));
    const Outcome stubborn = run_under_monitor(probe("p", "adapt=no "));
    CHECK(adapted.console == stubborn.console);
    CHECK(adapted.translator_word(words::kAdaptations) > 0);
    CHECK(stubborn.translator_word(words::kAdaptations) == 0);
    CHECK(adapted.counters.inward_exceptions[15] < stubborn.counters.inward_exceptions[15]);
}

TEST_CASE("code goes over the border of a page, and a change behind the border is seen") {
    says(probe("b", either_kind()), {{"over a border", 8}, {"the other page patched", 107}, {"this page patched", 306}});
}

TEST_CASE("more code than the cache holds runs all the same: the cache is emptied and filled again") {
    unsigned once = 0;
    for (unsigned i = 0; i < 1200; ++i) once += 1 + 14 * (i % 7);
    const std::vector<Line> lines{{"sum of much code", 3 * once}};
    const Outcome roomy = says(probe("c"), lines);
    const Outcome narrow = says(probe("c", "cache_bytes=16384 "), lines);
    CHECK(roomy.translator_word(words::kEvictions) < narrow.translator_word(words::kEvictions));
    CHECK(narrow.translator_word(words::kEvictions) > 3);
    CHECK(narrow.translator_word(words::kBytesUsed) < narrow.translator_word(words::kBytesPeak));
    CHECK(narrow.translator_word(words::kBytesPeak) <= 16384);
    CHECK(narrow.translator_word(words::kBytesPeak) > 16384 * 3 / 4);
    CHECK(narrow.translator_word(words::kBytesCapacity) == 16384);
}

TEST_CASE("an interrupt in the middle of a sequence finds the guest between two of its instructions") {
    const Outcome translated = says(probe("i", either_kind()), {{"sequences", 0}, {"interrupts came", 1}});
    CHECK(translated.translator_word(words::kRolledForward) > 0);
}

TEST_CASE("what an address leads to is what the guest's tables say, from page to page and from space to space") {
    says(probe("s", either_kind()), {{"two spaces", 121212},
                                     {"a page moved", 3},
                                     {"a global page moved", 1122},
                                     {"a page gone", 12},
                                     {"where", 0x40002000},
                                     {"paging off", 2}});
}

TEST_CASE("what outer rings are told is what the machine's policy tells them, where their code is translated") {
    using anel::spec::Policy;
    GuestRun run = probe("o", "translate=all ");
    run.config.policy = GENERATE(Policy::kStrict, Policy::kPopf, Policy::kLegacy);
    run.config.behaviours = anel::cpu::Behaviours::of(run.config.policy);
    const Outcome native = run_native(run);
    const Outcome translated = run_under_monitor(run);
    INFO("policy: " << anel::spec::name_of(run.config.policy) << ", console: " << native.console);
    CHECK(first_difference(native.console, translated.console) == "");
    CHECK(native.exit_code == 42);
    CHECK(translated.exit_code == 42);
    // Seven answers in each ring: strict traps on all of them, popf on all but the flag, legacy on the cause alone.
    const unsigned traps = run.config.policy == Policy::kStrict ? 21 : run.config.policy == Policy::kPopf ? 18 : 3;
    CHECK(native.console.ends_with("traps " + hex(traps) + "\n"));
}

TEST_CASE("the red pill: a program that reads the trap vector finds the monitor's, unless programs are translated, too") {
    GuestRun run = probe("r");
    says(run, {{"red pill", 2}});
    run.config.policy = anel::spec::Policy::kLegacy;
    run.config.behaviours = anel::cpu::Behaviours::of(run.config.policy);
    CHECK(run_native(run).console == "red pill 00000001\n");
    CHECK(run_under_monitor(run).console == "red pill 00000003\n");
    run.monitor_options = "translate=all ";
    says(run, {{"red pill", 1}});
}
