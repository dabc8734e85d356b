// The order of the keys is that of the reader.
#include "isa/machine/yaml_text.hpp"

#include <fmt/format.h>

#include "isa/machine/policy_overrides.hpp"
#include "isa/machine/yaml_config.hpp"

namespace anel::machine {

namespace {

/// Between double quotes YAML gives a meaning to two characters.
std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

std::string cache(std::string_view name, const cpu::CacheParams& params) {
    return fmt::format("{}:\n  size_bytes: {}\n  ways: {}\n  line_bytes: {}\n  miss: {}\n", name, params.size_bytes, params.ways, params.line_bytes, params.miss);
}

}  // namespace

std::string to_yaml(const MachineConfig& config) {
    const cpu::TimingParams& timing = config.timing;
    std::string text = fmt::format("name: {}\nmemory:\n  ram_mib: {}\n  monitor_mib: {}\npolicy:\n  base: {}\n", quoted(config.name), config.ram_bytes >> 20,
                                   config.monitor_bytes >> 20, spec::name_of(config.policy));
    const auto overrides = overrides_of(config.behaviours, config.policy);
    if (!overrides.empty()) text += "  overrides:\n";
    for (const Override& row : overrides) text += fmt::format("    {}: {}\n", row.row, spec::name_of(row.outside));
    text += fmt::format("timing: {}\n", timing.timed ? "exact" : "none");
    text += fmt::format("pipeline:\n  load_use: {}\n  mul: {}\n  div: {}\n  jump: {}\n  mispredict: {}\n  indirect: {}\n  refetch: {}\n  drain: {}\n",
                        timing.load_use, timing.mul, timing.div, timing.jump, timing.mispredict, timing.indirect, timing.refetch, timing.drain);
    text += fmt::format("crossing:\n  flush: {}\n  word: {}\n  serialize: {}\n", timing.crossing_flush, timing.crossing_word, timing.crossing_serialize);
    text += fmt::format("assist:\n  present: {}\n  locked: {}\n", config.assist.present, config.assist.locked);
    text += fmt::format("predictor:\n  kind: {}\n  entries: {}\n", kPredictorNames[static_cast<std::size_t>(timing.predictor)], timing.predictor_entries);
    text += cache("icache", timing.icache) + cache("dcache", timing.dcache);
    text += fmt::format("tlb:\n  entries: {}\n  walk_ref: {}\n", timing.tlb_entries, timing.walk_ref);
    text += fmt::format("disk:\n  latency: {}\n  per_sector: {}\n  ring_latency: {}\n", config.disk.latency, config.disk.per_sector, config.disk.ring_latency);
    return text;
}

}  // namespace anel::machine
