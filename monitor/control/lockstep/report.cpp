#include "monitor/control/lockstep/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "monitor/control/report_text.hpp"

namespace anel::control::lockstep {

namespace {

constexpr std::size_t kDifferencesShown = 12;
/// Values beyond this many characters do not stand side by side.
constexpr std::size_t kNarrow = 32;

std::string times(std::uint64_t count, std::string_view one, std::string_view many) { return fmt::format("{} {}", grouped(count), count == 1 ? one : many); }

std::string heading(const Outcome& outcome, const Subject& subject) {
    const std::string what = subject.workload.empty() ? fmt::format("command line '{}'", subject.cmdline) : "workload " + subject.workload;
    return fmt::format("{} leads, native follows: {}, machine '{}', policy {}\n", control::name_of(outcome.mode), what, subject.machine, subject.policy);
}

std::string verdict(const Outcome& outcome) {
    const std::string after = times(outcome.counts.instructions, "instruction", "instructions") + " of the guest";
    switch (outcome.ending) {
        case Ending::kEnded:
            return fmt::format("No divergence in {}, from the first to the last{}.\n", after, outcome.guest_exit ? fmt::format("; both powered off with exit code {}", *outcome.guest_exit) : "");
        case Ending::kLimit: return fmt::format("No divergence in {}; then a limit was reached (cycle {}).\n", after, grouped(outcome.cycles));
        case Ending::kInterrupted: return fmt::format("No divergence in {}; then it was interrupted.\n", after);
        case Ending::kNoGuest: return fmt::format("Nothing was compared: the machine of {} stopped (cycle {}) before its guest began.\n", control::name_of(outcome.mode), grouped(outcome.cycles));
        case Ending::kDiverged: break;
    }
    return {};
}

std::string amounts(const Outcome& outcome) {
    const Counts& counts = outcome.counts;
    std::string text;
    text += "  compared after each    pc, ring, general registers, trap banks, root, grant; what it stored; what it wrote to ports\n";
    text += fmt::format("  compared besides       all of guest memory, {}; {}; {} of console; {}; the disk\n", times(counts.memory_compared, "time", "times"),
                        times(counts.stores, "store", "stores"), times(counts.console_bytes, "byte", "bytes"), times(counts.device_writes, "write to a port", "writes to ports"));
    text += fmt::format("  forced at its place    {}, {}, {}, {}\n", times(counts.interrupts, "interrupt", "interrupts"), times(counts.time_reads, "time read", "time reads"),
                        times(counts.device_reads, "read from a device", "reads from devices"), times(counts.transfers, "transfer of the disk", "transfers of the disk"));
    text += "  not compared           time itself, marks, caches and TLB\n";
    if (counts.jumps != 0)
        text += fmt::format("  {} have no place in translated code, and were compared together with what they lead to\n", times(counts.jumps, "jump without a link", "jumps without a link"));
    return text;
}

std::string line_text(const CodeLine& line, std::string_view before, std::string_view last_place) {
    std::string text;
    const std::string_view function = std::string_view(line.place).substr(0, line.place.find('+'));
    if (!line.place.empty() && function != last_place) text += fmt::format("   {}, ring {}\n", function, number(line.ring));
    return text + fmt::format("{}0x{:08x}  {}\n", before, line.pc, line.text);
}

std::string code_text(const Divergence& divergence) {
    std::string text, last;
    for (const CodeLine& line : divergence.before) {
        text += line_text(line, "      ", last);
        last = line.place.substr(0, line.place.find('+'));
    }
    return text + line_text(divergence.at, "   => ", last);
}

std::string differences_text(const Outcome& outcome) {
    const Divergence& divergence = *outcome.divergence;
    const std::string_view leader = control::name_of(outcome.mode), native = control::name_of(Mode::kNative);
    const std::span<const Difference> shown = std::span(divergence.differences).first(std::min(divergence.differences.size(), kDifferencesShown));
    std::size_t what = 0, left = leader.size();
    for (const Difference& one : shown) {
        what = std::max(what, one.what.size());
        left = std::max(left, one.leader.size());
    }
    std::string text;
    if (left <= kNarrow) {
        text = fmt::format("   {:<{}}  {:<{}}  {}\n", "", what, leader, left, native);
        for (const Difference& one : shown) text += fmt::format("   {:<{}}  {:<{}}  {}\n", one.what, what, one.leader, left, one.native);
    } else {
        for (const Difference& one : shown)
            text += fmt::format("   {}\n      {:<{}}  {}\n      {:<{}}  {}\n", one.what, leader, leader.size(), one.leader, native, leader.size(), one.native);
    }
    if (divergence.differences.size() > shown.size()) text += fmt::format("   and {} more\n", grouped(divergence.differences.size() - shown.size()));
    return text;
}

std::string indented(std::string text) {
    std::string result;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        result += "   " + text.substr(begin, end - begin) + "\n";
        begin = end + 1;
    }
    return result;
}

std::string monitor_text(const Outcome& outcome, explain::Language language) {
    const Divergence& divergence = *outcome.divergence;
    std::string text;
    if (divergence.at_start) return text;
    if (!divergence.monitor_came && outcome.mode != Mode::kNative)
        text += divergence.translated ? "The monitor was not asked: translated code did that by itself, in the real machine's ring 1.\n"
                                      : fmt::format("The monitor was not asked: the real machine, in its ring {}, did that by itself, without a trap.\n", number(divergence.real_ring));
    if (!divergence.story) return text;
    text += divergence.story_is_older ? "The last trap before that:\n" : "What happened on the machine of the leader:\n";
    return text + indented(control::to_text(*divergence.story, language));
}

std::string hint(const Outcome& outcome, const Subject& subject) {
    const Divergence& divergence = *outcome.divergence;
    if (subject.debug_options.empty()) return {};
    return fmt::format("To look closer, and back:\n   anel debug --mode {} {} --command 'goto {}; here; ring; events' -\n", control::name_of(outcome.mode), subject.debug_options, divergence.began);
}

nlohmann::ordered_json json_of(const CodeLine& line) {
    nlohmann::ordered_json object;
    object["pc"] = line.pc;
    object["text"] = line.text;
    object["place"] = line.place.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(line.place);
    object["ring"] = number(line.ring);
    return object;
}

nlohmann::ordered_json json_of(const Divergence& divergence) {
    nlohmann::ordered_json object;
    object["instruction"] = divergence.instruction;
    object["cycle"] = divergence.cycle;
    object["at"] = json_of(divergence.at);
    object["before"] = nlohmann::ordered_json::array();
    for (const CodeLine& line : divergence.before) object["before"].push_back(json_of(line));
    object["differences"] = nlohmann::ordered_json::array();
    for (const Difference& one : divergence.differences) object["differences"].push_back({{"what", one.what}, {"leader", one.leader}, {"native", one.native}});
    object["remarks"] = divergence.remarks;
    object["monitor_came"] = divergence.monitor_came;
    object["trap"] = divergence.story ? nlohmann::ordered_json(control::to_text(*divergence.story, explain::Language::kEnglish)) : nlohmann::ordered_json(nullptr);
    object["trap_is_older"] = divergence.story_is_older;
    return object;
}

}  // namespace

