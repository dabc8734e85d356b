// What a case of an explanation is: a machine that is run to a trap, and what is to be said about it, in both languages.
// The cases themselves are in the files *_cases.cpp; explanations_test.cpp holds them to their sentences.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "isa/explain/explain.hpp"
#include "tests/unit/cpu/nested_bench.hpp"

namespace anel::tests {

/// What came of a machine that was run: its trap, and what is said about it.
struct Happened {
    cpu::Event event;
    bool triple_fault = false;
    explain::Explanation explanation;
};

struct Case {
    std::string what;  ///< as a person calls it
    std::function<Happened()> run;
    std::string english;
    std::string portuguese;
    // Where it went; empty: not this case's concern.
    std::string where;
    std::string destino;
};

/// The facts behind the last crossing of this machine.
explain::TrapFacts facts_of(Bench& bench, const std::vector<cpu::TlbEntry>& tlb, spec::Policy policy = spec::Policy::kStrict, bool has_assist = false);

/// Steps until a trap, an exit, an injection or a triple fault has come, and explains it.
Happened run_to_trap(Bench& bench, spec::Policy policy = spec::Policy::kStrict, bool has_assist = false);

std::vector<Case> memory_cases();
std::vector<Case> instruction_cases();
std::vector<Case> privilege_cases();
std::vector<Case> interrupt_cases();
std::vector<Case> exit_cases();

/// Ring 3 with paging on, all code open to it, and the page under test at kPage. t0 holds its address.
struct PagedBench : Bench {
    static constexpr std::uint32_t kTop = 0x10000, kLower = 0x11000, kCodeLower = 0x12000;
    static constexpr std::uint32_t kPage = 0x00400000, kFrame = 0x20000;

    /// Level-0 entry of the page.
    explicit PagedBench(std::uint32_t entry, Ring ring = Ring::k3) {
        put(kTop, kCodeLower | spec::pte::kValid);
        for (std::uint32_t i = 0; i < 256; ++i) put(kCodeLower + i * 4, i << 12 | NestedBench::kOpen);
        put(kTop + 4, kLower | spec::pte::kValid);
        put(kLower, entry);
        change([ring](cpu::CpuState& state) {
            state.root = kTop | spec::kRootOn;
            state.ring = ring;
            state.x[5] = kPage;
        });
    }
    Happened load() { return code({encode::i(spec::InsnId::kLw, 6, 5, 0)}), run_to_trap(*this); }
    Happened store() { return code({encode::s(spec::InsnId::kSw, 6, 5, 0)}), run_to_trap(*this); }
    Happened fetch() {
        change([](cpu::CpuState& state) { state.pc = kPage; });
        return run_to_trap(*this);
    }
};

}  // namespace anel::tests
