#include "cli/translate_options.hpp"

#include <cstdint>
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
    command
        .add_option_function<std::uint32_t>(
            "--cache-bytes", [options](std::uint32_t bytes) { options->cache_bytes = bytes; },
            "full-translate: so many bytes for the translation cache, at least 16384; default: all that there is room for")
        ->check(CLI::Range(std::uint32_t{16384}, std::uint32_t{1} << 22))
        ->type_name("N");
}

}  // namespace anel::cli
