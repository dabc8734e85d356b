// A block: a straight run of decoded instructions that lie in one I-cache line (and so in one page), ready to be executed one after the other.
// What its time comes to is known beforehand but for what memory does: misses and walks are added as they happen.
// Not here: how blocks are made (block_builder.cpp), found and dropped (code_store.hpp), executed (threaded.hpp).
#pragma once

#include <array>
#include <cstdint>

#include "isa/base/types.hpp"
#include "isa/cpu/engine/spaces.hpp"
#include "isa/cpu/engine/stamps.hpp"

namespace anel::cpu {

class Cpu;
struct Op;
struct Edge;

/// Executes `op` and what follows it, block after block, until something wants the outer loop's attention.
/// `cycle`: the commit cycle of the block's last instruction, as far as known. `clock`: the stamp of that instruction's data access.
using Handler = void (*)(const Op* op, Cpu* cpu, Cycles cycle, Stamp clock);

struct Op {
    Handler handler = nullptr;
    std::uint8_t rd = 0;     ///< a store has here, and a load in rs2, twice the number of instructions behind it in its block
    std::uint8_t rs1 = 0;
    std::uint8_t rs2 = 0;
    std::uint8_t index = 0;  ///< in its block
    std::uint32_t imm = 0;   ///< what the handler makes of it: the immediate, a value known beforehand, a predictor's counter
};
static_assert(sizeof(Op) == 16, "four operations to a cache line of the host");

struct Block;

/// Where control goes from a block.
struct Edge {
    Block* to = nullptr;       ///< never null: a stand-in where the way is not known
    std::uint32_t pc = 0;
    std::uint32_t loaded = 0;  ///< bit r: the block's last instruction loads register r
    std::uint32_t front = 0;   ///< cycles that the next instruction waits for that load, once linked
    std::uint64_t room = 0;    ///< for a size that is quick to multiply by
};

/// The operations follow it in memory, then `before`: for each instruction and the end, the cycles of those in front of it.
struct Block {
    // Read at each entry.
    std::uint32_t cost = 0;   ///< of all instructions, without what the first one finds in its way
    std::uint32_t ticks = 0;  ///< two for each instruction
    Stamp* line_stamp = nullptr;
    Stamp* page_stamp = nullptr;
    std::array<Edge, 2> edges;  ///< straight on, and where a branch or jump leads

    Handler first = nullptr;  ///< the first operation's, while the block may be entered
    std::uint32_t pc = 0;
    std::uint32_t physical = 0;
    std::uint32_t sources = 0;  ///< bit r: the first instruction, be it a plain one, reads register r
    SpaceId space = 0;
    std::uint8_t count = 0;  ///< instructions
    bool armed = false;      ///< its line is in the cache and its page in the TLB
    bool dead = false;       ///< its code has changed, or its space is gone

    Block* next_in_chain = nullptr;    ///< of those with the same hash
    Block* next_in_granule = nullptr;  ///< of those with code in the same 64 bytes of memory
    struct Place {
        Block* next = nullptr;
        Block* previous = nullptr;
    };
    Place in_line;  ///< among the armed ones of this cache line, and
    Place in_page;  ///< of this TLB slot
    std::uint32_t line_slot = 0;
    std::uint32_t page_slot = 0;

    Edge& through() { return edges[0]; }
    Edge& taken() { return edges[1]; }
    Op* ops() { return reinterpret_cast<Op*>(this + 1); }
    const Op* ops() const { return reinterpret_cast<const Op*>(this + 1); }
    std::uint32_t* before() { return reinterpret_cast<std::uint32_t*>(ops() + count + 1); }
    const std::uint32_t* before() const { return reinterpret_cast<const std::uint32_t*>(ops() + count + 1); }
    /// Cycles of instruction `i`, likewise without what memory adds.
    std::uint32_t own(unsigned i) const { return before()[i + 1] - before()[i]; }
    std::uint32_t pc_of(unsigned i) const { return pc + i * 4; }
};
static_assert(sizeof(Block) % alignof(Op) == 0);

inline Block* block_of(const Op* op) { return reinterpret_cast<Block*>(const_cast<Op*>(op - op->index)) - 1; }

}  // namespace anel::cpu
