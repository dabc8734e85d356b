// How long a small program takes with its knobs set so or so: for the tests of what each knob of a profile does to time.
// Programs are assembly text that begins at 0x1000, the first word of a cache line and of a page, and ends in wfi, for which nothing is due.
// Not here: how knobs are written in YAML (tests/unit/machine/profile_knobs_test.cpp).
#pragma once

#include <functional>
#include <string>

#include "isa/asm/assemble.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/bench_machine.hpp"

namespace anel::tests {

using Prepare = std::function<void(Bench&)>;

inline void load_text(Bench& bench, const std::string& text) {
    const auto program = assembler::assemble("    .org 0x1000\n" + text + "\n    wfi\n", "knobs.s");
    if (!program) FAIL(program.error().message);
    for (const assembler::ImageSection& section : program->sections)
        if (!section.bytes.empty()) std::memcpy(&bench.ram[section.address], section.bytes.data(), section.bytes.size());
}

/// Cycles until the program waits; the same step by step and in one run.
inline Cycles time_of(const std::string& text, const cpu::TimingParams& timing, const Prepare& prepare = {}) {
    Cycles cycles[2];
    for (const bool stepped : {false, true}) {
        Bench bench(spec::Policy::kStrict, timing);
        load_text(bench, text);
        if (prepare) prepare(bench);
        if (stepped) {
            unsigned left = 100000;
            while (left-- > 0 && bench.cpu.step() != cpu::Stop::kIdle) {}
        } else {
            REQUIRE(bench.cpu.run(10000000) == cpu::Stop::kIdle);
        }
        REQUIRE(bench.cpu.state().waiting);
        cycles[stepped ? 1 : 0] = bench.cpu.cycle();
    }
    CHECK(cycles[0] == cycles[1]);
    return cycles[0];
}

/// How many cycles more the program takes with `after` than with `before`.
inline std::int64_t difference(const std::string& text, const cpu::TimingParams& before, const cpu::TimingParams& after, const Prepare& prepare = {}) {
    return static_cast<std::int64_t>(time_of(text, after, prepare)) - static_cast<std::int64_t>(time_of(text, before, prepare));
}

/// The default machine with one knob elsewhere.
template <class Field, class Value>
cpu::TimingParams with(Field cpu::TimingParams::*knob, Value value, cpu::TimingParams timing = {}) {
    timing.*knob = static_cast<Field>(value);
    return timing;
}

}  // namespace anel::tests
