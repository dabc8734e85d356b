// What has happened in the runs of many scenarios, so that a generator that has quietly become empty is noticed.
// Not here: how often is often enough (coverage_test.cpp).
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "isa/cpu/counters.hpp"
#include "isa/cpu/event.hpp"
#include "isa/cpu/outcome.hpp"
#include "isa/spec/instructions.hpp"
#include "tests/differential/scenario.hpp"

namespace anel::differential {

struct Coverage {
    cpu::Counters counters;
    std::array<std::uint64_t, cpu::kEventKinds> events{};  ///< by kind
    std::array<std::uint64_t, 4> stops{};   ///< of programs, by how they ended
    std::array<std::uint64_t, spec::kInsnCount> committed{};  ///< by watch() alone; of calls, that they trapped
    std::uint64_t programs = 0, cycles = 0, walks = 0;
    std::uint64_t stores_into_code = 0;  ///< into a word that has been executed
    std::uint64_t dma_into_code = 0;
    std::uint64_t nested_instructions = 0, paged_instructions = 0, untimed_programs = 0;

    void add(const cpu::Counters& more);
    std::string text() const;
};

/// Steps the engine through a scenario and notes what a run does not tell.
void watch(const Scenario& scenario, Coverage& coverage);

}  // namespace anel::differential