std::string_view name_of(Ending ending) {
    switch (ending) {
        case Ending::kEnded: return "ended";
        case Ending::kDiverged: return "diverged";
        case Ending::kLimit: return "limit";
        case Ending::kInterrupted: return "interrupted";
        case Ending::kNoGuest: break;
    }
    return "no-guest";
}

std::string to_text(const Outcome& outcome, const Subject& subject, explain::Language language) {
    std::string text = heading(outcome, subject) + verdict(outcome);
    if (!outcome.divergence) return outcome.ending == Ending::kNoGuest ? text : text + amounts(outcome);
    const Divergence& divergence = *outcome.divergence;
    if (divergence.at_start) {
        text += "DIVERGENCE before the guest's first instruction:\n";
    } else {
        text += fmt::format("DIVERGENCE at instruction {} of the guest (cycle {} of {}): what it leaves behind is not the same.\n", grouped(divergence.instruction),
                            grouped(divergence.cycle), control::name_of(outcome.mode));
        text += code_text(divergence);
    }
    text += differences_text(outcome);
    for (const std::string& remark : divergence.remarks) text += remark + ".\n";
    if (divergence.in_memory)
        text += fmt::format("No store was seen there: it was found when all of memory was compared ({} instructions at most later), and traced back to this one.\n", grouped(kMemoryPeriod));
    return text + monitor_text(outcome, language) + hint(outcome, subject);
}

nlohmann::ordered_json to_json(const Outcome& outcome, const Subject& subject) {
    const Counts& counts = outcome.counts;
    nlohmann::ordered_json object;
    object["leader"] = control::name_of(outcome.mode);
    object["follower"] = control::name_of(Mode::kNative);
    object["workload"] = subject.workload.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(subject.workload);
    object["cmdline"] = subject.cmdline;
    object["machine"] = subject.machine;
    object["policy"] = subject.policy;
    object["ending"] = name_of(outcome.ending);
    object["cycles"] = outcome.cycles;
    object["guest_exit"] = outcome.guest_exit ? nlohmann::ordered_json(*outcome.guest_exit) : nlohmann::ordered_json(nullptr);
    object["instructions"] = counts.instructions;
    object["compared"] = {{"memory", counts.memory_compared}, {"stores", counts.stores}, {"device_writes", counts.device_writes}, {"console_bytes", counts.console_bytes},
                          {"jumps_with_the_next", counts.jumps}};
    object["forced"] = {{"interrupts", counts.interrupts}, {"time_reads", counts.time_reads}, {"device_reads", counts.device_reads}, {"disk_transfers", counts.transfers}};
    object["divergence"] = outcome.divergence ? json_of(*outcome.divergence) : nlohmann::ordered_json(nullptr);
    return object;
}

}  // namespace anel::control::lockstep
