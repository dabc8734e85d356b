// Console to standard output, log to standard error, the rest to files.
#include "cli/watch_options.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <vector>

#include "monitor/control/report.hpp"

namespace anel::cli {

std::shared_ptr<WatchOptions> add_watch_options(CLI::App& command) {
    const auto options = std::make_shared<WatchOptions>();
    command.add_option("--json", options->json, "Write the result as JSON to this file (-: standard output)");
    command.add_option("--events", options->events,
                       "Write every ring crossing, and every mark by which software names what it does, as a line of JSON to this file (-: standard output)");
    command.add_flag("--quiet", options->quiet, "No summary");
    return options;
}

Status Watch::open(std::initializer_list<NamedFile> others) {
    std::vector<NamedFile> files{{"--json", options_.json}, {"--events", options_.events}};
    files.insert(files.end(), others.begin(), others.end());
    for (std::size_t i = 0; i < files.size(); ++i)
        for (std::size_t j = i + 1; j < files.size(); ++j)
            if (!files[i].second.empty() && files[i].second == files[j].second)
                return Error{fmt::format("{} and {} name the same file; give each its own", files[i].first, files[j].first), ErrorKind::kUsage};
    return options_.events.empty() ? Status() : events_.open(options_.events);
}

void Watch::attach(control::RunRequest& request) {
    request.on_console = print;
    request.on_log = [](std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); };
    if (events_.is_open()) request.on_event = [this](const cpu::Event& event) { events_.write(control::to_json(event).dump() + "\n"); };
}

Status Watch::commit(const control::RunResult& result) {
    if (events_.is_open())
        if (Status status = events_.commit(); !status) return status;
    return options_.json.empty() ? Status() : write_output(options_.json, control::to_json(result).dump(2) + "\n");
}

}  // namespace anel::cli
