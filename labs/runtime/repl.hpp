// Lua line by line: what a line gives is shown, what is not complete yet waits for more lines.
// Not here: where lines come from and where texts go (cli/lua_command.cpp).
#pragma once

#include <string>
#include <string_view>

#include "labs/runtime/lua_state.hpp"

namespace anel::labs {

class Repl {
public:
    /// `state` outlives it and has what scripts are to reach.
    explicit Repl(lua::State& state) : state_(state) {}

    struct Reply {
        bool incomplete = false;  ///< more lines are needed
        bool failed = false;      ///< `text` says what was wrong
        std::string text;         ///< values, a line each; with its end
    };
    /// One line, without its end.
    Reply line(std::string_view line);
    /// No more lines come: what waits is judged as it is.
    Reply end();

private:
    Reply run(const std::string& text, bool last);
    Reply show_results(int base);

    lua::State& state_;
    std::string pending_;
    int number_ = 0;        ///< of the line
    int first_number_ = 1;  ///< of the first one that waits
};

}  // namespace anel::labs
