#include "cli/converse.hpp"

#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "labs/runtime/repl.hpp"

namespace anel::cli {

int converse(labs::lua::State& state, const std::string& greeting) {
    const bool person = isatty(STDIN_FILENO) != 0;
    labs::Repl repl(state);
    bool failed = false;
    const auto show = [&](const labs::Repl::Reply& reply) {
        std::fflush(stdout);
        if (reply.failed) std::fprintf(stderr, "%s", reply.text.c_str());
        else print(reply.text);
        failed = failed || reply.failed;
    };
    if (person) print(greeting + "> ");
    for (std::string line; std::getline(std::cin, line);) {
        const labs::Repl::Reply reply = repl.line(line);
        show(reply);
        if (person) print(reply.incomplete ? ">> " : "> ");
    }
    show(repl.end());
    if (person) print("\n");
    return failed && !person ? kBadInput : kDone;
}

}  // namespace anel::cli
