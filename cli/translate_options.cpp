#include "cli/translate_options.hpp"

#include <string>

namespace anel::cli {

void add_translate_options(CLI::App& command, const std::shared_ptr<control::MonitorOptions>& options) {
    command
        .add_option_function<std::string>(
            "--translate", [options](const std::string& what) { options->translate_user = what == "all"; },
            "full-translate: what is translated, the guest's kernel or all of it, programs too; default: kernel")
        ->check(CLI::IsMember({"kernel", "all"}))
        ->type_name("kernel|all");
    command.add_flag_callback("--no-adapt", [options] { options->adapt = false; }, "full-translate: instructions that keep faulting are not translated anew");
}

}  // namespace anel::cli
