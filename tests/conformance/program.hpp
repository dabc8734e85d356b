// A program of instruction words together with what must come of it: results, traps and memory, as numbers.
// Results go through x31 to a list in memory, traps through the handler of machine.hpp to another; x26 to x31 belong to these two.
// Not here: who runs it, and how (machine.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "isa/spec/causes.hpp"
#include "isa/spec/csrs.hpp"
#include "isa/spec/instructions.hpp"

namespace anel::tests::conformance {

using spec::InsnId;
using Word = std::uint32_t;

inline constexpr Word kCode = 0x00010000, kResults = 0x00200000, kTrapLog = 0x002c0000, kData = 0x00300000;
inline constexpr unsigned kResume = 30;  ///< where the handler goes on after a trap
inline constexpr unsigned kResultAt = 31;

// Instruction words, by the formats of the RISC-V manual; immediates are bytes from here, or values.
constexpr Word r_type(InsnId id, unsigned rd, unsigned rs1, unsigned rs2) { return spec::row(id).match | rd << 7 | rs1 << 15 | rs2 << 20; }
constexpr Word i_type(InsnId id, unsigned rd, unsigned rs1, int imm) {
    return spec::row(id).match | rd << 7 | rs1 << 15 | (static_cast<Word>(imm) & 0xfff) << 20;
}
constexpr Word s_type(InsnId id, unsigned rs2, unsigned rs1, int imm) {
    const auto bits = static_cast<Word>(imm);
    return spec::row(id).match | (bits & 0x1f) << 7 | rs1 << 15 | rs2 << 20 | (bits >> 5 & 0x7f) << 25;
}
constexpr Word b_type(InsnId id, unsigned rs1, unsigned rs2, int offset) {
    const auto bits = static_cast<Word>(offset);
    return spec::row(id).match | (bits >> 11 & 1) << 7 | (bits >> 1 & 0xf) << 8 | rs1 << 15 | rs2 << 20 | (bits >> 5 & 0x3f) << 25 |
           (bits >> 12 & 1) << 31;
}
constexpr Word u_type(InsnId id, unsigned rd, Word imm20) { return spec::row(id).match | rd << 7 | imm20 << 12; }
constexpr Word jal(unsigned rd, int offset) {
    const auto bits = static_cast<Word>(offset);
    return spec::row(InsnId::kJal).match | rd << 7 | (bits >> 12 & 0xff) << 12 | (bits >> 11 & 1) << 20 | (bits >> 1 & 0x3ff) << 21 |
           (bits >> 20 & 1) << 31;
}
constexpr Word jalr(unsigned rd, unsigned rs1, int imm) { return i_type(InsnId::kJalr, rd, rs1, imm); }
constexpr Word addi(unsigned rd, unsigned rs1, int imm) { return i_type(InsnId::kAddi, rd, rs1, imm); }
constexpr Word plain(InsnId id) { return spec::row(id).match; }
inline Word csr(InsnId id, unsigned rd, std::string_view name, unsigned rs1) {
    return spec::row(id).match | rd << 7 | rs1 << 15 | Word{spec::find_csr(name)->number} << 20;
}
inline constexpr Word kNop = 0x00000013;

struct Wanted {
    Word value = 0;
    std::string what;
};
struct WantedTrap {
    Word cause = 0;
    Word value = 0;
    Word pc = 0;
    std::string what;
};
struct WantedMemory {
    Word address = 0;
    Word value = 0;
    std::string what;
};

class Program {
public:
    void org(Word address) { here_ = address; }
    Word here() const { return here_; }
    void put(Word word) {
        image_.emplace_back(here_, word);
        here_ += 4;
    }
    void data(Word address, Word word) { image_.emplace_back(address, word); }
    void nops(unsigned count) {
        while (count-- > 0) put(kNop);
    }
    /// Two instructions, whatever the value.
    void li(unsigned rd, Word value) {
        put(u_type(InsnId::kLui, rd, (value + 0x800) >> 12));
        put(addi(rd, rd, static_cast<int>(value & 0xfff)));
    }
    /// The register must hold `value` now.
    void expect(unsigned reg, Word value, std::string what) {
        put(s_type(InsnId::kSw, reg, kResultAt, 0));
        put(addi(kResultAt, kResultAt, 4));
        results_.push_back({value, std::move(what)});
    }
    /// The instruction `word`, put here, must trap; execution goes on behind it.
    void put_trapping(Word word, spec::TrapCause cause, Word value, const std::string& what) {
        li(kResume, here_ + 12);
        traps_.push_back({static_cast<Word>(cause), value, here_, what});
        put(word);
    }
    /// For traps elsewhere than at the instruction put here: `put_trapping` by hand.
    void expect_trap(spec::TrapCause cause, Word value, Word pc, std::string what) {
        traps_.push_back({static_cast<Word>(cause), value, pc, std::move(what)});
    }
    void expect_memory(Word address, Word value, std::string what) { memory_.push_back({address, value, std::move(what)}); }
    void end() {
        expect_trap(spec::TrapCause::kEcall, 0, here_, "the call that ends the program");
        put(plain(InsnId::kEcall));
    }

    const std::vector<std::pair<Word, Word>>& image() const { return image_; }
    const std::vector<Wanted>& results() const { return results_; }
    const std::vector<WantedTrap>& traps() const { return traps_; }
    const std::vector<WantedMemory>& memory() const { return memory_; }

private:
    Word here_ = kCode;
    std::vector<std::pair<Word, Word>> image_;
    std::vector<Wanted> results_;
    std::vector<WantedTrap> traps_;
    std::vector<WantedMemory> memory_;
};

}  // namespace anel::tests::conformance
