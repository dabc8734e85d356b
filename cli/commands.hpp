// The subcommands, one file each. Each adds itself to the command line and, when chosen, leaves its exit code.
// Not here: what they do to machines and texts (monitor/control, isa/asm).
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "isa/base/result.hpp"
#include "isa/explain/language.hpp"
#include "isa/machine/machine_config.hpp"

namespace anel::cli {

/// `exit_code` outlives the parsing.
void add_run_command(CLI::App& app, int& exit_code);
void add_replay_command(CLI::App& app, int& exit_code);
void add_compare_command(CLI::App& app, int& exit_code);
void add_lockstep_command(CLI::App& app, int& exit_code);
void add_classify_command(CLI::App& app, int& exit_code);
void add_workloads_command(CLI::App& app, int& exit_code);
void add_modes_command(CLI::App& app, int& exit_code);
void add_debug_command(CLI::App& app, int& exit_code);
void add_bench_command(CLI::App& app, int& exit_code);
void add_gdb_command(CLI::App& app, int& exit_code);
void add_gui_command(CLI::App& app, int& exit_code);
void add_lab_command(CLI::App& app, int& exit_code);
void add_grade_command(CLI::App& app, int& exit_code);
void add_lua_command(CLI::App& app, int& exit_code);
void add_asm_command(CLI::App& app, int& exit_code);
void add_dis_command(CLI::App& app, int& exit_code);
void add_spec_command(CLI::App& app, int& exit_code);

/// The machine of the file (empty: the bundled default), under `policy` (empty: the file's own).
Result<machine::MachineConfig> choose_machine(const std::string& path, const std::string& policy);

/// What `--lang` says.
Result<explain::Language> choose_language(const std::string& tag);

}  // namespace anel::cli
