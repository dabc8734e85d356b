// A trace from a few events, item by item.
// Not here: the traces of real runs (tests/unit/cli/trace_test.cpp).
#include "monitor/control/trace_json.hpp"

#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::control;
using cpu::Event;
using cpu::EventKind;

namespace {

std::string trace_of(const std::vector<Event>& events, Cycles end) {
    std::string text;
    TraceJson trace([&text](std::string_view part) { text += part; });
    for (const Event& event : events) trace.add(event);
    RunResult run;
    run.mode = Mode::kPara;
    run.cycles = end;
    run.lost_events = 4;
    trace.end(run);
    return text;
}

constexpr auto kKernel = static_cast<std::uint32_t>(spec::Activity::kKernel);

}  // namespace

TEST_CASE("a trap is a slice of the ring that takes it, a return one of the ring that is left, each with an arrow between the two") {
    const std::string text = trace_of({{10, 0x1000, kKernel, 0, EventKind::kMark, Ring::k0, Ring::k0, 0, 0},
                                       {26, 0x1010, 0, 0, EventKind::kReturn, Ring::k0, Ring::k3, 0, 6},
                                       {60, 0x2000, 8, 0, EventKind::kTrap, Ring::k3, Ring::k0, 0, 9}},
                                      75);
    CHECK(text ==
          R"({"displayTimeUnit":"ms","traceEvents":[
{"ph":"M","pid":1,"tid":11,"name":"process_name","args":{"name":"VM 0: the machine itself"}},
{"ph":"M","pid":1,"tid":11,"name":"process_sort_index","args":{"sort_index":0}},
{"ph":"M","pid":1,"tid":11,"name":"thread_name","args":{"name":"ring 0"}},
{"ph":"M","pid":1,"tid":11,"name":"thread_sort_index","args":{"sort_index":3}},
{"ph":"X","pid":1,"tid":11,"ts":0,"dur":10,"name":"other","cat":"activity"},
{"ph":"X","pid":1,"tid":11,"ts":10,"dur":10,"name":"kernel","cat":"activity"},
{"ph":"X","pid":1,"tid":11,"ts":20,"dur":6,"name":"return","cat":"crossing","args":{"pc":"0x00001010","value":"0x00000000","from":0,"to":3}},
{"ph":"s","id":1,"pid":1,"tid":11,"ts":25,"name":"crossing","cat":"arrow"},
{"ph":"M","pid":1,"tid":14,"name":"thread_name","args":{"name":"ring 3"}},
{"ph":"M","pid":1,"tid":14,"name":"thread_sort_index","args":{"sort_index":0}},
{"ph":"X","pid":1,"tid":14,"ts":26,"dur":25,"name":"user","cat":"activity"},
{"ph":"f","bp":"e","id":1,"pid":1,"tid":14,"ts":26,"name":"crossing","cat":"arrow"},
{"ph":"s","id":2,"pid":1,"tid":14,"ts":50,"name":"crossing","cat":"arrow"},
{"ph":"X","pid":1,"tid":11,"ts":51,"dur":9,"name":"trap: ecall","cat":"crossing","args":{"pc":"0x00002000","value":"0x00000000","from":3,"to":0}},
{"ph":"f","bp":"e","id":2,"pid":1,"tid":11,"ts":51,"name":"crossing","cat":"arrow"},
{"ph":"X","pid":1,"tid":11,"ts":60,"dur":15,"name":"kernel","cat":"activity"}
],"otherData":{"unit":"1 µs = 1 cycle","mode":"para","cycles":75,"crossings":2,"lost_events":4}}
)");
}

TEST_CASE("crossings that follow at once leave an empty slice for their arrows, and another VM is another process") {
    const std::string text = trace_of({{5, 0x1000, 2, 0, EventKind::kVm, Ring::k0, Ring::k0, 0, 0},
                                       {30, 0x1004, 0, 0, EventKind::kEntry, Ring::kMinus1, Ring::k3, 2, 20},
                                       {39, 0x2000, 13, 0x4000, EventKind::kInject, Ring::k3, Ring::k0, 2, 9}},
                                      39);
    CHECK(text.find(R"("pid":3,"tid":30,"ts":10,"dur":20,"name":"entry","cat":"crossing")") != std::string::npos);
    CHECK(text.find(R"("pid":3,"tid":34,"ts":30,"dur":0,"name":"user","cat":"activity")") != std::string::npos);
    CHECK(text.find(R"("ph":"s","id":2,"pid":3,"tid":34,"ts":30)") != std::string::npos);
    CHECK(text.find(R"("pid":3,"tid":31,"ts":30,"dur":9,"name":"inject: load-page","cat":"crossing","args":{"pc":"0x00002000","value":"0x00004000","from":3,"to":0})") !=
          std::string::npos);
    CHECK(text.find(R"("args":{"name":"VM 2"})") != std::string::npos);
    CHECK(text.find(R"("args":{"name":"ring -1"})") != std::string::npos);
}
