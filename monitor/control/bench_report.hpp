// What `anel bench` found, as a table for people and as JSON (cli/schema/bench.json).
// Not here: measuring (bench.hpp).
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "monitor/control/bench.hpp"
#include "monitor/control/host.hpp"

namespace anel::control {

/// Under which circumstances a result came about.
struct BenchCircumstances {
    Host host;
    std::string profile;       ///< the simulated machine's name
    unsigned repeat = 1;
    bool in_short = false;     ///< the short builds of the programs
    std::string without_qemu;  ///< why there is no qemu; empty where there is
};

nlohmann::ordered_json to_json(const BenchResult& result, const BenchCircumstances& circumstances);
std::string bench_table(const BenchResult& result, const BenchCircumstances& circumstances);

}  // namespace anel::control
