// One case for two models of the machine, as a value: knobs, state, memory, what the devices do and when, and how the run is cut up.
// Not here: where it comes from (generate.cpp), running it (compare.hpp).
#pragma once

#include <cstdint>
#include <vector>

#include "isa/cpu/behaviour.hpp"
#include "isa/cpu/state.hpp"
#include "isa/cpu/timing.hpp"

namespace anel::differential {

/// Words that lie together in memory.
struct Piece {
    std::uint32_t address = 0;
    std::vector<std::uint32_t> words;
};

struct BusEvent {
    enum class Kind : std::uint8_t { kRaise, kLower, kWrite, kPowerOff } kind = Kind::kRaise;
    Cycles at = 0;
    std::uint32_t lines = 0;
    Piece written;  ///< by DMA
};

struct BusPlan {
    std::vector<BusEvent> events;  ///< by time
    Cycles beat = 0;               ///< every so many cycles `beat_lines` rise, for `beat_high` cycles; 0: never
    Cycles beat_high = 0;
    std::uint32_t beat_lines = 0;
    Piece dma;  ///< what a write to the DMA port brings about, a little later
    Cycles dma_delay = 0;
};

/// A stretch after which the models are compared.
struct Quantum {
    Cycles cycles = 0;
    std::uint32_t parts = 1;  ///< into so many runs the engine's is cut; 0: it steps
    bool renewed = false;     ///< the state is read and set again at its end
};

struct Scenario {
    cpu::TimingParams timing;
    cpu::Behaviours behaviours;
    cpu::AssistParams assist;
    cpu::CpuState state;
    std::uint32_t ram_bytes = 0;
    std::vector<Piece> fixtures;  ///< handlers, tables, control blocks, data
    std::vector<Piece> program;   ///< each can be taken away: then there are nops in its place
    BusPlan bus;
    std::vector<Quantum> quanta;

    std::vector<std::uint8_t> memory() const;
};

}  // namespace anel::differential
