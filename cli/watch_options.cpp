// Console to standard output, log to standard error, the rest to files.
#include "cli/watch_options.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <vector>

#include "cli/commands.hpp"
#include "monitor/control/counters_report.hpp"
#include "monitor/control/report.hpp"

namespace anel::cli {

std::shared_ptr<WatchOptions> add_watch_options(CLI::App& command) {
    const auto options = std::make_shared<WatchOptions>();
    command.add_option("--json", options->json, "Write the result as JSON to this file (-: standard output)");
    command.add_option("--events", options->events,
                       "Write every ring crossing, and every mark by which software names what it does, as a line of JSON to this file (-: standard output)");
    command.add_option("--explain", options->explain,
                       "Write the story of every trap to this file (-: standard output): why it was raised, where it went, what was done, what came of it")
        ->type_name("FILE");
    command.add_option("--explain-most", options->explain_most, "Stop telling after so many stories; default: no limit")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 62))
        ->type_name("N");
    command.add_option("--lang", options->language, "Language of the stories: en or pt-BR")->capture_default_str();
    command.add_option("--trace", options->trace,
                       "Write the run as a picture in time to this file (-: standard output), for chrome://tracing or ui.perfetto.dev: VMs, rings, activities, crossings; a cycle is a microsecond");
    command.add_flag("--counters", options->counters,
                     "Count in detail: instructions by class, cycles by reason (the CPI stack), misses, for each VM and ring, in the summary and in --json. The machine computes the same; the run takes several times as long");
    command.add_flag("--quiet", options->quiet, "No summary");
    return options;
}

Status Watch::check_files(std::initializer_list<NamedFile> others) const {
    std::vector<NamedFile> files{{"--json", options_.json}, {"--events", options_.events}, {"--trace", options_.trace}, {"--explain", options_.explain}};
    files.insert(files.end(), others.begin(), others.end());
    for (std::size_t i = 0; i < files.size(); ++i)
        for (std::size_t j = i + 1; j < files.size(); ++j)
            if (!files[i].second.empty() && files[i].second == files[j].second)
                return Error{fmt::format("{} and {} name the same file; give each its own", files[i].first, files[j].first), ErrorKind::kUsage};
    return {};
}

Status Watch::open(std::initializer_list<NamedFile> others) {
    if (Status status = check_files(others); !status) return status;
    const auto language = choose_language(options_.language);
    if (!language) return language.error();
    language_ = *language;
    if (!options_.events.empty())
        if (Status status = events_.open(options_.events); !status) return status;
    if (!options_.trace.empty()) {
        if (Status status = trace_file_.open(options_.trace); !status) return status;
        trace_.emplace([this](std::string_view text) { trace_file_.write(text); });
    }
    if (!options_.explain.empty())
        if (Status status = stories_.open(options_.explain); !status) return status;
    return {};
}

void Watch::attach(control::RunRequest& request) {
    request.on_console = print;
    request.on_log = [](std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); };
    request.count_in_detail = options_.counters;
    if (events_.is_open() || trace_)
        request.on_event = [this](const cpu::Event& event) {
            if (events_.is_open()) events_.write(control::to_json(event).dump() + "\n");
            if (trace_) trace_->add(event);
        };
    if (stories_.is_open()) request.on_story = [this](const control::Story& story) { stories_.write(control::to_text(story, language_) + "\n"); };
    request.stories_most = options_.explain_most;
}

Status Watch::commit(const control::RunResult& result) {
    if (trace_) trace_->end(result);
    for (OutputFile* file : {&events_, &trace_file_, &stories_})
        if (file->is_open())
            if (Status status = file->commit(); !status) return status;
    return options_.json.empty() ? Status() : write_output(options_.json, control::to_json(result).dump(2) + "\n");
}

std::string counters_text(const control::RunResult& result) { return result.detail ? "\n" + control::counters_table(*result.detail) : ""; }

}  // namespace anel::cli
