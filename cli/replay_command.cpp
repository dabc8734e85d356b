// `anel replay`: a recorded run once more, to the cycle. Console to standard output, everything else to standard error.
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <optional>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/version.hpp"
#include "cli/watch_options.hpp"
#include "monitor/control/recorded_run.hpp"
#include "monitor/control/report_text.hpp"

namespace anel::cli {

namespace {

struct ReplayOptions {
    std::string recording;
    std::optional<Cycles> until;
    std::shared_ptr<WatchOptions> watch;
};

int replay_with(const ReplayOptions& options) {
    Watch watch(*options.watch);
    if (Status status = watch.open({{"the recording", options.recording}}); !status) return report(status.error());
    const auto loaded = control::open_recording(options.recording);
    if (!loaded) return report(loaded.error());
    control::RunRequest request;
    request.max_cycles = options.until.value_or(0);
    request.stop = catch_interrupts();
    watch.attach(request);
    const control::RunResult again = control::replay(*loaded, request);
    if (Status status = watch.commit(again); !status) return report(status.error());

    if (!options.watch->quiet) fmt::print(stderr, "{}{}", control::run_summary(again), counters_text(again));
    const bool stopped = request.stop->load();
    const bool as_asked = options.until && again.ending == control::Ending::kCycleLimit && again.end < loaded->recording.end.at;
    if (stopped || as_asked) {
        if (!options.watch->quiet)
            fmt::print(stderr, "replay: {} before the end of the recording, at cycle {}\n", stopped ? "stopped" : "as far as was asked for",
                       control::grouped(loaded->recording.end.at.cycle));
        return stopped ? kLimit : kDone;
    }
    const std::string difference = control::first_difference(*loaded, again);
    if (difference.empty()) {
        if (!options.watch->quiet) fmt::print(stderr, "replay: the same as recorded, in every part\n");
        return kDone;
    }
    const std::string& by = loaded->recording.recorded_by;
    const std::string here = fmt::format("anel {}", kVersion);
    fmt::print(stderr, "anel: {}: not the same as recorded: {}{}\n", options.recording, difference,
               by == here ? "" : fmt::format(" (recorded by {}, played by {})", by, here));
    return kJudgedWrong;
}

}  // namespace

void add_replay_command(CLI::App& app, int& exit_code) {
    CLI::App* const command = app.add_subcommand("replay", "Make a recorded run again, to the cycle, and see that it ends as it did");
    const auto options = std::make_shared<ReplayOptions>();
    command->add_option("recording", options->recording, "What anel run --record wrote (- for standard input)")->required()->type_name("FILE");
    command->add_option("--until", options->until, "Stop at this cycle")->check(CLI::Range(Cycles{1}, Cycles{1} << 62))->type_name("N");
    options->watch = add_watch_options(*command);
    command->footer(
        "The recording holds all that it takes: machine, memory, disk, and what was typed, and when. The end is compared with what was recorded: the moment,\n"
        "how it ended, registers, caches, counters, devices, memory, disk and all that was printed. Exit code 1: something differs, and the first thing is named.\n"
        "Examples:\n"
        "  anel run --record session.anel           type at the shell, and keep the session\n"
        "  anel replay session.anel                 watch it again\n"
        "  anel replay session.anel --events F      the same, and every ring crossing of it\n"
        "  anel replay session.anel --until 1000000 --json -");
    command->callback([options, &exit_code] { exit_code = replay_with(*options); });
}

}  // namespace anel::cli
