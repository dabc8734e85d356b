// `anel classify`: Popek and Goldberg's question put to a machine: which instructions are sensitive, and do they trap?
#include <memory>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "monitor/control/classify/report.hpp"

namespace anel::cli {

namespace {

struct ClassifyOptions {
    std::string machine, policy, json, witness;
    bool all = false;
};

int classify_with(const ClassifyOptions& options) {
    const auto config = choose_machine(options.machine, options.policy);
    if (!config) return report(config.error());
    if (!options.witness.empty()) {
        const auto story = control::classify::replay_witness(*config, options.witness);
        if (!story) return report(story.error());
        print(*story);
        return kDone;
    }
    const control::classify::Verdict verdict = control::classify::classify(*config);
    if (!options.json.empty())
        if (Status status = write_output(options.json, control::classify::to_json(verdict, *config).dump(2) + "\n"); !status) return report(status.error());
    if (options.json != "-") print(control::classify::verdict_text(verdict, *config, options.all));
    return kDone;
}

}  // namespace

void add_classify_command(CLI::App& app, int& exit_code) {
    CLI::App* const command = app.add_subcommand("classify", "Find out by experiment which instructions are sensitive and do not trap");
    const auto options = std::make_shared<ClassifyOptions>();
    command->add_option("--machine", options->machine, "The machine, a YAML file (- for standard input); default: the bundled default.yaml");
    command->add_option("--policy", options->policy, "strict, popf or legacy, in the place of the machine's policy and overrides");
    CLI::Option* const json = command->add_option("--json", options->json, "Write the classification as JSON to this file (-: standard output, in the text's place)");
    CLI::Option* const all = command->add_flag("--all", options->all, "List every instruction, not the holes alone");
    command->add_option("--witness", options->witness, "Try this instruction alone, and tell what was seen")->type_name("NAME")->excludes(json)->excludes(all);
    command->footer(
        "Every instruction is executed in rings 0 to 3, in many states of the machine that differ in one thing each. What the tables say about who may\n"
        "do what is not read. Popek and Goldberg's theorems 1 and 3 follow from what happens. The exit code is 0 whatever the verdict.\n"
        "Examples:\n"
        "  anel classify --policy strict\n"
        "  anel classify --policy legacy                     the holes, each with a witness\n"
        "  anel classify --policy legacy --witness probe     that one, step by step\n"
        "  anel classify --policy popf --json - | jq .theorem1");
    command->callback([options, &exit_code] { exit_code = classify_with(*options); });
}

}  // namespace anel::cli
