// Anelix's files: the same in every mode, kept from one run to the next, and a disk that is damaged, blank or missing is survived.
#include "tests/equivalence/anelix_pair.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;
using anel::cpu::Stop;

namespace {

constexpr std::size_t kSectorBytes = 512;

std::vector<std::uint8_t> bundled_disk() {
    const std::string image = read_file(bundled_file("anelix.disk"));
    return {image.begin(), image.end()};
}

GuestRun with_disk(const std::string& command_line, const std::string& input = {}) {
    GuestRun run = anelix(command_line, input);
    run.disk = bundled_disk();
    return run;
}

bool says(const std::string& where, const std::string& what) { return where.find(what) != std::string::npos; }

/// Where an entry of the directory begins, by its name.
std::size_t entry_of(const std::vector<std::uint8_t>& disk, const std::string& name) {
    const std::string wanted = name + '\0';
    for (std::size_t at = kSectorBytes; at < 9 * kSectorBytes; at += 64)
        if (std::equal(wanted.begin(), wanted.end(), disk.begin() + static_cast<std::ptrdiff_t>(at))) return at;
    FAIL("no such file: " << name);
    return 0;
}

}  // namespace

TEST_CASE("what programs do with files is the same in every mode, on the console and on the disk") {
    const std::string mode = GENERATE(from_range(kMonitoredModes));
    const std::string program = GENERATE(as<std::string>{}, "files 6", "ls", "cat proverb.txt proverbio.txt", "cat readme.txt | cat", "hostile",
                                         "rm readme.txt; rm readme.txt; ls", "write a b c; cat a; write a d; cat a");
    INFO(program);
    const Pair pair = both(with_disk("run=" + program), mode);
    CHECK(pair.native.log.find("anelix: the") == std::string::npos);
}

TEST_CASE("a file that is written anew has nothing left of what it was, and one that is added to has all") {
    const Outcome outcome = run_native(with_disk("run=write a long line; write a b; cat a; echo c >> a; cat a; echo d > a; cat a"));
    CHECK(says(outcome.console, "memory\nb\nb\nc\nd\n"));
}

TEST_CASE("redirection, from the shell's prompt") {
    const std::string input = "echo one > f\necho two >> f\ncat<f\ncat f f | cat >g\ncat g\n> empty\ncat readme.txt | cat > list\nnobody > h\ncat < missing\necho x >\nrm f g h\n";
    const Pair pair = both(with_disk("", input), GENERATE(from_range(kMonitoredModes)));
    CHECK(says(pair.native.console, "$ $ $ one\ntwo\n$ $ one\ntwo\none\ntwo\n"));
    CHECK(says(pair.native.console, "sh: nobody: no such program"));
    CHECK(says(pair.native.console, "sh: missing: there is no such file"));
    CHECK(says(pair.native.console, "sh: a file is missing after >"));
}

TEST_CASE("a file that one run has written is there in the next, whatever mode either is in") {
    GuestRun first = with_disk("run=echo kept, and read again > note");
    const Outcome written = GENERATE(true, false) ? run_native(first) : run_under_monitor(first);
    REQUIRE(written.exit_code == 0);
    GuestRun second = with_disk("run=cat note; rm note");
    second.disk = written.disk;
    for (const std::string& mode : kMonitoredModes) {
        const Pair pair = both(second, mode);
        CHECK(says(pair.native.console, "kept, and read again\n"));
        CHECK((pair.native.disk != written.disk));
    }
}

TEST_CASE("programs come from the disk: one that is removed is gone, one that is copied is there twice") {
    const Pair pair = both(with_disk("run=cat hello > twice; rm hello; hello; twice"), "full-trap");
    CHECK(says(pair.native.console, "sh: hello: no such program"));
    CHECK(says(pair.native.console, "Hello from ring 3."));
}

