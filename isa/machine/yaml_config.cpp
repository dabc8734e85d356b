// One table of keys for each section, one pass over what the person wrote; the first thing wrong is the message.
#include "isa/machine/yaml_config.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <functional>
#include <set>

#include "isa/base/nearest.hpp"
#include "isa/machine/files.hpp"
#include "isa/machine/policy_overrides.hpp"

namespace anel::machine {

namespace {

constexpr std::size_t kMaxProfileBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxNameBytes = 64;
constexpr std::uint32_t kMaxLatency = 100000;
constexpr std::uint32_t kMaxDiskLatency = 10000000;  ///< disks have arms that must move

class ConfigReader {
public:
    explicit ConfigReader(std::string name) : name_(std::move(name)) {}

    Status read(const YAML::Node& root, MachineConfig& config) {
        if (root.IsNull()) return {};
        auto& timing = config.timing;
        return section(root, "", {
            {"name", [&](const YAML::Node& node) { return text(node, "name", config.name); }},
            {"memory", [&](const YAML::Node& node) { return memory(node, config); }},
            {"policy", [&](const YAML::Node& node) { return policy(node, config); }},
            {"timing", [&](const YAML::Node& node) -> Status {
                 const std::string written = node.IsScalar() ? node.Scalar() : "";
                 if (written != "exact" && written != "none")
                     return at(node.Mark(), fmt::format("timing: expected exact or none; found {}", kind_of(node)));
                 timing.timed = written == "exact";
                 return {};
             }},
            {"pipeline", [&](const YAML::Node& node) {
                 return section(node, "pipeline", {
                     number("load_use", timing.load_use, 0, kMaxLatency), number("mul", timing.mul, 1, kMaxLatency),
                     number("div", timing.div, 1, kMaxLatency), number("jump", timing.jump, 0, kMaxLatency),
                     number("mispredict", timing.mispredict, 0, kMaxLatency), number("indirect", timing.indirect, 0, kMaxLatency),
                     number("refetch", timing.refetch, 0, kMaxLatency), number("drain", timing.drain, 0, kMaxLatency)});
             }},
            {"crossing", [&](const YAML::Node& node) {
                 return section(node, "crossing", {
                     number("flush", timing.crossing_flush, 0, kMaxLatency), number("word", timing.crossing_word, 0, kMaxLatency),
                     number("serialize", timing.crossing_serialize, 0, kMaxLatency)});
             }},
            {"assist", [&](const YAML::Node& node) {
                 return section(node, "assist", {yes_or_no("present", config.assist.present), yes_or_no("locked", config.assist.locked)});
             }},
            {"predictor", [&](const YAML::Node& node) { return predictor(node, timing); }},
            {"icache", [&](const YAML::Node& node) { return cache(node, "icache", timing.icache); }},
            {"dcache", [&](const YAML::Node& node) { return cache(node, "dcache", timing.dcache); }},
            {"tlb", [&](const YAML::Node& node) {
                 return section(node, "tlb", {number("entries", timing.tlb_entries, 4, 4096),
                                              number("walk_ref", timing.walk_ref, 0, kMaxLatency)});
             }},
            {"disk", [&](const YAML::Node& node) {
                 // At least a cycle each: a ring that feeds itself must not stop time.
                 return section(node, "disk", {number("latency", config.disk.latency, 1, kMaxDiskLatency),
                                               number("per_sector", config.disk.per_sector, 0, kMaxDiskLatency),
                                               number("ring_latency", config.disk.ring_latency, 1, kMaxDiskLatency)});
             }},
        });
    }

    Error at(const YAML::Mark& mark, const std::string& message) const {
        return {fmt::format("{}:{}:{}: {}", name_, mark.line + 1, mark.column + 1, message)};
    }

private:
    struct Key {
        std::string name;
        std::function<Status(const YAML::Node&)> read;
    };

    /// A person reads `pipeline.mul` more easily than `mul`.
    static std::string full(const std::string& section, const std::string& key) {
        return section.empty() ? key : section + "." + key;
    }

    static std::string kind_of(const YAML::Node& node) {
        switch (node.Type()) {
            case YAML::NodeType::Map: return "a mapping";
            case YAML::NodeType::Sequence: return "a list";
            case YAML::NodeType::Null: return "nothing";
            default: return fmt::format("'{}'", node.Scalar());
        }
    }

