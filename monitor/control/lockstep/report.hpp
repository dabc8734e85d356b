// What a lockstep has come to, as text for people and JSON for programs (cli/schema/lockstep.json).
// Not here: how it was found (lockstep.hpp).
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "isa/explain/language.hpp"
#include "monitor/control/lockstep/lockstep.hpp"

namespace anel::control::lockstep {

/// What was run, for the heading and for the commands that a report suggests.
struct Subject {
    std::string workload;       ///< empty: the command line says it all
    std::string cmdline;        ///< the kernel's
    std::string machine;
    std::string policy;
    std::string debug_options;  ///< of `anel debug`, so that it runs the same: "--policy popf --append 'run=…'"; empty: it cannot
};

/// "ended", "diverged", "limit", "interrupted", "no-guest"
std::string_view name_of(Ending ending);

/// Some lines. `language`: of the story of the last trap, which is told as `anel run --explain` tells it.
std::string to_text(const Outcome& outcome, const Subject& subject, explain::Language language);
nlohmann::ordered_json to_json(const Outcome& outcome, const Subject& subject);

}  // namespace anel::control::lockstep
