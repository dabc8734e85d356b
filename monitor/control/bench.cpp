// What differs between two runs of one program is an error of ours (or of qemu's), and is kept to be told.
#include "monitor/control/bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "isa/base/invariant.hpp"
#include "isa/base/nearest.hpp"
#include "monitor/control/qemu.hpp"

namespace anel::control {

namespace {

constexpr BenchProgramRow kPrograms[] = {
    {"integer", "calls, loads and stores, branches: what most programs do"},
    {"sieve", "the primes below a quarter of a million: stores that miss the data cache"},
    {"copy", "words copied in steps of one, two and four: the data cache misses"},
    {"quicksort", "random numbers into order: recursion, and branches that nobody can predict"},
    {"alu", "registers alone"},
};

constexpr double kNotYet = std::numeric_limits<double>::infinity();

/// Empty, or what is wrong with a run that should have ended by itself, and well.
std::string complaint(const BenchRun& run) {
    if (run.ending != Ending::kPoweredOff) {
        constexpr std::string_view kHow[] = {"powered off", "went on and on", "ended in a triple fault", "got stuck", "was given up on", "was interrupted"};
        return fmt::format("{} at cycle {}{}{}", kHow[static_cast<std::size_t>(run.ending)], run.cycles, run.log.empty() ? "" : ": ", run.log);
    }
    if (run.lost_events != 0) return fmt::format("lost {} recorded events", run.lost_events);
    return run.exit_code == 0 ? "" : fmt::format("ended with exit code {}", run.exit_code.value_or(0));
}

class Bencher {
public:
    explicit Bencher(const BenchRequest& request) : request_(request) {}

    Result<BenchResult> all() {
        for (const BenchProgram& program : request_.programs) {
            if (stopped()) break;
            if (Status status = one_program(program); !status) return status.error();
        }
        if (!stopped())
            if (Status status = boots(); !status) return status.error();
        for (const Mode mode : request_.seek_modes) {
            if (stopped()) break;
            if (Status status = seek(mode); !status) return status.error();
        }
        result_.interrupted = stopped();
        return std::move(result_);
    }

private:
    bool stopped() const { return request_.stop != nullptr && request_.stop->load(); }
    void say(const std::string& what) const {
        if (request_.on_step) request_.on_step(what);
    }
    void differ(const std::string& what) {
        if (std::ranges::find(result_.differences, what) == result_.differences.end()) result_.differences.push_back(what);
    }

    void add_time(const BenchRun& run) {
        result_.seconds += run.seconds;
        result_.cpu_seconds += run.cpu_seconds;
    }

    Status one_program(const BenchProgram& program) {
        BenchedProgram row;
        row.name = program.name;
        row.seconds.fill(kNotYet);
        double qemu = kNotYet, nothing = kNotYet;
        for (unsigned round = 0; round < request_.repeat; ++round) {
            say(fmt::format("{}, round {} of {}", program.name, round + 1, request_.repeat));
            for (std::size_t setting = 0; setting < kBenchSettingCount; ++setting) {
                const auto run = bench_program(request_.config, *request_.supervisor, program.elf, kBenchSettings[setting], request_.stop);
                if (!run) return run.error();
                if (stopped()) return {};
                add_time(*run);
                take(row, *run, setting);
            }
            if (!request_.qemu) continue;
            if (Status status = run_under_qemu(row, program, qemu, nothing); !status) return status;
            if (stopped()) return {};
        }
        if (qemu > nothing && qemu != kNotYet) row.qemu_seconds = qemu - nothing;
        result_.programs.push_back(std::move(row));
        return {};
    }

    void take(BenchedProgram& row, const BenchRun& run, std::size_t setting) {
        const std::string_view name = kBenchSettings[setting].name;
        if (const std::string wrong = complaint(run); !wrong.empty()) differ(fmt::format("{} ({}) {}", row.name, name, wrong));
        if (row.instructions == 0) {
            row.output = run.console;
            row.instructions = run.user_instructions;
            row.cycles = run.cycles;
            row.all_instructions = run.instructions;
        }
        if (run.console != row.output) differ(fmt::format("{} ({}) printed something else than {}", row.name, name, kBenchSettings[0].name));
        if (run.user_instructions != row.instructions)
            differ(fmt::format("{} ({}) took {} instructions, {} took {}", row.name, name, run.user_instructions, kBenchSettings[0].name, row.instructions));
        row.seconds[setting] = std::min(row.seconds[setting], run.seconds);
    }

    /// It is quick: twice in a round.
    Status run_under_qemu(const BenchedProgram& row, const BenchProgram& program, double& best, double& best_nothing) {
        for (int turn = 0; turn < 2; ++turn) {
            const auto run = run_qemu(request_.qemu->path, program.path);
            if (stopped()) return {};
            if (!run) return run.error();
            if (run->output != row.output || run->exit_code != 0) differ(fmt::format("{} printed something else under qemu", row.name));
            const auto nothing = run_qemu(request_.qemu->path, request_.qemu->nothing);
            if (stopped()) return {};
            if (!nothing) return nothing.error();
            best = std::min(best, run->seconds);
            best_nothing = std::min(best_nothing, nothing->seconds);
        }
        return {};
    }

