// What a person may ask to be told of a run beside its console: the options that `run` and `replay` have in common, and the files they fill.
// Not here: running.
#pragma once

#include <CLI/CLI.hpp>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cli/output.hpp"
#include "isa/base/result.hpp"
#include "isa/explain/language.hpp"
#include "monitor/control/run.hpp"
#include "monitor/control/trace_json.hpp"

namespace anel::cli {

struct WatchOptions {
    std::string json, events, trace, explain, language = "en";
    std::uint64_t explain_most = 0;
    bool counters = false;
    bool quiet = false;
};
/// Adds them to a command; they outlive its parsing.
std::shared_ptr<WatchOptions> add_watch_options(CLI::App& command);

/// The files of one run. They appear when they are complete, and not before.
class Watch {
public:
    explicit Watch(const WatchOptions& options) : options_(options) {}
    using NamedFile = std::pair<std::string_view, std::string>;
    /// Opens what is written during the run. `others`: options that name files, too; no two of all may name the same.
    Status open(std::initializer_list<NamedFile> others);
    /// Makes the run tell; this outlives it.
    void attach(control::RunRequest& request);
    Status commit(const control::RunResult& result);

private:
    Status check_files(std::initializer_list<NamedFile> others) const;

    const WatchOptions& options_;
    OutputFile events_, trace_file_, stories_;
    std::optional<control::TraceJson> trace_;
    explain::Language language_ = explain::Language::kEnglish;
};

/// What follows a run's summary: the table of what was counted in detail, where that was asked for; else nothing.
std::string counters_text(const control::RunResult& result);

}  // namespace anel::cli