    Status section(const YAML::Node& node, const std::string& section_name, const std::vector<Key>& keys) {
        std::vector<std::string> valid;
        for (const Key& key : keys) valid.push_back(key.name);
        if (!node.IsMap())
            return at(node.Mark(), fmt::format("{}: expected a mapping with keys among {}; found {}",
                                               section_name.empty() ? "a machine" : section_name, comma_list(valid), kind_of(node)));
        std::set<std::string> seen;
        for (const auto& entry : node) {
            if (!entry.first.IsScalar()) return at(entry.first.Mark(), "a key must be a plain word");
            const std::string key = entry.first.Scalar();
            const auto found = std::ranges::find(keys, key, &Key::name);
            if (found == keys.end()) {
                const std::string guess = did_you_mean(key, valid);
                return at(entry.first.Mark(), fmt::format("unknown key '{}'{} Valid keys {}: {}", full(section_name, key), guess.empty() ? "." : guess,
                                                          section_name.empty() ? "here" : "in " + section_name, comma_list(valid)));
            }
            if (!seen.insert(key).second)
                return at(entry.first.Mark(), fmt::format("key '{}' stands twice; keep one", full(section_name, key)));
            // A mapping that is written but empty changes nothing, as if it were not there.
            if (entry.second.IsNull() && section_name.empty() && key != "name" && key != "timing") continue;
            section_ = section_name;
            if (Status status = found->read(entry.second); !status) return status;
            section_ = section_name;
        }
        return {};
    }

    Status text(const YAML::Node& node, const std::string& key, std::string& value) {
        if (!node.IsScalar() || node.Scalar().empty()) return at(node.Mark(), fmt::format("{}: expected a word; found {}", key, kind_of(node)));
        // It stands in tables, in JSON and on terminals.
        const auto unprintable = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
        if (node.Scalar().size() > kMaxNameBytes || std::ranges::any_of(node.Scalar(), unprintable))
            return at(node.Mark(), fmt::format("{}: expected at most {} bytes on one line, without control characters; shorten it", key, kMaxNameBytes));
        value = node.Scalar();
        return {};
    }

    Status whole_number(const YAML::Node& node, const std::string& key, std::uint32_t least, std::uint32_t most, std::uint32_t& value) {
        const auto refused = [&](const std::string& found) {
            return at(node.Mark(), fmt::format("{}: expected a whole number from {} to {}; found {}", key, least, most, found));
        };
        if (!node.IsScalar()) return refused(kind_of(node));
        const std::string& written = node.Scalar();
        const bool hexadecimal = written.starts_with("0x");
        const char* const begin = written.data() + (hexadecimal ? 2 : 0);
        const char* const end = written.data() + written.size();
        std::uint64_t parsed = 0;
        const auto [stopped, error] = std::from_chars(begin, end, parsed, hexadecimal ? 16 : 10);
        if (error == std::errc::invalid_argument || stopped != end) return refused(kind_of(node));
        if (error != std::errc() || parsed < least || parsed > most) return refused(written);
        value = static_cast<std::uint32_t>(parsed);
        return {};
    }

    Key number(const std::string& key, std::uint32_t& value, std::uint32_t least, std::uint32_t most) {
        return {key, [this, key, &value, least, most](const YAML::Node& node) {
                    return whole_number(node, full(section_, key), least, most, value);
                }};
    }

    Key yes_or_no(const std::string& key, bool& value) {
        return {key, [this, key, &value](const YAML::Node& node) -> Status {
                    const std::string written = node.IsScalar() ? node.Scalar() : "";
                    if (written != "true" && written != "false")
                        return at(node.Mark(), fmt::format("{}: expected true or false; found {}", full(section_, key), kind_of(node)));
                    value = written == "true";
                    return {};
                }};
    }

    Key power_of_two(const std::string& key, std::uint32_t& value, std::uint32_t least, std::uint32_t most) {
        return {key, [this, key, &value, least, most](const YAML::Node& node) -> Status {
                    const std::string name = full(section_, key);
                    if (Status status = whole_number(node, name, least, most, value); !status) return status;
                    if (std::has_single_bit(value)) return {};
                    return at(node.Mark(), fmt::format("{}: expected a power of two; found {}, the nearest are {} and {}", name, value,
                                                       std::bit_floor(value), std::bit_ceil(value)));
                }};
    }

    Status memory(const YAML::Node& node, MachineConfig& config) {
        std::uint32_t ram = config.ram_bytes >> 20, monitor = config.monitor_bytes >> 20;
        const Status status = section(node, "memory", {number("ram_mib", ram, kMinRamMib, kMaxRamMib),
                                                       number("monitor_mib", monitor, kMinMonitorMib, kMaxMonitorMib)});
        config.ram_bytes = ram << 20;
        config.monitor_bytes = monitor << 20;
        return status;
    }

    Status cache(const YAML::Node& node, const std::string& name, cpu::CacheParams& params) {
        if (Status status = section(node, name, {power_of_two("size_bytes", params.size_bytes, 64, 16U << 20),
                                                 power_of_two("ways", params.ways, 1, 64),
                                                 power_of_two("line_bytes", params.line_bytes, 4, 4096),
                                                 number("miss", params.miss, 0, kMaxLatency)});
            !status)
            return status;
        if (const std::uint64_t least = std::uint64_t{params.ways} * params.line_bytes; least > params.size_bytes)
            return at(node.Mark(), fmt::format("{}: {} ways of {} bytes a line need at least {} bytes; size_bytes is {}. Raise it, or lower ways or line_bytes", name,
                                               params.ways, params.line_bytes, least, params.size_bytes));
        return {};
    }

