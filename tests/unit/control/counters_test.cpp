// What is counted in detail, as JSON and as text, from counts made by hand; and that a run's are its ledger.
// Not here: what is counted when (tests/unit/cpu/detail_test.cpp).
#include "monitor/control/counters_report.hpp"

#include <algorithm>
#include <sstream>

#include "monitor/control/modes.hpp"
#include "monitor/control/run.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using namespace anel::control;
using cpu::Reason;
using cpu::Unit;
using spec::InsnClass;

namespace {

/// VM 0, ring 0: 10 instructions in 32 cycles; VM 1, ring 3: waits alone.
cpu::DetailedCounters some_counts() {
    cpu::DetailedCounters detail;
    cpu::DetailedCounters::Cell& cell = detail.at(0, Ring::k0);
    cell.of(InsnClass::kAlu) = 7;
    cell.of(InsnClass::kLoad) = 3;
    cell.of(Reason::kBase) = 10;
    cell.of(Reason::kDcache) = 20;
    cell.of(Reason::kLoadUse) = 2;
    cell.of(Unit::kDcache) = {3, 1};
    cell.of(Unit::kIcache) = {10, 0};
    detail.at(1, Ring::k3).of(Reason::kWaiting) = 1000;
    return detail;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

}  // namespace

TEST_CASE("the JSON has an element for each VM and ring that had cycles, and leaves zeros out") {
    CHECK(counters_json(some_counts()).dump() ==
          R"([{"vm":0,"ring":0,"instructions":{"alu":7,"load":3},"cycles":{"base":10,"load-use":2,"dcache":20},)"
          R"("uses":{"icache":{"accesses":10,"misses":0},"dcache":{"accesses":3,"misses":1}}},)"
          R"({"vm":1,"ring":3,"instructions":{},"cycles":{"waiting":1000},"uses":{}}])");
    CHECK(counters_json({}).dump() == "[]");
}

TEST_CASE("the table has a column for each of them and one for all, a sum, and rates of misses") {
    cpu::DetailedCounters detail = some_counts();
    detail.at(1, Ring::k3) = {};
    detail.at(0, Ring::kMinus1).of(InsnClass::kCsr) = 10;
    detail.at(0, Ring::kMinus1).of(Reason::kBase) = 10;
    CHECK(counters_table(detail) ==
          "instructions  VM 0 ring -1  VM 0 ring 0  all\n"
          "alu                      -            7    7\n"
          "load                     -            3    3\n"
          "csr                     10            -   10\n"
          "sum                     10           10   20\n"
          "\n"
          "cycles per instruction  VM 0 ring -1  VM 0 ring 0    all\n"
          "base                           1.000        1.000  1.000\n"
          "load-use                           -        0.200  0.100\n"
          "dcache                             -        2.000  1.000\n"
          "sum                            1.000        3.200  2.100\n"
          "cycles                            10           32     42\n"
          "\n"
          "misses  VM 0 ring -1  VM 0 ring 0      all\n"
          "icache             -       0.00 %   0.00 %\n"
          "dcache             -      33.33 %  33.33 %\n"
          "\n"
          "cycles per instruction, a letter for each 0.050\n"
          "VM 0 ring -1  ====================\n"
          "VM 0 ring 0   ====================uuuuDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD\n"
          "all           ====================uuDDDDDDDDDDDDDDDDDDDD\n"
          "(= base  u load-use  D dcache)\n");
}

TEST_CASE("a ring that only waited has cycles and no cycles per instruction") {
    const std::vector<std::string> lines = lines_of(counters_table(some_counts()));
    const auto line = [&](const std::string& start) {
        const auto found = std::ranges::find_if(lines, [&](const std::string& text) { return text.starts_with(start); });
        return found == lines.end() ? std::string() : *found;
    };
    CHECK(line("waiting ").find(" - ") != std::string::npos);
    CHECK(line("cycles   ").find("1,000") != std::string::npos);
    CHECK(std::ranges::count_if(lines, [](const std::string& text) { return text == "VM 1 ring 3"; }) == 1);
}

TEST_CASE("a bar is as long as its cycles per instruction say, whatever the parts round to") {
    for (std::uint64_t seed = 1; seed < 200; ++seed) {
        cpu::DetailedCounters detail;
        cpu::DetailedCounters::Cell& cell = detail.at(0, Ring::k0);
        cell.of(InsnClass::kAlu) = cell.of(Reason::kBase) = 1000 + seed * 7;
        for (const cpu::ReasonRow& row : cpu::kReasons) cell.of(row.id) += seed * 7919 % (static_cast<std::uint64_t>(row.id) * 97 + 31);
        const std::vector<std::string> lines = lines_of(counters_table(detail));
        INFO(counters_table(detail));
        // The longest bar is 64 letters, and here all are equally long.
        CHECK(lines[lines.size() - 2].size() == std::string("VM 0 ring 0  ").size() + 64);
    }
}

TEST_CASE("in every mode counting in detail changes nothing that the machine does, and its sums are those of the run") {
    const auto kernel = load_kernel(tests::bundled_file("anelix.elf").string());
    const auto monitor = load_monitor(tests::bundled_file("monitor.elf").string());
    REQUIRE(kernel);
    REQUIRE(monitor);
    for (const Mode mode : built_modes()) {
        INFO(name_of(mode));
        RunRequest request;
        request.mode = mode;
        request.kernel = &*kernel;
        request.monitor = &*monitor;
        request.cmdline = "run=hello";
        const auto usual = run(request);
        request.count_in_detail = true;
        const auto counted = run(request);
        REQUIRE(usual);
        REQUIRE(counted);
        CHECK_FALSE(usual->detail.has_value());
        REQUIRE(counted->detail.has_value());
        CHECK(usual->cycles == counted->cycles);
        CHECK(usual->counters == counted->counters);
        CHECK((usual->ledger == counted->ledger));
        CHECK(usual->console == counted->console);
        CHECK(usual->monitor_boot_instructions == counted->monitor_boot_instructions);
        CHECK(cpu::sums_to(*counted->detail, counted->ledger));
        const cpu::DetailedCounters::Cell all = counted->detail->total();
        CHECK(all.all_cycles() == counted->cycles);
        CHECK(all.all_instructions() == counted->counters.instructions);
        CHECK(all.of(Reason::kBase) == counted->counters.instructions);
        CHECK(all.of(Unit::kPredictor).misses == counted->counters.mispredicts);
    }
}
