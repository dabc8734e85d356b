// `anel lua`: a script that drives the machine, or lines of one as they are typed.
// Not here: what scripts can reach (labs/runtime).
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/converse.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "isa/machine/files.hpp"
#include "labs/runtime/bindings.hpp"

namespace anel::cli {

namespace {

struct LuaOptions {
    std::string file, language = "en";
    std::vector<std::string> arguments;
    bool reference = false;
};

/// What a test in a script has found is a verdict; everything else that ends a script is the script's own.
int report_failure(const labs::lua::Failure& failure) {
    std::fprintf(stderr, "anel: %s\n", failure.message.c_str());
    const bool judged = failure.object.is_object() && failure.object.contains("expect");
    if (!judged && !failure.traceback.empty()) std::fprintf(stderr, "%s\n", failure.traceback.c_str());
    return judged ? kJudgedWrong : kBadInput;
}

int run_file(labs::lua::State& state, const LuaOptions& options) {
    const auto text = machine::read_file(options.file);
    if (!text) return report(text.error());
    std::string_view script = *text;
    std::string without_first;
    if (script.starts_with("#")) {  // an executable's first line; its number stays
        without_first = "--" + *text;
        script = without_first;
    }
    const std::vector<labs::Value> arguments(options.arguments.begin(), options.arguments.end());
    const auto failure = state.run(script, options.file == "-" ? "standard input" : options.file, arguments, nullptr);
    std::fflush(stdout);  // a script prints by C's own means
    return failure ? report_failure(*failure) : kDone;
}

int lua_with(const LuaOptions& options) {
    if (options.reference) {
        print(labs::lua_reference());
        return kDone;
    }
    const auto language = choose_language(options.language);
    if (!language) return report(language.error());
    labs::Surroundings surroundings;
    surroundings.language = *language;
    surroundings.log = [](std::string_view line) {
        std::fflush(stdout);
        print(std::string(line) + "\n");
    };
    labs::lua::State state;
    state.open_libraries();
    labs::bind(state, surroundings);
    return options.file.empty() ? converse(state, "Lua 5.4 with a machine: machine.new(), assemble(text), … (anel lua --reference: all of it; Ctrl-D ends)\n") : run_file(state, options);
}

}  // namespace

void add_lua_command(CLI::App& app, int& exit_code) {
    CLI::App* const command = app.add_subcommand("lua", "Drive a machine with a Lua script, or line by line");
    const auto options = std::make_shared<LuaOptions>();
    CLI::Option* const file = command->add_option("file", options->file, "The script (- for standard input); without one, lines are read and what they give is shown");
    command->add_option("arguments", options->arguments, "What the script gets as `...`")->type_name("ARG");
    command->add_option("--lang", options->language, "Language of messages and explanations: en or pt-BR")->capture_default_str();
    command->add_flag("--reference", options->reference, "Print the page on all that scripts can reach")->excludes(file);
    command->footer(
        "Lua 5.4 with all of its libraries. A failed `expect` ends the command with exit code 1, any other error with 3.\n"
        "Examples:\n"
        "  anel lua first.lua\n"
        "  echo 'disassemble(0x73)' | anel lua\n"
        "  anel lua --reference");
    command->callback([options, &exit_code] { exit_code = lua_with(*options); });
}

}  // namespace anel::cli
