// The reference and the engine side by side, each with its own memory and devices: whoever runs both can ask whether anything differs.
// Not here: programs at random (tests/differential).
#pragma once

#include <span>
#include <vector>

#include "isa/cpu/engine/cpu.hpp"
#include "isa/cpu/reference/reference.hpp"
#include "tests/unit/catch.hpp"

namespace anel::tests {

/// Checks all that can be seen of two models. Memory is the caller's.
template <class A, class B>
void check_equal(A& a, B& b) {
    CHECK(a.cycle() == b.cycle());
    CHECK(a.state().pc == b.state().pc);
    CHECK(a.state().x == b.state().x);
    CHECK(a.state() == b.state());
    CHECK(a.ledger() == b.ledger());
    CHECK(a.ledger().total() == a.cycle());
    CHECK(a.counters() == b.counters());
    CHECK(a.events().events() == b.events().events());
    CHECK(a.events().lost() == b.events().lost());
    CHECK(a.triple_fault() == b.triple_fault());
    CHECK(a.time_state() == b.time_state());
}

}  // namespace anel::tests