    Status predictor(const YAML::Node& node, cpu::TimingParams& timing) {
        static const std::vector<std::string> kKinds(kPredictorNames.begin(), kPredictorNames.end());
        const auto kind = [&](const YAML::Node& value) -> Status {
            const auto found = value.IsScalar() ? std::ranges::find(kKinds, value.Scalar()) : kKinds.end();
            if (found == kKinds.end())
                return at(value.Mark(), fmt::format("predictor.kind: expected one of {}; found {}", comma_list(kKinds), kind_of(value)));
            timing.predictor = static_cast<cpu::PredictorKind>(found - kKinds.begin());
            return {};
        };
        return section(node, "predictor", {{"kind", kind}, power_of_two("entries", timing.predictor_entries, 1, 1U << 20)});
    }

    Status policy(const YAML::Node& node, MachineConfig& config) {
        const auto base = [&](const YAML::Node& value) -> Status {
            if (!value.IsScalar()) return at(value.Mark(), fmt::format("policy.base: expected a policy's name; found {}", kind_of(value)));
            const auto found = find_policy(value.Scalar());
            if (!found) return at(value.Mark(), found.error().message);
            config.policy = *found;
            return {};
        };
        if (node.IsScalar()) {
            Status status = base(node);
            replace_policy(config, config.policy);
            return status;
        }
        YAML::Node overrides;
        if (Status status = section(node, "policy", {{"base", base}, {"overrides", [&](const YAML::Node& value) { overrides.reset(value); return Status(); }}});
            !status)
            return status;
        replace_policy(config, config.policy);
        return overrides.IsNull() ? Status() : apply_overrides(overrides, config);
    }

    Status apply_overrides(const YAML::Node& overrides, MachineConfig& config) {
        if (!overrides.IsMap())
            return at(overrides.Mark(), fmt::format("policy.overrides: expected a mapping such as {{ei: ignore, vector0.read: allow}}; found {}", kind_of(overrides)));
        std::set<std::string> seen;
        for (const auto& entry : overrides) {
            if (!entry.first.IsScalar()) return at(entry.first.Mark(), "policy.overrides: a key must be the name of a row");
            const std::string row = entry.first.Scalar();
            const std::string behaviour = entry.second.IsScalar() ? entry.second.Scalar() : "";
            spec::Outside outside = spec::Outside::kTrap;
            if (behaviour == name_of(spec::Outside::kIgnore)) outside = spec::Outside::kIgnore;
            else if (behaviour == name_of(spec::Outside::kAllow)) outside = spec::Outside::kAllow;
            else if (behaviour != name_of(spec::Outside::kTrap))
                return at(entry.second.Mark(), fmt::format("policy.overrides.{}: expected one of trap, ignore, allow; found {}", row, kind_of(entry.second)));
            if (!seen.insert(row).second) return at(entry.first.Mark(), fmt::format("policy.overrides.{} stands twice; keep one", row));
            if (Status status = override_row(config.behaviours, row, outside); !status)
                return at(entry.first.Mark(), "policy.overrides: " + status.error().message);
        }
        return {};
    }

    std::string name_;
    std::string section_;  ///< of the key being read, for messages
};

}  // namespace

Result<spec::Policy> find_policy(std::string_view name) {
    std::vector<std::string> names;
    for (const spec::PolicyRow& row : spec::kPolicies) {
        if (row.name == name) return row.id;
        names.emplace_back(row.name);
    }
    return Error{fmt::format("unknown policy '{}'; expected one of {}", name, comma_list(names)), ErrorKind::kUsage};
}

void replace_policy(MachineConfig& config, spec::Policy policy) {
    config.policy = policy;
    config.behaviours = cpu::Behaviours::of(policy);
}

Result<MachineConfig> parse_config(const std::string& text, const std::string& name) {
    ConfigReader reader(name);
    try {
        const std::vector<YAML::Node> documents = YAML::LoadAll(text);
        MachineConfig config;
        if (documents.size() > 1) return reader.at(documents[1].Mark(), "a second YAML document; expected one machine in a file");
        if (documents.empty()) return config;
        if (Status status = reader.read(documents[0], config); !status) return status.error();
        return config;
    } catch (const YAML::ParserException& error) {
        return reader.at(error.mark, "not YAML: " + error.msg);
    } catch (const YAML::Exception& error) {
        return reader.at(error.mark, error.msg);
    }
}

Result<MachineConfig> load_config(const std::string& path) {
    const auto text = read_file(path, kMaxProfileBytes);
    if (!text) return text.error();
    return parse_config(*text, path == "-" ? "standard input" : path);
}

}  // namespace anel::machine
