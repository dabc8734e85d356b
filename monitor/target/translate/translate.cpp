// A unit out of guest code. It goes on past branches that are not taken, and ends where the guest goes somewhere else for certain, where
// the page ends, or where something begins that is translated already.
#include "monitor.hpp"
#include "translate/emitter.hpp"

namespace anel::monitor {

using namespace code;

namespace {

bool is_misaligned(u32 target) { return (target & 3U) != 0; }

void emit_branch(Emitter& emitter, u32 word) {
    const u32 pc = emitter.pc();
    const u32 target = pc + branch_distance(word);
    const u32 bare = word & ~kBranchOffsetBits;
    if (is_misaligned(target)) return emitter.branch_to_stub(bare, {Stub::Kind::kMisaligned, 0, pc, target, 0, Callout::kNone, kNoWord});
    const u32 to = emitter.in_page(target) ? emitter.known(target) : kNoWord;
    const u32 distance = emitter.translator().cache.distance(emitter.next_word(), to);
    if (to != kNoWord && branch_reaches(distance)) return emitter.emit(bare | branch_offset(distance));
    emitter.branch_to_stub(bare, {Stub::Kind::kExit, 0, target, 0, 0, Callout::kNone, kNoWord});
}

/// A jump to a place that is known.
void emit_direct(Emitter& emitter, u32 word, u32 target) {
    const u32 pc = emitter.pc();
    if (is_misaligned(target)) return emitter.call(Callout::kMisaligned, target);
    if (rd_of(word) != 0) emitter.constant(rd_of(word), pc + 4);
    emitter.exit_to(target);
}

/// True: the unit ends with it.
bool emit_instruction(Emitter& emitter, u32 word) {
    switch (opcode_of(word)) {
        case kOpBranch:
            // Of the encodings that are no branch the real machine will say so.
            if ((funct3_of(word) & 6U) == 2) break;
            emit_branch(emitter, word);
            return false;
        case kOpJal:
            emit_direct(emitter, word, emitter.pc() + jal_distance(word));
            return true;
        case kOpJalr:
            if (funct3_of(word) != 0) break;
            // A call to a place far away is an auipc and a jump by the register that it sets: known here as well as there.
            if (emitter.known_register() == rs1_of(word) && rs1_of(word) != 0) {
                emit_direct(emitter, word, (emitter.known_value() + i_immediate(word)) & ~1U);
                return true;
            }
            emit_indirect(emitter, word);
            return true;
        case kOpAuipc:
            emitter.constant(rd_of(word), rd_of(word) == 0 ? 0 : emitter.pc() + (word & 0xfffff000U));
            emitter.know(rd_of(word), emitter.pc() + (word & 0xfffff000U));
            return false;
        case kOpSystem: case kOpCustom0:
            return emit_system(emitter, word);
        default:
            break;
    }
    emitter.emit(word);
    return false;
}

}  // namespace

u16 translate(Monitor& monitor, u32 pc, u16 page) {
    Translator& translator = monitor.translator;
    TranslationCache& cache = translator.cache;
    if (translator.units.is_full() || cache.capacity - cache.used < Emitter::kWordsMost) {
        evict(translator);
        return kNone;
    }
    const u32 frame = translator.units.page[page].frame;
    protect_code(monitor, frame);
    const volatile u32* const guest = monitor.memory.word(frame);
    const u32 entry = cache.used;
    Emitter emitter(translator, pc, page);
    cache.put(lw(kT0, kSlotT0, kZero), pc, AR_DISPLACED_T0 | AR_DISPLACED_T1, Callout::kNone, 0);
    cache.put(lw(kT1, kSlotT0 + 4, kZero), pc, AR_DISPLACED_T1, Callout::kNone, 0);
    for (u32 at = pc;; at += 4) {
        const bool elsewhere = !emitter.in_page(at) || emitter.instructions() == kUnitInstructions;
        if (elsewhere || (at != pc && translator.units.find(at, page) != kNone)) {
            emitter.exit_to(at);
            break;
        }
        emitter.begin(at);
        emitter.note_instruction();
        emitter.forget_older();
        if (emit_instruction(emitter, guest[at % kPageBytes / sizeof(u32)])) break;
    }
    emitter.finish();
    TranslatorWords& words = *translator.words;
    words.instructions += emitter.instructions();
    ++words.units_made;
    const u16 unit = translator.units.add(pc, page, entry, emitter.instructions());
    words.units = translator.units.live;
    words.bytes_used = cache.used * sizeof(u32);
    if (words.bytes_used > words.bytes_peak) words.bytes_peak = words.bytes_used;
    return unit;
}

}  // namespace anel::monitor
