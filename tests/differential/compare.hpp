// Runs two models of the machine on one scenario and says whether they agree on everything; if not, from where on, and on what.
// Not here: what they are (instantiated in models.hpp), what a scenario is (scenario.hpp).
#pragma once

#include <cstring>
#include <optional>
#include <string>

#include "tests/differential/observed.hpp"
#include "tests/differential/peek.hpp"
#include "tests/differential/plan_bus.hpp"
#include "tests/differential/scenario.hpp"

namespace anel::differential {

inline constexpr std::size_t kEventsKept = 4096;

template <class Model>
struct Rig {
    explicit Rig(const Scenario& scenario)
        : ram(scenario.memory()), bus(scenario.bus, ram), cpu(scenario.timing, scenario.behaviours, ram, bus, kEventsKept, scenario.assist) {
        cpu.set_state(scenario.state);
    }
    Rig(const Rig&) = delete;
    Rig& operator=(const Rig&) = delete;

    std::vector<std::uint8_t> ram;
    PlanBus bus;
    Model cpu;
};

struct Disagreement {
    Cycles cycle = 0;
    std::string text;
};

/// What differs between two rigs, memory and ports included; empty where nothing does.
template <class A, class B>
std::string differences(Rig<A>& a, cpu::Stop stop_a, Rig<B>& b, cpu::Stop stop_b) {
    const Observed of_a = observe(a.cpu, stop_a);
    const Observed of_b = observe(b.cpu, stop_b);
    std::string text = of_a == of_b ? "" : differences(of_a, of_b);
    if (a.ram != b.ram) text += differing_memory(a.ram, b.ram);
    if (a.bus.accesses() != b.bus.accesses()) text += "  ports: accesses differ\n";
    if (a.bus.lines() != b.bus.lines()) text += "  lines: " + hex(a.bus.lines()) + " | " + hex(b.bus.lines()) + "\n";
    return text;
}

/// A step; of one that waits, which would take as long as it likes, a little of its waiting.
template <class Model>
cpu::Stop step_or_wait(Model& model) {
    constexpr Cycles kLittle = 64;
    return model.state().waiting ? model.run(model.cycle() + kLittle) : model.step();
}

/// Runs `engine` to `until` in the way that the quantum says. The last word always has a plain run.
template <class Model>
cpu::Stop run_in_parts(Model& engine, Cycles until, std::uint32_t parts) {
    if (parts == 0) {
        // A step that waits would sleep as long as it likes.
        while (engine.cycle() < until && !engine.state().waiting)
            if (const cpu::Stop stop = engine.step(); stop != cpu::Stop::kCycleReached) return stop;
    } else if (const Cycles begin = engine.cycle(); begin < until) {
        for (std::uint32_t part = 1; part < parts; ++part)
            if (const cpu::Stop stop = engine.run(begin + (until - begin) * part / parts); stop != cpu::Stop::kCycleReached) return stop;
    }
    return engine.run(until);
}

/// The first quantum at whose end they differ: its end, and on what. Calls seen(engine's rig, quantum's stop) after each.
template <class Reference, class Engine, class Seen>
std::optional<Disagreement> first_disagreement(const Scenario& scenario, Seen&& seen) {
    Rig<Reference> reference(scenario);
    Rig<Engine> engine(scenario);
    Cycles until = 0;
    for (const Quantum& quantum : scenario.quanta) {
        until += quantum.cycles;
        const cpu::Stop stop = reference.cpu.run(until);
        const cpu::Stop engine_stop = run_in_parts(engine.cpu, until, quantum.parts);
        if (std::string text = differences(reference, stop, engine, engine_stop); !text.empty()) return Disagreement{until, std::move(text)};
        seen(engine, engine_stop);
        if (stop != cpu::Stop::kCycleReached) break;
        reference.cpu.events().clear();
        engine.cpu.events().clear();
        if (quantum.renewed) {
            reference.cpu.set_state(reference.cpu.state());
            engine.cpu.set_state(engine.cpu.state());
        }
    }
    return std::nullopt;
}
template <class Reference, class Engine>
std::optional<Disagreement> first_disagreement(const Scenario& scenario) {
    return first_disagreement<Reference, Engine>(scenario, [](const auto&, cpu::Stop) {});
}

/// The same from the start, a step at a time; if steps agree, by runs of ever shorter lengths. For people.
template <class Reference, class Engine>
std::string explain(const Scenario& scenario, Cycles cap) {
    {
        Rig<Reference> reference(scenario);
        Rig<Engine> engine(scenario);
        while (reference.cpu.cycle() <= cap) {
            const std::string where = "cycle " + std::to_string(reference.cpu.cycle()) + ", ring " + std::to_string(number(reference.cpu.state().ring)) + ", " +
                                      instruction_at(reference.ram, reference.cpu.state());
            const Observed before = observe(reference.cpu, cpu::Stop::kCycleReached);
            const cpu::Stop stop = step_or_wait(reference.cpu);
            const cpu::Stop engine_stop = step_or_wait(engine.cpu);
            const std::string text = differences(reference, stop, engine, engine_stop);
            if (!text.empty())
                return "In lock-step they differ first in the step from " + where + "\nreference | engine, after it:\n" + text +
                       "what that step changed in the reference, before | after:\n" + differences(before, observe(reference.cpu, stop));
            if (stop != cpu::Stop::kCycleReached) break;
            reference.cpu.events().clear();
            engine.cpu.events().clear();
        }
    }
    // Least n so that one run to n differs.
    const auto differ_at = [&](Cycles until) {
        Rig<Reference> reference(scenario);
        Rig<Engine> engine(scenario);
        const cpu::Stop stop = reference.cpu.run(until);
        return differences(reference, stop, engine, engine.cpu.run(until));
    };
    if (differ_at(cap).empty()) return "Neither steps nor one single run differ: it takes the quanta of the scenario.\n";
    Cycles agree = 0, differ = cap;
    while (differ - agree > 1) {
        const Cycles middle = agree + (differ - agree) / 2;
        (differ_at(middle).empty() ? agree : differ) = middle;
    }
    Rig<Reference> reference(scenario);
    reference.cpu.run(agree);
    return "In lock-step they agree; one run to cycle " + std::to_string(agree) + " agrees, one to " + std::to_string(differ) + " does not. Next was " +
           instruction_at(reference.ram, reference.cpu.state()) + "\nreference | engine:\n" + differ_at(differ);
}

}  // namespace anel::differential
