// Names of modes and workloads: what is known, and what nobody knows.
#include "monitor/control/modes.hpp"

#include "monitor/control/workloads.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::control;

namespace {

/// What a person may write, in the order of the documentation.
const std::string kAll = "Modes: native, full-trap, full-translate, full, para, assist-shadow, assist-nested, assist";

}  // namespace

TEST_CASE("a mode has one name or two, and one that nobody knows says which there are") {
    REQUIRE(*find_mode("native") == Mode::kNative);
    REQUIRE(*find_mode("full-trap") == Mode::kFullTrap);
    for (const char* name : {"full-translate", "full"}) REQUIRE(*find_mode(name) == Mode::kFullTranslate);
    REQUIRE(name_of(Mode::kFullTranslate) == "full-translate");
    const auto unknown = find_mode("nativ");
    REQUIRE_FALSE(unknown);
    REQUIRE(unknown.error().kind == ErrorKind::kUsage);
    REQUIRE(unknown.error().message == "unknown mode 'nativ'; did you mean 'native'? " + kAll);
    const auto unlike_any = find_mode("silly");
    REQUIRE_FALSE(unlike_any);
    REQUIRE(unlike_any.error().message == "unknown mode 'silly'. " + kAll);
}

TEST_CASE("every mode has one line that says what it is, and says where its monitor runs") {
    for (const ModeRow& row : mode_rows()) {
        INFO(row.name);
        REQUIRE_FALSE(row.meaning.empty());
        REQUIRE(monitor_ring(row.mode) == row.monitor_ring);
        REQUIRE(needs_assist(row.mode) == (row.monitor_ring == Ring::kMinus1));
        REQUIRE(row.monitor_ring.has_value() == (row.mode != Mode::kNative));
    }
}

TEST_CASE("a list of modes is taken apart at its commas, and each may stand once") {
    REQUIRE(*find_modes("full-trap,native") == std::vector{Mode::kFullTrap, Mode::kNative});
    REQUIRE_FALSE(find_modes("native,native"));
    REQUIRE_FALSE(find_modes("native,"));
    REQUIRE_FALSE(find_modes(""));
}

TEST_CASE("the default workload exists, names are unique, and an unknown one is refused with the list") {
    REQUIRE(find_workload(kDefaultWorkload));
    for (const Workload& workload : workloads()) REQUIRE(find_workload(workload.name)->meaning == workload.meaning);
    for (const char* name : {"mix", "boot", "compute", "primes", "syscall", "pagetable", "fork", "pipe", "fault", "shell", "irqflag", "ptwrite", "switch",
                             "pagefault", "exception", "callret", "chase", "pio", "batchio", "files"})
        REQUIRE(find_workload(name));
    const auto unknown = find_workload("sycall");
    REQUIRE_FALSE(unknown);
    REQUIRE(unknown.error().message.starts_with("unknown workload 'sycall'; did you mean 'syscall'? Workloads: mix, boot, "));
}

TEST_CASE("a workload that repeats one operation says how often, as its command line does") {
    for (const Workload& workload : workloads()) {
        INFO(workload.name);
        const bool one_program = workload.cmdline.find(';') == std::string_view::npos;
        const std::size_t digits = workload.cmdline.find_first_of("0123456789");
        if (!one_program || digits == std::string_view::npos) continue;
        const std::string_view from = workload.cmdline.substr(digits);
        CHECK(std::to_string(workload.operations) == from.substr(0, from.find(' ')));
    }
}
