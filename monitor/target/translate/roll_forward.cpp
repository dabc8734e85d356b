// An interrupt has come in the middle of a sequence: the guest is in no state that its own machine could be in. What is left of the
// instruction is done here, word by word, until the guest is between two instructions. Sequences are short and only go forward, and of memory they touch
// the virtual CPU page and the lookup tables.
#include "monitor.hpp"
#include "translate/emitter.hpp"

namespace anel::monitor {

using namespace code;

namespace {

constexpr u32 kWordsMost = 32;

class Interpreter {
  public:
    Interpreter(Monitor& monitor, u32 word) : translator_(monitor.translator), vcpu_(monitor.vcpu), word_(word) {}

    u32 word() const { return word_; }

    /// Does one word. False: it is none that a sequence has; only a guest that jumps into the cache by itself gets here.
    bool step() {
        const u32 insn = translator_.cache.code[word_];
        const u32 rs1 = vcpu_.x[rs1_of(insn)];
        const u32 rs2 = vcpu_.x[rs2_of(insn)];
        const u32 immediate = i_immediate(insn);
        const u32 funct3 = funct3_of(insn);
        u32 next = word_ + 1;
        switch (opcode_of(insn)) {
            case kOpImmediate:
                if (funct3 == 0) set(insn, rs1 + immediate);
                else if (funct3 == 7) set(insn, rs1 & immediate);
                else if (funct3 == 1) set(insn, rs1 << (immediate & 31U));
                else if (funct3 == 5) set(insn, rs1 >> (immediate & 31U));
                else return false;
                break;
            case kOpRegister:
                set(insn, funct3 == 0 ? rs1 + rs2 : rs1 | rs2);
                break;
            case kOpLui:
                set(insn, insn & 0xfffff000U);
                break;
            case kOpLoad: {
                const u32 at = rs1 + immediate;
                if (u32* shared = shared_word(at)) set(insn, *shared);
                else if (translator_.kernel_table.holds(at)) set(insn, translator_.kernel_table.word(at));
                else if (translator_.outer_table.holds(at)) set(insn, translator_.outer_table.word(at));
                else return false;
                break;
            }
            case kOpStore: {
                u32* const shared = shared_word(rs1 + s_immediate(insn));
                if (shared == nullptr) return false;
                *shared = rs2;
                break;
            }
            case kOpBranch:
                if (rs1 != rs2) next = word_ + branch_distance(insn) / sizeof(u32);
                break;
            case kOpJal:
                next = word_ + static_cast<u32>(static_cast<int>(jal_distance(insn)) / 4);
                break;
            case kOpJalr:
                next = translator_.cache.word_at(rs1);
                break;
            default:
                return false;
        }
        word_ = next;
        return word_ < translator_.cache.used;
    }

  private:
    void set(u32 insn, u32 value) { vcpu_.set_x(rd_of(insn), value); }
    u32* shared_word(u32 at) {
        if (at < kSharedVa || (at & 3U) != 0) return nullptr;
        return &reinterpret_cast<u32*>(&translator_.page_of(vcpu_.ring))[(at - kSharedVa) / sizeof(u32)];
    }

    Translator& translator_;
    Vcpu& vcpu_;
    u32 word_;
};

}  // namespace

namespace {

void restore_displaced(Monitor& monitor, u32 displaced) {
    const SharedPage& page = monitor.translator.page_of(monitor.vcpu.ring);
    for (u32 i = 0; i < 3; ++i)
        if ((displaced >> i & 1U) != 0) monitor.vcpu.x[kT0 + i] = page.slot[i];
}

}  // namespace

void stand_before(Monitor& monitor, u32 word) {
    restore_displaced(monitor, monitor.translator.cache.displaced(word));
    monitor.vcpu.pc = monitor.translator.cache.pc_of(word);
}

u32 roll_forward(Monitor& monitor, u32 word) {
    TranslationCache& cache = monitor.translator.cache;
    Interpreter interpreter(monitor, word);
    for (u32 steps = 0; steps < kWordsMost; ++steps) {
        const u32 at = interpreter.word();
        if (cache.is_boundary(at)) {
            monitor.vcpu.pc = cache.pc_of(at);
            return at;
        }
        if (cache.callout(at) == Callout::kIndirect) {
            monitor.vcpu.pc = monitor.vcpu.x[kT0];
            restore_displaced(monitor, cache.displaced(at));
            return kNoWord;
        }
        if (!interpreter.step()) break;
    }
    // What a guest makes up by jumping into the middle of the cache has no meaning, but an end.
    monitor.vcpu.pc = cache.pc_of(word);
    return kNoWord;
}

}  // namespace anel::monitor
