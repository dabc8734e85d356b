// Which operation stands for which instruction, and the way into the threaded code.
#include "isa/cpu/engine/threaded.hpp"

#include "isa/base/invariant.hpp"
#include "isa/cpu/engine/operations.hpp"

namespace anel::cpu {

using spec::InsnId;

Handler Cpu::Threaded::handler(const DecodedOp& op, const TimingParams& timing) {
    using Do = Operations;
    namespace compute = arithmetic;
    const bool kept = op.rd != 0;
    const auto value = [kept](Handler handler) { return kept ? handler : &Do::nop; };
    const auto loads = [&]<class T>(T) -> Handler {
        if (!timing.timed) return kept ? &Do::load<T, false, true> : &Do::load<T, false, false>;
        return kept ? &Do::load<T, true, true> : &Do::load<T, true, false>;
    };
    const auto stores = [&]<class T>(T) -> Handler { return timing.timed ? &Do::store<T, true> : &Do::store<T, false>; };
    const auto branches = [&]<auto kTaken>() -> Handler {
        using Guess = Do::Guess;
        if (!timing.timed) return &Do::branch<kTaken, Guess::kRight>;
        return timing.predictor == PredictorKind::kBimodal ? &Do::branch<kTaken, Guess::kLearned> : &Do::branch<kTaken, Guess::kKnown>;
    };
    switch (op.id) {
        case InsnId::kLui:
        case InsnId::kAuipc: return value(&Do::constant);
        case InsnId::kJal: return kept ? &Do::jump<true> : &Do::jump<false>;
        case InsnId::kJalr: return &Do::jump_register;
        case InsnId::kBeq: return branches.operator()<compute::equal>();
        case InsnId::kBne: return branches.operator()<compute::unequal>();
        case InsnId::kBlt: return branches.operator()<compute::less>();
        case InsnId::kBge: return branches.operator()<compute::at_least>();
        case InsnId::kBltu: return branches.operator()<compute::below>();
        case InsnId::kBgeu: return branches.operator()<compute::not_below>();
        case InsnId::kLb: return loads(std::int8_t{});
        case InsnId::kLh: return loads(std::int16_t{});
        case InsnId::kLw: return loads(std::uint32_t{});
        case InsnId::kLbu: return loads(std::uint8_t{});
        case InsnId::kLhu: return loads(std::uint16_t{});
        case InsnId::kSb: return stores(std::uint8_t{});
        case InsnId::kSh: return stores(std::uint16_t{});
        case InsnId::kSw: return stores(std::uint32_t{});
        case InsnId::kAddi: return value(&Do::with_immediate<compute::add>);
        case InsnId::kSlti: return value(&Do::with_immediate<compute::slt>);
        case InsnId::kSltiu: return value(&Do::with_immediate<compute::sltu>);
        case InsnId::kXori: return value(&Do::with_immediate<compute::exclusive_or>);
        case InsnId::kOri: return value(&Do::with_immediate<compute::inclusive_or>);
        case InsnId::kAndi: return value(&Do::with_immediate<compute::conjunction>);
        case InsnId::kSlli: return value(&Do::with_immediate<compute::sll>);
        case InsnId::kSrli: return value(&Do::with_immediate<compute::srl>);
        case InsnId::kSrai: return value(&Do::with_immediate<compute::sra>);
        case InsnId::kAdd: return value(&Do::with_register<compute::add>);
        case InsnId::kSub: return value(&Do::with_register<compute::sub>);
        case InsnId::kSll: return value(&Do::with_register<compute::sll>);
        case InsnId::kSlt: return value(&Do::with_register<compute::slt>);
        case InsnId::kSltu: return value(&Do::with_register<compute::sltu>);
        case InsnId::kXor: return value(&Do::with_register<compute::exclusive_or>);
        case InsnId::kSrl: return value(&Do::with_register<compute::srl>);
        case InsnId::kSra: return value(&Do::with_register<compute::sra>);
        case InsnId::kOr: return value(&Do::with_register<compute::inclusive_or>);
        case InsnId::kAnd: return value(&Do::with_register<compute::conjunction>);
        case InsnId::kMul: return value(&Do::with_register<compute::mul>);
        case InsnId::kMulh: return value(&Do::with_register<compute::mulh>);
        case InsnId::kMulhsu: return value(&Do::with_register<compute::mulhsu>);
        case InsnId::kMulhu: return value(&Do::with_register<compute::mulhu>);
        case InsnId::kDiv: return value(&Do::with_register<compute::div>);
        case InsnId::kDivu: return value(&Do::with_register<compute::divu>);
        case InsnId::kRem: return value(&Do::with_register<compute::rem>);
        case InsnId::kRemu: return value(&Do::with_register<compute::remu>);
        case InsnId::kFence: return &Do::nop;
        default: break;
    }
    invariant(false, "a block takes in what has an operation");
    return nullptr;
}

Handler Cpu::Threaded::pair(const DecodedOp& first, const DecodedOp& second, const TimingParams& timing) {
    using Do = Operations;
    namespace compute = arithmetic;
    const bool usual = timing.timed && timing.predictor == PredictorKind::kBimodal;
    const bool loads_nothing = second.id <= InsnId::kLhu && second.id >= InsnId::kLb && second.rd == 0;
    if (!usual || first.rd == 0 || loads_nothing) return nullptr;
    const auto then = [&]<auto kCompute>() -> Handler {
        constexpr auto kLearned = Do::Guess::kLearned;
        switch (second.id) {
            case InsnId::kBeq: return &Do::pair<kCompute, &Do::branch<compute::equal, kLearned>>;
            case InsnId::kBne: return &Do::pair<kCompute, &Do::branch<compute::unequal, kLearned>>;
            case InsnId::kBlt: return &Do::pair<kCompute, &Do::branch<compute::less, kLearned>>;
            case InsnId::kBge: return &Do::pair<kCompute, &Do::branch<compute::at_least, kLearned>>;
            case InsnId::kBltu: return &Do::pair<kCompute, &Do::branch<compute::below, kLearned>>;
            case InsnId::kBgeu: return &Do::pair<kCompute, &Do::branch<compute::not_below, kLearned>>;
            case InsnId::kLw: return &Do::pair<kCompute, &Do::load<std::uint32_t, true, true>>;
            case InsnId::kLbu: return &Do::pair<kCompute, &Do::load<std::uint8_t, true, true>>;
            case InsnId::kSw: return &Do::pair<kCompute, &Do::store<std::uint32_t, true>>;
            case InsnId::kSb: return &Do::pair<kCompute, &Do::store<std::uint8_t, true>>;
            default: return nullptr;
        }
    };
    switch (first.id) {
        case InsnId::kAddi: return then.operator()<&Do::compute_immediate<compute::add>>();
        case InsnId::kAndi: return then.operator()<&Do::compute_immediate<compute::conjunction>>();
        case InsnId::kSlli: return then.operator()<&Do::compute_immediate<compute::sll>>();
        case InsnId::kSrli: return then.operator()<&Do::compute_immediate<compute::srl>>();
        case InsnId::kAdd: return then.operator()<&Do::compute_register<compute::add>>();
        default: return nullptr;
    }
}

Handler Cpu::Threaded::through() { return &Operations::through; }
Handler Cpu::Threaded::plain() { return &Operations::plain; }
Handler Cpu::Threaded::refused() { return &Operations::refused; }

void Cpu::Threaded::run(Cpu& cpu, Block& block, std::uint32_t front) {
    cpu.count_base_ = cpu.clock_.now - 2 * cpu.counters_.instructions;
    cpu.bubble_ = cpu.paid_ = cpu.loaded_ = 0;
    cpu.outside_ = {&block, block.pc, 0, 0};
    Operations::enter(&cpu, cpu.cycle_, cpu.clock_.now, &cpu.outside_, front);
    if constexpr (!kTailCalls)
        while (cpu.resume_.op != nullptr) {
            const Resume at = cpu.resume_;
            at.op->handler(at.op, &cpu, at.cycle, at.clock);
        }
}

}  // namespace anel::cpu
