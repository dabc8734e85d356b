// A debugger for a machine's run, command by command: a line in, a text out. Terminals, scripts, fuzzers and windows use the same one.
// Not here: reading lines and printing texts (cli/debug_command.cpp), the commands themselves (commands.hpp).
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "isa/debug/source.hpp"
#include "isa/debug/symbols.hpp"
#include "isa/machine/history.hpp"

namespace anel::debug {

/// What a monitor keeps for its guest in the place of the real thing.
struct Guest {
    enum class Paging : std::uint8_t {
        kShadow,  ///< the machine walks tables that the monitor made from the guest's
        kDirect,  ///< the machine walks the guest's own
        kNested,  ///< the machine walks the guest's own, and the monitor's behind them
    };
    Paging paging = Paging::kDirect;
    std::uint32_t root = 0;  ///< the guest's own root register
    std::optional<std::uint32_t> nested_root;
    Ring ring = Ring::k0;    ///< in which the guest believes to be
};

struct DebuggerOptions {
    ReadFile read_file;    ///< programs that a command names; empty: no command reads files
    ReadFile read_source;  ///< source files; empty: none are shown
    /// The guest of this machine's monitor, while there is one; empty: the machine has no monitor that anybody knows of.
    std::function<std::optional<Guest>(const machine::Machine&)> guest;
    /// Why a trap happened: a sentence, asked with the machine right behind the event; empty: nobody says.
    std::function<std::string(const machine::Machine&, const cpu::Event&)> explain;
    const std::atomic<bool>* stop = nullptr;  ///< set by a person who has waited long enough: what runs then ends
    Cycles most_cycles = 0;                   ///< that one command runs; 0: no limit
    bool has_assist = false;                  ///< the machine has ring −1
};

struct Reply {
    bool ok = true;    ///< false: `text` is one sentence: what was wrong, what is expected
    std::string text;  ///< lines, each with its end; empty: nothing to say
    bool quit = false;
};

class Session;

class Debugger {
public:
    /// `history` outlives it, and is moved in by nobody else meanwhile.
    Debugger(machine::History& history, DebuggerOptions options);
    ~Debugger();
    Debugger(const Debugger&) = delete;
    Debugger& operator=(const Debugger&) = delete;

    /// One command. A line that is empty or begins with # does nothing.
    Reply run(std::string_view line);
    /// Whether the same line again makes sense when a person presses Enter alone.
    static bool repeats(std::string_view line);

    Symbols& symbols();
    /// Where the machine is: what `where it stopped` shows behind a command that moves.
    std::string here();
    /// What the guest has printed since this was last asked, but for what it printed before and now prints again.
    std::string new_console();
    /// Likewise the machine's log.
    std::string new_log();

private:
    std::unique_ptr<Session> session_;
};

}  // namespace anel::debug