TEST_CASE("without a disk, and with one that has no file system, the programs of the kernel's image are there, and nothing else") {
    GuestRun run = anelix("run=ls; hello; echo x > f; rm hello; cat hello | misaligned; write f x; nano pio 5 -q; files");
    if (GENERATE(true, false)) run.disk.resize(64 * kSectorBytes);
    const Pair pair = both(run, GENERATE(from_range(kMonitoredModes)));
    CHECK(says(pair.native.console, "Hello from ring 3."));
    CHECK(says(pair.native.console, "sh: f: without a disk nothing can be written"));
    CHECK(says(pair.native.console, "rm: hello: without a disk nothing can be written"));
    CHECK(says(pair.native.console, "write: f: without a disk nothing can be written"));
    CHECK(says(pair.native.console, run.disk.empty() ? "nano: pio: there is no disk" : "pio: 5 times"));
    CHECK(says(pair.native.log, "there is no file system on the disk") == !run.disk.empty());
}

TEST_CASE("programs have the same names and sizes with a disk and without") {
    const std::string with = run_native(with_disk("run=ls")).console;
    const std::string without = run_native(anelix("run=ls")).console;
    REQUIRE(without.size() > 200);
    CHECK(with.starts_with(without));
}

TEST_CASE("a damaged file is an error for whoever reads it and a line on the log, and the rest goes on") {
    GuestRun run = with_disk("run=cat proverb.txt; primes 10; cat proverbio.txt; rm primes; ls");
    const std::size_t proverb = entry_of(run.disk, "proverb.txt");
    const std::size_t primes = entry_of(run.disk, "primes");
    if (GENERATE(true, false)) {  // first sectors that are none
        run.disk[proverb + 35] = 0x80;
        run.disk[primes + 32] = 1;
        run.disk[primes + 33] = 0;
    } else {  // sizes that are larger than the disk
        run.disk[proverb + 31] = 0x7f;
        run.disk[primes + 30] = 0x7f;
    }
    const Pair pair = both(run, GENERATE(from_range(kMonitoredModes)));
    CHECK(says(pair.native.console, "cat: proverb.txt: the disk is damaged there"));
    CHECK(says(pair.native.console, "sh: primes: cannot be started: the disk is damaged there"));
    CHECK(says(pair.native.console, "rm: primes: the disk is damaged there"));
    CHECK(says(pair.native.console, "bate até que fura"));
    CHECK(says(pair.native.log, "the file system on the disk is damaged"));
    CHECK(!says(pair.native.console, "anelix: panic:"));
}

TEST_CASE("a directory and a table full of noise do not stop the kernel") {
    GuestRun run = with_disk("");
    unsigned state = GENERATE(1U, 2U, 3U);
    for (std::size_t at = kSectorBytes; at < 25 * kSectorBytes; ++at) {
        state = state * 1664525U + 1013904223U;
        if (at % kSectorBytes >= 64 || at > 8 * kSectorBytes) run.disk[at] ^= static_cast<std::uint8_t>(state >> 31 == 0 ? 0 : state >> 16);
    }
    const Outcome outcome = run_native(run);
    INFO(outcome.console);
    CHECK(outcome.stop == Stop::kPoweredOff);
    CHECK(outcome.exit_code == 101);  // there is no first program to start, and the kernel says so
    CHECK(says(outcome.console, "the first program, '/bin/init', cannot be started"));
}

TEST_CASE("sector by sector and through the ring, the same is read") {
    const auto result = [](const std::string& console) { return console.substr(console.find("times")); };
    const std::string single = result(run_native(with_disk("run=nano pio 300 -q")).console);
    CHECK(single.starts_with("times, result "));
    CHECK(single == result(run_native(with_disk("run=nano batchio 300 -q")).console));
    for (const std::string& mode : kMonitoredModes) {
        both(with_disk("run=nano pio 100 -q"), mode);
        both(with_disk("run=nano batchio 300 -q"), mode);
    }
}
