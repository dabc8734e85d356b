#include "kernel/misaligned.hpp"

#include "kernel/privileged.hpp"
#include "kernel/process.hpp"
#include "kernel/user_memory.hpp"

namespace anelix {

namespace {
constexpr unsigned kOpcodeMask = 0x7f, kOpcodeLoad = 0x03;
constexpr unsigned kHalfSigned = 1, kWord = 2, kHalfUnsigned = 5;
constexpr unsigned kInstructionBytes = 4;
}  // namespace

bool load_misaligned(unsigned address) {
    Frame& frame = current->frame;
    if (!user_range(frame.pc, kInstructionBytes, kRead)) return false;
    const unsigned word = *reinterpret_cast<const unsigned*>(frame.pc);
    const unsigned kind = word >> 12 & 7;
    const unsigned target = word >> 7 & 31;
    if ((word & kOpcodeMask) != kOpcodeLoad || (kind != kHalfSigned && kind != kWord && kind != kHalfUnsigned)) return false;
    const unsigned bytes = kind == kWord ? 4 : 2;
    if (!user_range(address, bytes, kRead)) return false;
    unsigned value = 0;
    for (unsigned i = 0; i < bytes; ++i) value |= static_cast<unsigned>(reinterpret_cast<const unsigned char*>(address)[i]) << 8 * i;
    if (kind == kHalfSigned) value = static_cast<unsigned>(static_cast<int>(static_cast<short>(value)));
    if (target != 0) frame.reg(target) = value;
    frame.pc += kInstructionBytes;
    return true;
}

}  // namespace anelix
