// Both say loudly when the numbers are not those of a release build on a quiet computer, for nobody should quote these.
#include "monitor/control/bench_report.hpp"

#include <fmt/format.h>

#include <cmath>

#include "monitor/control/columns.hpp"
#include "monitor/control/report_text.hpp"

namespace anel::control {

namespace {

using nlohmann::ordered_json;

double rounded(double value, double parts) { return std::round(value * parts) / parts; }
/// Less of a processor than this, and the numbers are those of other programs, too.
constexpr double kQuiet = 0.95;
constexpr double kTenths = 10, kParts = 10000;
constexpr double kMib = 1U << 20;

ordered_json or_null(const std::optional<double>& value, double parts) {
    return value ? ordered_json(rounded(*value, parts)) : ordered_json(nullptr);
}

/// By kBenchSettings.
constexpr const char* kMipsKeys[kBenchSettingCount] = {"mips", "mips_unpaged", "mips_untimed", "mips_untimed_unpaged", "mips_watched"};
constexpr const char* kMipsHeadings[kBenchSettingCount] = {"MIPS", "unpaged", "untimed", "neither", "watched"};

std::optional<double> mean_in(const BenchResult& result, std::size_t setting) {
    return geometric_mean(result.programs, [&](const BenchedProgram& program) { return std::optional(program.mips_in(setting)); });
}
std::optional<double> mean_qemu_mips(const BenchResult& result) {
    return geometric_mean(result.programs, [](const BenchedProgram& program) { return program.qemu_mips(); });
}
std::optional<double> mean_ratio(const BenchResult& result) {
    return geometric_mean(result.programs, [](const BenchedProgram& program) { return program.qemu_ratio(); });
}

std::string without_newline(const std::string& text) { return text.substr(0, text.find('\n')); }

std::string text_or_dash(const std::optional<double>& value, const char* format) { return value ? fmt::format(fmt::runtime(format), *value) : "-"; }

std::string warning(const BenchResult& result, const BenchCircumstances& circumstances) {
    std::string text;
    if (!circumstances.host.release())
        text += fmt::format("NOT A RELEASE BUILD ({}): these numbers say nothing about Anel's speed. Use cmake --preset release.\n",
                            circumstances.host.build_type);
    if (circumstances.in_short) text += "SHORT PROGRAMS: this shows that everything works; it is too little to measure.\n";
    if (result.processor_share() < kQuiet)
        text += fmt::format("A BUSY COMPUTER: this program had a processor for {:.0f} % of its time, so MIPS are too low and ratios uncertain.\n",
                            100 * result.processor_share());
    return text;
}

ordered_json to_json(const BenchedProgram& program) {
    ordered_json object;
    object["name"] = program.name;
    object["output"] = without_newline(program.output);
    object["instructions"] = program.instructions;
    object["cycles"] = program.cycles;
    object["cpi"] = rounded(program.cpi(), kParts);
    for (std::size_t i = 0; i < kBenchSettingCount; ++i) object[kMipsKeys[i]] = rounded(program.mips_in(i), kTenths);
    object["qemu_mips"] = or_null(program.qemu_mips(), kTenths);
    object["qemu_ratio"] = or_null(program.qemu_ratio(), kParts);
    return object;
}

ordered_json to_json(const BenchedBoot& boot) {
    ordered_json object;
    object["mode"] = name_of(boot.mode);
    object["instructions"] = boot.instructions;
    object["cycles"] = boot.cycles;
    object["cpi"] = rounded(boot.cpi(), kParts);
    object["events"] = boot.events;
    object["mips"] = rounded(mips(boot.instructions, boot.seconds), kTenths);
    object["mips_watched"] = rounded(mips(boot.instructions, boot.seconds_watched), kTenths);
    object["ratio_to_native"] = or_null(boot.ratio_to_native, kParts);
    return object;
}

std::string programs_table(const BenchResult& result) {
    std::vector<Row> rows{{"program", "instructions", "CPI"}};
    for (const char* heading : kMipsHeadings) rows[0].emplace_back(heading);
    rows[0].insert(rows[0].end(), {"qemu", "MIPS/qemu"});
    for (const BenchedProgram& program : result.programs) {
        Row row{program.name, grouped(program.instructions), fmt::format("{:.3f}", program.cpi())};
        for (std::size_t i = 0; i < kBenchSettingCount; ++i) row.push_back(fmt::format("{:.1f}", program.mips_in(i)));
        row.push_back(text_or_dash(program.qemu_mips(), "{:.0f}"));
        row.push_back(text_or_dash(program.qemu_ratio(), "{:.4f}"));
        rows.push_back(std::move(row));
    }
    Row mean{"geometric mean", "", ""};
    for (std::size_t i = 0; i < kBenchSettingCount; ++i) mean.push_back(text_or_dash(mean_in(result, i), "{:.1f}"));
    mean.push_back(text_or_dash(mean_qemu_mips(result), "{:.0f}"));
    mean.push_back(text_or_dash(mean_ratio(result), "{:.4f}"));
    rows.push_back(std::move(mean));
    return aligned(rows) +
           "(MIPS: exact timing, paging on, the usual case. unpaged: exact timing. untimed: paging on. neither: no timing, no paging.\n"
           " watched: as usual, with every ring crossing and mark recorded. qemu: qemu-riscv32 on the same file, in user mode, without what it takes to start)\n";
}

std::string boots_table(const BenchResult& result) {
    std::vector<Row> rows{{"mode", "instructions", "CPI", "events", "MIPS", "watched", "of native's"}};
    for (const BenchedBoot& boot : result.boots)
        rows.push_back({std::string(name_of(boot.mode)), grouped(boot.instructions), fmt::format("{:.3f}", boot.cpi()), grouped(boot.events),
                        fmt::format("{:.1f}", mips(boot.instructions, boot.seconds)), fmt::format("{:.1f}", mips(boot.instructions, boot.seconds_watched)),
                        text_or_dash(boot.ratio_to_native, "{:.3f}")});
    return fmt::format("Anelix, workload '{}', exact timing\n", result.workload) + aligned(rows);
}

ordered_json to_json(const BenchedSeek& seek) {
    ordered_json object;
    object["mode"] = name_of(seek.mode);
    object["cycles"] = seek.cycles;
    object["seeks"] = seek.seeks;
    object["median_ms"] = rounded(seek.median_ms, kTenths);
    object["longest_ms"] = rounded(seek.longest_ms, kTenths);
    object["snapshots"] = seek.snapshots;
    object["snapshot_mib"] = rounded(static_cast<double>(seek.snapshot_bytes) / kMib, kTenths);
    object["widest_gap"] = seek.widest_gap;
    object["cost_ratio"] = rounded(seek.cost(), kParts);
    return object;
}

std::string seeks_table(const BenchResult& result) {
    std::vector<Row> rows{{"mode", "cycles", "seeks", "median ms", "longest ms", "snapshots", "MiB", "widest gap", "cost"}};
    for (const BenchedSeek& seek : result.seeks)
        rows.push_back({std::string(name_of(seek.mode)), grouped(seek.cycles), fmt::format("{}", seek.seeks), fmt::format("{:.1f}", seek.median_ms),
                        fmt::format("{:.1f}", seek.longest_ms), fmt::format("{}", seek.snapshots),
                        fmt::format("{:.1f}", static_cast<double>(seek.snapshot_bytes) / kMib), grouped(seek.widest_gap), fmt::format("{:.3f}", seek.cost())});
    return "Going back: seeks to random earlier cycles of one run\n" + aligned(rows) +
           "(snapshots: kept, and the MiB that they hold. widest gap: cycles between two of them.\n"
           " cost: the run's time with a history, over its time without)\n";
}

}  // namespace

ordered_json to_json(const BenchResult& result, const BenchCircumstances& circumstances) {
    ordered_json object;
    object["machine"] = {{"cpu", circumstances.host.cpu}, {"processors", circumstances.host.processors}, {"compiler", circumstances.host.compiler},
                         {"build_type", circumstances.host.build_type}, {"release", circumstances.host.release()}};
    const std::string loud = warning(result, circumstances);
    object["warning"] = loud.empty() ? ordered_json(nullptr) : ordered_json(loud.substr(0, loud.size() - 1));
    object["profile"] = circumstances.profile;
    object["processor_share"] = rounded(result.processor_share(), kParts);
    object["repeat"] = circumstances.repeat;
    object["short"] = circumstances.in_short;
    object["without_qemu"] = circumstances.without_qemu.empty() ? ordered_json(nullptr) : ordered_json(circumstances.without_qemu);
    object["programs"] = ordered_json::array();
    for (const BenchedProgram& program : result.programs) object["programs"].push_back(to_json(program));
    ordered_json mean;
    for (std::size_t i = 0; i < kBenchSettingCount; ++i) mean[kMipsKeys[i]] = or_null(mean_in(result, i), kTenths);
    mean["qemu_mips"] = or_null(mean_qemu_mips(result), kTenths);
    mean["qemu_ratio"] = or_null(mean_ratio(result), kParts);
    object["geometric_mean"] = std::move(mean);
    object["workload"] = result.boots.empty() ? ordered_json(nullptr) : ordered_json(result.workload);
    object["boots"] = ordered_json::array();
    for (const BenchedBoot& boot : result.boots) object["boots"].push_back(to_json(boot));
    object["seek"] = ordered_json::array();
    for (const BenchedSeek& seek : result.seeks) object["seek"].push_back(to_json(seek));
    object["differences"] = result.differences;
    object["interrupted"] = result.interrupted;
    return object;
}

std::string bench_table(const BenchResult& result, const BenchCircumstances& circumstances) {
    std::string text = warning(result, circumstances);
    text += fmt::format("host: {}, {} processors; {}, {} build\n", circumstances.host.cpu, circumstances.host.processors, circumstances.host.compiler,
                        circumstances.host.build_type);
    text += fmt::format("machine '{}', best of {}; million instructions a second\n", circumstances.profile, circumstances.repeat);
    if (!result.programs.empty()) text += "\n" + programs_table(result);
    if (!circumstances.without_qemu.empty()) text += fmt::format("(no qemu: {})\n", circumstances.without_qemu);
    if (!result.boots.empty()) text += "\n" + boots_table(result);
    if (!result.seeks.empty()) text += "\n" + seeks_table(result);
    for (const std::string& difference : result.differences) text += fmt::format("WRONG: {}\n", difference);
    if (result.interrupted) text += "interrupted: what is missing here was not measured\n";
    return text + warning(result, circumstances);
}

}  // namespace anel::control
