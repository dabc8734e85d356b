// Signed operations convert, compute and convert back; a wider type holds products.
#include "isa/cpu/reference/alu.hpp"

namespace anel::cpu::reference {

using spec::InsnId;

namespace {

std::int32_t signed_of(std::uint32_t value) { return static_cast<std::int32_t>(value); }
std::uint32_t upper(std::uint64_t product) { return static_cast<std::uint32_t>(product >> 32); }

/// Both operands already as 64-bit numbers, by sign or without.
std::uint32_t multiply_high(std::int64_t a, std::int64_t b) { return upper(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b)); }

/// The manual's two special cases: division by zero gives all ones and leaves the dividend; the most negative number by -1 gives itself.
std::uint32_t divide_signed(std::uint32_t a, std::uint32_t b, bool want_remainder) {
    if (b == 0) return want_remainder ? a : ~0U;
    const std::int64_t dividend = signed_of(a);
    const std::int64_t divisor = signed_of(b);
    return static_cast<std::uint32_t>(want_remainder ? dividend % divisor : dividend / divisor);
}

}  // namespace

std::uint32_t latency(const DecodedOp& op, const TimingParams& timing) {
    if (op.id == InsnId::kIllegal) return 1;
    switch (spec::row(op.id).timing) {
        case spec::Timing::kMul: return timing.mul;
        case spec::Timing::kDiv: return timing.div;
        default: return 1;
    }
}

std::uint32_t compute(const DecodedOp& op, std::uint32_t pc, std::uint32_t a, std::uint32_t b) {
    const std::int64_t signed_a = signed_of(a);
    const std::int64_t signed_b = signed_of(b);
    switch (op.id) {
        case InsnId::kLui: return op.imm;
        case InsnId::kAuipc: return pc + op.imm;
        case InsnId::kJal:
        case InsnId::kJalr: return pc + 4;
        case InsnId::kAddi: return a + op.imm;
        case InsnId::kSlti: return signed_of(a) < signed_of(op.imm) ? 1 : 0;
        case InsnId::kSltiu: return a < op.imm ? 1 : 0;
        case InsnId::kXori: return a ^ op.imm;
        case InsnId::kOri: return a | op.imm;
        case InsnId::kAndi: return a & op.imm;
        case InsnId::kSlli: return a << op.imm;
        case InsnId::kSrli: return a >> op.imm;
        case InsnId::kSrai: return static_cast<std::uint32_t>(signed_of(a) >> op.imm);
        case InsnId::kAdd: return a + b;
        case InsnId::kSub: return a - b;
        case InsnId::kSll: return a << (b & 31);
        case InsnId::kSlt: return signed_a < signed_b ? 1 : 0;
        case InsnId::kSltu: return a < b ? 1 : 0;
        case InsnId::kXor: return a ^ b;
        case InsnId::kSrl: return a >> (b & 31);
        case InsnId::kSra: return static_cast<std::uint32_t>(signed_of(a) >> (b & 31));
        case InsnId::kOr: return a | b;
        case InsnId::kAnd: return a & b;
        case InsnId::kMul: return a * b;
        case InsnId::kMulh: return multiply_high(signed_a, signed_b);
        case InsnId::kMulhsu: return multiply_high(signed_a, b);
        case InsnId::kMulhu: return multiply_high(a, b);
        case InsnId::kDiv: return divide_signed(a, b, false);
        case InsnId::kRem: return divide_signed(a, b, true);
        case InsnId::kDivu: return b == 0 ? ~0U : a / b;
        case InsnId::kRemu: return b == 0 ? a : a % b;
        default: return 0;
    }
}

bool is_branch(const DecodedOp& op) { return op.id >= InsnId::kBeq && op.id <= InsnId::kBgeu; }

bool branch_taken(const DecodedOp& op, std::uint32_t a, std::uint32_t b) {
    switch (op.id) {
        case InsnId::kBeq: return a == b;
        case InsnId::kBne: return a != b;
        case InsnId::kBlt: return signed_of(a) < signed_of(b);
        case InsnId::kBge: return signed_of(a) >= signed_of(b);
        case InsnId::kBltu: return a < b;
        case InsnId::kBgeu: return a >= b;
        default: return false;
    }
}

}  // namespace anel::cpu::reference
