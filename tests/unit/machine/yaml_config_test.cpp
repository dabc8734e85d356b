// Everything wrong in a machine's YAML gets one message with line and column; everything right gets where it belongs.
#include "isa/machine/yaml_config.hpp"

#include <algorithm>

#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using namespace anel::machine;
using spec::Outside;
using spec::Policy;

namespace {

std::string refusal(const std::string& text) {
    const auto config = parse_config(text, "m.yaml");
    INFO(text);
    REQUIRE_FALSE(config);
    return config.error().message;
}

MachineConfig accepted(const std::string& text) {
    const auto config = parse_config(text, "m.yaml");
    INFO((config ? std::string() : config.error().message));
    REQUIRE(config);
    return *config;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("an empty file is the default machine, and so is the bundled profile") {
    REQUIRE(accepted("") == MachineConfig{});
    REQUIRE(accepted("# nothing\n") == MachineConfig{});
    REQUIRE(accepted("memory:\npolicy:\n") == MachineConfig{});
    const auto bundled = load_config(tests::source_file("isa/profiles/default.yaml").string());
    REQUIRE(bundled);
    REQUIRE(*bundled == MachineConfig{});
}

TEST_CASE("a knob that is true or false takes nothing else") {
    CHECK(contains(refusal("assist: {present: yes please}"), "m.yaml:1:19: assist.present: expected true or false; found 'yes please'"));
    CHECK(contains(refusal("assist: {lokced: true}"), "did you mean 'locked'"));
}

TEST_CASE("time is exact or none") {
    CHECK(accepted("timing: exact").timing.timed);
    CHECK(refusal("timing: off") == "m.yaml:1:9: timing: expected exact or none; found 'off'");
}

TEST_CASE("every knob reaches its field") {
    const MachineConfig config = accepted(
        "name: odd\n"
        "memory: {ram_mib: 32, monitor_mib: 12}\n"
        "policy: {base: popf}\n"
        "timing: none\n"
        "pipeline: {load_use: 11, mul: 12, div: 13, jump: 14, mispredict: 15, indirect: 16, refetch: 17, drain: 18}\n"
        "crossing: {flush: 21, word: 22, serialize: 23}\n"
        "assist: {present: false, locked: true}\n"
        "predictor: {kind: backward-taken, entries: 1024}\n"
        "icache: {size_bytes: 8192, ways: 2, line_bytes: 32, miss: 31}\n"
        "dcache: {size_bytes: 0x800, ways: 1, line_bytes: 16, miss: 32}\n"
        "tlb: {entries: 41, walk_ref: 42}\n"
        "disk: {latency: 51, per_sector: 52, ring_latency: 53}\n");
    MachineConfig wanted;
    wanted.name = "odd";
    wanted.ram_bytes = 32U << 20;
    wanted.monitor_bytes = 12U << 20;
    wanted.policy = Policy::kPopf;
    wanted.behaviours = cpu::Behaviours::of(Policy::kPopf);
    wanted.assist = {.present = false, .locked = true};
    wanted.timing = {false, 11, 12, 13, 14, 15, 16, 17, 18, 42, 21, 22, 23, {8192, 2, 32, 31}, {2048, 1, 16, 32}, 41, cpu::PredictorKind::kBackwardTaken, 1024};
    wanted.disk = {51, 52, 53};
    REQUIRE(config == wanted);
}

TEST_CASE("an unknown key says where it is, what is near, and what is valid") {
    REQUIRE(refusal("name: x\nmemroy:\n  ram_mib: 16\n") ==
            "m.yaml:2:1: unknown key 'memroy'; did you mean 'memory'? Valid keys here: name, memory, policy, timing, pipeline, crossing, assist, predictor, icache, dcache, tlb, disk");
    REQUIRE(refusal("crossing:\n  flush: 1\n  wrod: 2\n") ==
            "m.yaml:3:3: unknown key 'crossing.wrod'; did you mean 'word'? Valid keys in crossing: flush, word, serialize");
    REQUIRE(refusal("tlb: {sets: 3}\n") == "m.yaml:1:7: unknown key 'tlb.sets'. Valid keys in tlb: entries, walk_ref");
}

TEST_CASE("a value of the wrong type or out of range says what was expected") {
    REQUIRE(refusal("memory: {ram_mib: lots}") == "m.yaml:1:19: memory.ram_mib: expected a whole number from 2 to 1024; found 'lots'");
    REQUIRE(refusal("memory: {ram_mib: 1}") == "m.yaml:1:19: memory.ram_mib: expected a whole number from 2 to 1024; found 1");
    REQUIRE(refusal("memory: {ram_mib: 1025}") == "m.yaml:1:19: memory.ram_mib: expected a whole number from 2 to 1024; found 1025");
    REQUIRE(refusal("memory: {ram_mib: -4}") == "m.yaml:1:19: memory.ram_mib: expected a whole number from 2 to 1024; found '-4'");
    REQUIRE(refusal("memory: {ram_mib: 16.5}") == "m.yaml:1:19: memory.ram_mib: expected a whole number from 2 to 1024; found '16.5'");
    REQUIRE(refusal("memory: {ram_mib: 99999999999999999999}") ==
            "m.yaml:1:19: memory.ram_mib: expected a whole number from 2 to 1024; found 99999999999999999999");
    REQUIRE(refusal("pipeline: {mul: 0}") == "m.yaml:1:17: pipeline.mul: expected a whole number from 1 to 100000; found 0");
    REQUIRE(refusal("pipeline: {mul: [3]}") == "m.yaml:1:17: pipeline.mul: expected a whole number from 1 to 100000; found a list");
    REQUIRE(contains(refusal("pipeline: {mul: }"), "pipeline.mul: expected a whole number from 1 to 100000; found nothing"));
    REQUIRE(refusal("pipeline: fast") ==
            "m.yaml:1:11: pipeline: expected a mapping with keys among load_use, mul, div, jump, mispredict, indirect, refetch, drain; found 'fast'");
    REQUIRE(contains(refusal("- 1\n- 2\n"), "m.yaml:1:1: a machine: expected a mapping with keys among name, memory"));
    REQUIRE(contains(refusal("just words"), "m.yaml:1:1: a machine: expected a mapping"));
    REQUIRE(refusal("predictor: {kind: oracle}") == "m.yaml:1:19: predictor.kind: expected one of not-taken, backward-taken, bimodal; found 'oracle'");
    REQUIRE(refusal("name: [a]") == "m.yaml:1:7: name: expected a word; found a list");
    REQUIRE(refusal("tlb: {entries: 0}") == "m.yaml:1:16: tlb.entries: expected a whole number from 4 to 4096; found 0");
    REQUIRE(refusal("disk: {latency: 0}") == "m.yaml:1:17: disk.latency: expected a whole number from 1 to 10000000; found 0");
    REQUIRE(refusal("disk: {ring_latency: 0}") == "m.yaml:1:22: disk.ring_latency: expected a whole number from 1 to 10000000; found 0");
    REQUIRE(refusal("disk: {per_sector: 10000001}") == "m.yaml:1:20: disk.per_sector: expected a whole number from 0 to 10000000; found 10000001");
    REQUIRE(refusal("disk: {speed: 3}") == "m.yaml:1:8: unknown key 'disk.speed'. Valid keys in disk: latency, per_sector, ring_latency");
}

TEST_CASE("cache sizes that make no cache are refused") {
    REQUIRE(refusal("icache: {ways: 3}") == "m.yaml:1:16: icache.ways: expected a power of two; found 3, the nearest are 2 and 4");
    REQUIRE(refusal("dcache: {size_bytes: 0}") == "m.yaml:1:22: dcache.size_bytes: expected a whole number from 64 to 16777216; found 0");
    REQUIRE(refusal("dcache: {size_bytes: 128, ways: 4, line_bytes: 64}") ==
            "m.yaml:1:9: dcache: 4 ways of 64 bytes a line need at least 256 bytes; size_bytes is 128. Raise it, or lower ways or line_bytes");
    REQUIRE(refusal("predictor: {entries: 500}") == "m.yaml:1:22: predictor.entries: expected a power of two; found 500, the nearest are 256 and 512");
}

TEST_CASE("a key that stands twice is refused") {
    REQUIRE(refusal("name: a\nname: b\n") == "m.yaml:2:1: key 'name' stands twice; keep one");
    REQUIRE(refusal("tlb:\n  entries: 8\n  entries: 9\n") == "m.yaml:3:3: key 'tlb.entries' stands twice; keep one");
}

TEST_CASE("what is not YAML says where it stops being it") {
    REQUIRE(refusal("name: [a\nmemory: 3\n").starts_with("m.yaml:2:"));
    REQUIRE(contains(refusal("name: [a\nmemory: 3\n"), "not YAML: "));
    REQUIRE(refusal("\tname: x").starts_with("m.yaml:1:"));
    REQUIRE(refusal("name: *nobody").starts_with("m.yaml:1:"));
    REQUIRE(refusal("name: a\n---\nname: b\n") == "m.yaml:3:1: a second YAML document; expected one machine in a file");
}

TEST_CASE("a policy may be a word or a mapping, and an unknown one is refused with the list") {
    REQUIRE(accepted("policy: legacy").behaviours == cpu::Behaviours::of(Policy::kLegacy));
    REQUIRE(accepted("policy: {base: legacy}").behaviours == cpu::Behaviours::of(Policy::kLegacy));
    REQUIRE(refusal("policy: loose") == "m.yaml:1:9: unknown policy 'loose'; expected one of strict, popf, legacy");
    REQUIRE(refusal("policy: {base: loose}") == "m.yaml:1:16: unknown policy 'loose'; expected one of strict, popf, legacy");
}

TEST_CASE("an override changes its own row and no other") {
    const MachineConfig config = accepted("policy:\n  overrides: {ei: ignore, vector0.read: allow}\n  base: strict\n");
    cpu::Behaviours wanted = cpu::Behaviours::of(Policy::kStrict);
    wanted.insn[static_cast<std::size_t>(spec::InsnId::kEi)] = Outside::kIgnore;
    for (std::size_t i = 0; i < spec::kCsrCount; ++i)
        if (spec::kCsrs[i].name == "vector0") wanted.csr_read[i] = Outside::kAllow;
    REQUIRE(config.behaviours == wanted);
    REQUIRE(config.policy == Policy::kStrict);
    REQUIRE(accepted("policy: {base: popf, overrides: {ei: trap, di: trap}}").behaviours == cpu::Behaviours::of(Policy::kStrict));
}

TEST_CASE("overrides of rows that there are not, or that are settled, are refused") {
    const std::string unknown = refusal("policy: {overrides: {eii: ignore}}");
    REQUIRE(unknown.starts_with("m.yaml:1:22: policy.overrides: unknown row 'eii'; did you mean 'ei'? Rows that can be overridden: wfi, ei, di, "));
    REQUIRE(contains(unknown, ", vector0.read, vector0.write, "));
    REQUIRE(refusal("policy: {overrides: {add: trap}}") == "m.yaml:1:22: policy.overrides: 'add' runs in every ring: there is nothing to override");
    REQUIRE(refusal("policy: {overrides: {tret: ignore}}") == "m.yaml:1:22: policy.overrides: 'tret' traps outside its ring under every policy");
    REQUIRE(refusal("policy: {overrides: {vector0: allow}}") == "m.yaml:1:22: policy.overrides: 'vector0' is a CSR: say 'vector0.read' or 'vector0.write'");
    REQUIRE(contains(refusal("policy: {overrides: {ring.write: allow}}"), "'ring' is read-only"));
    REQUIRE(contains(refusal("policy: {overrides: {mark.write: trap}}"), "'mark' is open to every ring"));
    REQUIRE(refusal("policy: {overrides: {ei: perhaps}}") == "m.yaml:1:26: policy.overrides.ei: expected one of trap, ignore, allow; found 'perhaps'");
    REQUIRE(contains(refusal("policy: {overrides: [ei]}"), "policy.overrides: expected a mapping such as {ei: ignore, vector0.read: allow}; found a list"));
    REQUIRE(contains(refusal("policy: {overrides: {ei: trap, ei: trap}}"), "policy.overrides.ei stands twice"));
}

TEST_CASE("a file that cannot be read says why") {
    const auto missing = load_config("/nonexistent/m.yaml");
    REQUIRE_FALSE(missing);
    REQUIRE(missing.error().message == "/nonexistent/m.yaml: cannot be read: No such file or directory; check the name");
    REQUIRE(missing.error().kind == ErrorKind::kBadInput);
    const auto folder = load_config("/tmp");
    REQUIRE_FALSE(folder);
    REQUIRE(folder.error().message == "/tmp: cannot be read: Is a directory; name a file in it");
}

TEST_CASE("another policy takes the place of the file's, overrides included") {
    MachineConfig config = accepted("policy: {overrides: {ei: ignore}}");
    replace_policy(config, Policy::kStrict);
    REQUIRE(config == accepted("policy: strict"));
}
