// Threaded code: every operation of a block is a function that ends by calling the next one's. Where the compiler makes such calls jumps
// (kTailCalls) nothing returns before the threaded code is left; elsewhere a loop calls one after the other.
// The cycle and the clock travel in arguments, ahead of what has been executed: they hold the block's end. Slow paths take them back, do their
// work on the members of the Cpu as the plain code does, and return to the next operation. A translator to machine code could use the same
// blocks, edges and slow paths.
// Not here: making blocks (blocks.cpp).
#pragma once

#include "isa/cpu/engine/cpu.hpp"

namespace anel::cpu {

struct Cpu::Threaded {
    /// Enters `block`, which waits `front` cycles first; the members are plain before and after.
    static void run(Cpu& cpu, Block& block, std::uint32_t front);

    /// The operation of an instruction that a block takes in.
    static Handler handler(const DecodedOp& op, const TimingParams& timing);
    /// One for this instruction and the next, where there is one for such a pair; else null. The next one's own operation follows it.
    static Handler pair(const DecodedOp& first, const DecodedOp& second, const TimingParams& timing);
    /// Of a block's end that is no branch: leads on to what lies behind it.
    static Handler through();
    /// Likewise: the plain code executes the next instruction.
    static Handler plain();
    /// Of a block that may not be entered.
    static Handler refused();
};

}  // namespace anel::cpu
