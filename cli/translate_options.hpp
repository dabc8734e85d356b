// The options of a monitor that translates, for every command that runs one. Not here: what they do (monitor/target/translate).
#pragma once

#include <CLI/CLI.hpp>

#include <memory>

#include "monitor/control/boot.hpp"

namespace anel::cli {

/// Adds --translate, --no-adapt and --cache-bytes. `options` is set when the command line is read.
void add_translate_options(CLI::App& command, const std::shared_ptr<control::MonitorOptions>& options);

}  // namespace anel::cli
