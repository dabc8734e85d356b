// Randomness for whoever makes tests: the same draws from the same seed on every machine.
// Not here: where seeds come from (seeds.hpp).
#pragma once

#include <cstdint>
#include <random>

struct lua_State;

namespace anel::labs {

/// The standard fixes this engine's numbers, but not those of its distributions; so they are made here.
class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}
    std::uint64_t bits() { return engine_(); }
    /// Of `low` to `high`, each as likely. Precondition: low <= high.
    std::int64_t number(std::int64_t low, std::int64_t high);

private:
    std::mt19937_64 engine_;
};

/// Pushes the object that tests know as `random`: number(lo, hi), word(), pick(list), shuffle(list), chance(n).
void push_random(lua_State* lua, std::uint64_t seed);

}  // namespace anel::labs
