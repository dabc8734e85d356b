// Writing a unit: the words of one guest instruction after another, each with its place in the maps.
// Not here: which words (translate.cpp, sequences.cpp).
#pragma once

#include "translate/translator.hpp"

namespace anel::monitor {

inline constexpr u32 kUnitInstructions = 48;

/// What stands at the end of the unit, out of the way: where a branch goes when it is taken.
struct Stub {
    enum class Kind : u32 { kExit, kMisaligned, kCall };
    Kind kind;
    u32 branch;     ///< the word that leads here
    u32 pc;         ///< exit: where to; else: of the instruction
    u32 about;      ///< misaligned: where to; call: the instruction
    u32 displaced;  ///< call: registers to reload first
    Callout calls;  ///< call
    u32 back;       ///< call: the word to go on at, kNoWord for none
};

class Emitter {
  public:
    static constexpr u32 kStubs = kUnitInstructions;
    /// More words than any unit has.
    static constexpr u32 kWordsMost = kUnitInstructions * 18 + 32;

    Emitter(Translator& translator, u32 unit_pc, u16 page) : translator_(translator), cache_(translator.cache), unit_pc_(unit_pc), page_(page) {}

    Translator& translator() { return translator_; }
    Realm realm() const { return translator_.units.page[page_].realm; }
    u32 next_word() const { return cache_.used; }
    u32 pc() const { return pc_; }

    /// The next word is the first of the guest instruction at this address; all registers are where they belong.
    void begin(u32 pc) {
        pc_ = pc;
        first_ = true;
        displaced_ = 0;
    }
    void emit(u32 insn) { put(insn, Callout::kNone, 0); }
    /// A word that calls the monitor.
    void call(Callout what, u32 about) { put(AR_WORD_ECALL, what, about); }
    /// Displaces a register of t0 to t2, or puts it back.
    void displace(u32 reg) {
        emit(code::sw(reg, slot_of(reg), code::kZero));
        displaced_ |= bit_of(reg);
    }
    void reload(u32 reg) {
        emit(code::lw(reg, slot_of(reg), code::kZero));
        displaced_ &= ~bit_of(reg);
    }
    void is_displaced(u32 bits) { displaced_ = bits; }
    void constant(u32 rd, u32 value);
    /// On to a guest address, for good: the last words of a path.
    void exit_to(u32 target);
    /// A branch to what stands at the end of the unit; its distance is filled in later.
    void branch_to_stub(u32 insn, const Stub& stub);
    /// To be called when all instructions are written.
    void finish();
    /// Where the guest instruction at an address inside this unit begins, kNoWord if it is not inside.
    u32 inside(u32 target) const {
        const u32 index = (target - unit_pc_) / sizeof(u32);
        return target >= unit_pc_ && index < instructions_ ? place_[index] : kNoWord;
    }
    /// What the instruction just before this one is known to have put into a register; register 0 for nothing.
    void know(u32 reg, u32 value) {
        knows_ = reg;
        value_ = value;
        fresh_ = true;
    }
    void forget_older() {
        if (!fresh_) knows_ = 0;
        fresh_ = false;
    }
    u32 known_register() const { return knows_; }
    u32 known_value() const { return value_; }
    void note_instruction() { place_[instructions_++] = cache_.used; }
    u32 instructions() const { return instructions_; }
    bool in_page(u32 target) const { return ((target ^ unit_pc_) & AR_PTE_FRAME) == 0; }
    /// A place to jump to at once for an address in the page, kNoWord where there is none yet.
    u32 known(u32 target) const;

    static int slot_of(u32 reg) { return kSlotT0 + static_cast<int>((reg - code::kT0) * sizeof(u32)); }
    static u32 bit_of(u32 reg) { return 1U << (reg - code::kT0); }

  private:
    void put(u32 insn, Callout what, u32 about) {
        cache_.put(insn, pc_ | (first_ ? AR_GUEST_BOUNDARY : 0U), displaced_, what, about);
        first_ = false;
    }

    Translator& translator_;
    TranslationCache& cache_;
    u32 unit_pc_;
    u16 page_;
    u32 pc_ = 0;
    u32 displaced_ = 0;
    bool first_ = false;
    bool fresh_ = false;
    u32 knows_ = 0;
    u32 value_ = 0;
    u32 instructions_ = 0;
    u32 stubs_ = 0;
    u32 place_[kUnitInstructions];
    Stub stub_[kStubs];
};

/// Of registers t0 to t2 one that is neither of these two.
inline u32 other_than(u32 a, u32 b) {
    for (u32 reg = code::kT0;; ++reg)
        if (reg != a && reg != b) return reg;
}

/// Writes a system instruction, or an indirect jump. True: the unit ends with it.
bool emit_system(Emitter& emitter, u32 word);
void emit_indirect(Emitter& emitter, u32 word);

}  // namespace anel::monitor
