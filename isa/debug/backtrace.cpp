// A function's code is read from its first instruction to the pc. An epilogue in the middle, which ends in a return, does not count for what
// comes behind it.
#include "isa/debug/backtrace.hpp"

#include <cstring>

#include "isa/asm/operands.hpp"
#include "isa/spec/instructions.hpp"

namespace anel::debug {

namespace {

using assembler::Field;
using spec::InsnId;

constexpr std::uint32_t kRa = 1, kSp = 2;
constexpr std::uint32_t kLongestFunction = 1U << 16;  ///< bytes

/// What a function has done up to some place in it.
struct Done {
    std::uint32_t frame = 0;                ///< bytes that it has taken from the stack
    std::optional<std::uint32_t> saved_at;  ///< its return address lies so far above sp; nothing: it is in ra
    bool has_called = false;                ///< and so ra is what its last call left there
};

std::uint32_t field(Field which, std::uint32_t word) { return static_cast<std::uint32_t>(assembler::extract(which, word)); }

std::optional<std::uint32_t> word_at(const ReadMemory& read, std::uint32_t address) {
    std::uint8_t bytes[4];
    if (!read(address, bytes)) return std::nullopt;
    std::uint32_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

std::optional<Done> done_before(const Session& session, std::uint32_t begin, std::uint32_t pc) {
    Done now, before_epilogue;
    bool in_epilogue = false;
    const ReadMemory read = session.reader();
    for (std::uint32_t at = begin; at != pc; at += 4) {
        const auto word = word_at(read, at);
        if (!word) return std::nullopt;
        const auto enter_epilogue = [&] {
            if (!in_epilogue) before_epilogue = now;
            in_epilogue = true;
        };
        switch (spec::identify(*word)) {
            case InsnId::kAddi:
                if (field(Field::kRd, *word) != kSp || field(Field::kRs1, *word) != kSp) break;
                if (const std::int32_t amount = assembler::extract(Field::kImmI, *word); amount > 0) {
                    enter_epilogue();
                    now = {};
                } else {
                    now.frame += static_cast<std::uint32_t>(-amount);
                    if (now.saved_at) *now.saved_at += static_cast<std::uint32_t>(-amount);
                }
                break;
            case InsnId::kSw:
                if (field(Field::kRs2, *word) == kRa && field(Field::kRs1, *word) == kSp && !now.saved_at) now.saved_at = field(Field::kImmS, *word);
                break;
            case InsnId::kLw:
                if (field(Field::kRd, *word) != kRa || field(Field::kRs1, *word) != kSp) break;
                enter_epilogue();
                now.saved_at.reset();
                break;
            case InsnId::kJalr:
            case InsnId::kJal:
                if (field(Field::kRd, *word) == kRa) now.has_called = true;
                // A return, or a jump to a function in the place of one.
                if (field(Field::kRd, *word) == 0 && in_epilogue) {
                    now = before_epilogue;
                    in_epilogue = false;
                }
                break;
            default: break;
        }
    }
    return now;
}

}  // namespace

std::vector<Frame> backtrace(const Session& session, std::size_t most) {
    const cpu::CpuState& state = session.state();
    std::vector<Frame> frames{{state.pc, state.x[kSp]}};
    std::uint32_t ra = state.x[kRa];
    for (std::size_t depth = 0; frames.size() < most; ++depth) {
        const Frame& frame = frames.back();
        // A caller is where its call stands, in front of where it goes on.
        const std::uint32_t pc = depth == 0 ? frame.pc : frame.pc - 4;
        const auto place = session.place_of(pc);
        if (!place || place->symbol == nullptr || place->offset > kLongestFunction || pc % 4 != 0) break;
        const auto done = done_before(session, pc - place->offset, depth == 0 ? pc : pc + 4);
        if (!done) break;
        if (done->saved_at) {
            const auto saved = word_at(session.reader(), frame.sp + *done->saved_at);
            if (!saved) break;
            ra = *saved;
        } else if (done->has_called) {
            break;
        }
        const std::uint32_t sp = frame.sp + done->frame;
        if (ra == 0 || ra % 4 != 0 || (depth != 0 && sp == frame.sp) || !session.place_of(ra - 4)) break;
        frames.push_back({ra, sp});
    }
    return frames;
}

}  // namespace anel::debug