    Status boots() {
        result_.workload = request_.workload.name;
        std::vector<BenchedBoot> rows(request_.modes.size());
        std::vector<std::string> consoles(rows.size());
        for (BenchedBoot& row : rows) row.seconds = row.seconds_watched = kNotYet;
        for (unsigned round = 0; round < request_.repeat && !rows.empty(); ++round) {
            say(fmt::format("Anelix with '{}' in {} modes, round {} of {}", request_.workload.name, rows.size(), round + 1, request_.repeat));
            for (std::size_t i = 0; i < rows.size(); ++i) {
                for (const bool watched : {false, true}) {
                    const BenchBoot boot{.mode = request_.modes[i], .kernel = request_.kernel, .monitor = request_.monitor,
                                         .cmdline = std::string(request_.workload.cmdline), .disk = request_.disk, .watched = watched};
                    const auto run = bench_boot(request_.config, boot, request_.stop);
                    if (!run) return run.error();
                    if (stopped()) return {};
                    add_time(*run);
                    take(rows[i], consoles[i], boot, *run);
                }
                if (consoles[i] != consoles[0])
                    differ(fmt::format("Anelix in {} printed something else than in {}", name_of(request_.modes[i]), name_of(request_.modes[0])));
            }
        }
        for (BenchedBoot& row : rows)
            if (!rows.empty() && rows[0].mode == Mode::kNative)
                row.ratio_to_native = mips(row.instructions, row.seconds) / mips(rows[0].instructions, rows[0].seconds);
        result_.boots = std::move(rows);
        return {};
    }

    Status seek(Mode mode) {
        say(fmt::format("seeking, {}", name_of(mode)));
        const BenchSeek what{.mode = mode, .kernel = request_.kernel, .monitor = request_.monitor, .disk = request_.disk, .cycles = request_.seek_cycles};
        auto result = bench_seek(request_.config, what, request_.stop);
        if (!result) return result.error();
        if (stopped()) return {};
        if (!result->same) differ(fmt::format("Anelix in {} came to another state when it was gone back in", name_of(mode)));
        result_.seconds += result->seconds;
        result_.cpu_seconds += result->cpu_seconds;
        result_.seeks.push_back(*result);
        return {};
    }

    void take(BenchedBoot& row, std::string& console, const BenchBoot& boot, const BenchRun& run) {
        if (const std::string wrong = complaint(run); !wrong.empty()) differ(fmt::format("Anelix in {} {}", name_of(boot.mode), wrong));
        const bool first = row.instructions == 0;
        if (first) console = run.console;
        row.mode = boot.mode;
        if (!first && (run.instructions != row.instructions || run.cycles != row.cycles))
            differ(fmt::format("Anelix in {} took other cycles or instructions in another round", name_of(boot.mode)));
        row.instructions = run.instructions;
        row.cycles = run.cycles;
        row.events = std::max(row.events, run.events);
        double& best = boot.watched ? row.seconds_watched : row.seconds;
        best = std::min(best, run.seconds);
    }

    const BenchRequest& request_;
    BenchResult result_;
};

}  // namespace

std::span<const BenchProgramRow> bench_programs() { return kPrograms; }

Result<std::vector<std::string>> find_bench_programs(std::string_view comma_separated) {
    std::vector<std::string> known, chosen;
    for (const BenchProgramRow& row : kPrograms) known.emplace_back(row.name);
    for (std::size_t begin = 0; begin <= comma_separated.size();) {
        const std::size_t end = std::min(comma_separated.find(',', begin), comma_separated.size());
        const std::string name(comma_separated.substr(begin, end - begin));
        if (std::ranges::find(known, name) == known.end()) {
            const std::string guess = did_you_mean(name, known);
            return Error{fmt::format("unknown program '{}'{} Programs: {}", name, guess.empty() ? "." : guess, comma_list(known)), ErrorKind::kUsage};
        }
        if (std::ranges::find(chosen, name) != chosen.end())
            return Error{fmt::format("program '{}' is named twice; name each program once", name), ErrorKind::kUsage};
        chosen.push_back(name);
        begin = end + 1;
    }
    return chosen;
}

Result<BenchProgram> load_bench_program(const std::string& name, bool in_short) {
    const auto path = bundled_file(fmt::format("bench/{}{}.elf", in_short ? "short/" : "", name));
    if (!path) return path.error();
    auto kernel = load_kernel(*path);
    if (!kernel) return kernel.error();
    return BenchProgram{name, *path, std::move(kernel->elf)};
}

double mips(std::uint64_t instructions, double seconds) { return seconds > 0 ? static_cast<double>(instructions) / seconds / 1e6 : 0; }

std::optional<double> BenchedProgram::qemu_mips() const {
    return qemu_seconds ? std::optional(mips(instructions, *qemu_seconds)) : std::nullopt;
}

std::optional<double> BenchedProgram::qemu_ratio() const {
    return qemu_seconds && seconds[0] > 0 ? std::optional(*qemu_seconds / seconds[0]) : std::nullopt;
}

Result<BenchResult> bench(const BenchRequest& request) {
    invariant(request.repeat > 0, "a measurement has a round");
    invariant(request.programs.empty() || request.supervisor != nullptr, "programs have a supervisor");
    invariant((request.modes.empty() && request.seek_modes.empty()) || request.kernel != nullptr, "modes have a kernel");
    return Bencher(request).all();
}

std::optional<double> geometric_mean(std::span<const BenchedProgram> programs,
                                     const std::function<std::optional<double>(const BenchedProgram&)>& value) {
    double logarithms = 0;
    for (const BenchedProgram& program : programs) {
        const std::optional<double> one = value(program);
        if (!one || *one <= 0) return std::nullopt;
        logarithms += std::log(*one);
    }
    return programs.empty() ? std::nullopt : std::optional(std::exp(logarithms / static_cast<double>(programs.size())));
}

}  // namespace anel::control
