// `anel gui`: starts anel-gui, the window, in this program's place. It lies beside this program, or somewhere on the PATH.
// Not here: the window (gui/app). This program itself needs no Qt.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <vector>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"

namespace anel::cli {

namespace {

constexpr char kWindow[] = "anel-gui";

int start_window(const std::vector<std::string>& arguments) {
    std::error_code error;
    const std::filesystem::path beside = std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / kWindow;
    std::string program = !error && std::filesystem::exists(beside, error) ? beside.string() : kWindow;
    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    ::execvp(program.c_str(), pointers.data());
    return report({fmt::format("{} was not found beside this program nor on the PATH; it comes with the graphical interface, which this build was made without", kWindow),
                   ErrorKind::kBadInput});
}

}  // namespace

void add_gui_command(CLI::App& app, int& exit_code) {
    CLI::App* const command = app.add_subcommand("gui", "Open the window: rings, traps and time to look at, forwards and backwards");
    command->prefix_command();
    command->footer("All that follows is for the window; anel-gui --help lists it.");
    command->callback([command, &exit_code] { exit_code = start_window(command->remaining()); });
}

}  // namespace anel::cli
