// Instruction words by the formats of the RISC-V manual, and a growing stretch of them with labels.
// Not here: text (isa/asm): a scenario needs no assembler.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "isa/spec/csrs.hpp"
#include "isa/spec/instructions.hpp"

namespace anel::differential {

using spec::InsnId;

namespace encode {
inline constexpr std::uint32_t kNop = 0x00000013;
constexpr std::uint32_t r(InsnId id, unsigned rd, unsigned rs1, unsigned rs2) { return spec::row(id).match | rd << 7 | rs1 << 15 | rs2 << 20; }
constexpr std::uint32_t i(InsnId id, unsigned rd, unsigned rs1, std::uint32_t imm) { return spec::row(id).match | rd << 7 | rs1 << 15 | (imm & 0xfff) << 20; }
constexpr std::uint32_t s(InsnId id, unsigned rs2, unsigned rs1, std::uint32_t imm) {
    return spec::row(id).match | rs1 << 15 | rs2 << 20 | (imm >> 5 & 0x7f) << 25 | (imm & 0x1f) << 7;
}
constexpr std::uint32_t b(InsnId id, unsigned rs1, unsigned rs2, std::uint32_t offset) {
    return spec::row(id).match | rs1 << 15 | rs2 << 20 | (offset >> 12 & 1) << 31 | (offset >> 5 & 0x3f) << 25 | (offset >> 1 & 0xf) << 8 |
           (offset >> 11 & 1) << 7;
}
constexpr std::uint32_t jal(unsigned rd, std::uint32_t offset) {
    return spec::row(InsnId::kJal).match | rd << 7 | (offset >> 20 & 1) << 31 | (offset >> 1 & 0x3ff) << 21 | (offset >> 11 & 1) << 20 |
           (offset >> 12 & 0xff) << 12;
}
constexpr std::uint32_t u(InsnId id, unsigned rd, std::uint32_t value) { return spec::row(id).match | rd << 7 | (value & 0xfffff000); }
constexpr std::uint32_t csr(InsnId id, unsigned rd, std::uint32_t number, unsigned rs1) { return spec::row(id).match | rd << 7 | rs1 << 15 | number << 20; }
constexpr std::uint32_t plain(InsnId id) { return spec::row(id).match; }
}  // namespace encode

class Code {
public:
    explicit Code(std::uint32_t base) : base_(base) {}
    std::uint32_t here() const { return base_ + static_cast<std::uint32_t>(words_.size()) * 4; }
    void put(std::uint32_t word) { words_.push_back(word); }
    /// Two words: any constant.
    void li(unsigned rd, std::uint32_t value) {
        put(encode::u(InsnId::kLui, rd, value + 0x800));
        put(encode::i(InsnId::kAddi, rd, rd, value));
    }
    void read(unsigned rd, std::string_view csr) { put(encode::csr(InsnId::kCsrrs, rd, number(csr), 0)); }
    void write(std::string_view csr, unsigned rs1) { put(encode::csr(InsnId::kCsrrw, 0, number(csr), rs1)); }
    void swap(std::string_view csr, unsigned reg) { put(encode::csr(InsnId::kCsrrw, reg, number(csr), reg)); }
    void lw(unsigned rd, std::uint32_t imm, unsigned rs1) { put(encode::i(InsnId::kLw, rd, rs1, imm)); }
    void sw(unsigned rs2, std::uint32_t imm, unsigned rs1) { put(encode::s(InsnId::kSw, rs2, rs1, imm)); }
    void addi(unsigned rd, unsigned rs1, std::uint32_t imm) { put(encode::i(InsnId::kAddi, rd, rs1, imm)); }

    /// Branches name their targets by numbers; place() says where those are, before or after.
    void branch(InsnId id, unsigned rs1, unsigned rs2, unsigned label) {
        fixups_.emplace_back(words_.size(), label);
        put(encode::b(id, rs1, rs2, 0));
    }
    void jump(unsigned label, unsigned rd = 0) {
        fixups_.emplace_back(words_.size(), label);
        put(encode::jal(rd, 0));
    }
    void place(unsigned label) { labels_.emplace_back(label, here()); }
    unsigned new_label() { return next_label_++; }

    /// Every branch gets its target.
    std::vector<std::uint32_t> finish() {
        for (const auto& [at, label] : fixups_)
            for (const auto& [name, where] : labels_)
                if (name == label) {
                    const std::uint32_t offset = where - (base_ + static_cast<std::uint32_t>(at) * 4);
                    const bool jal = (words_[at] & 0x7f) == spec::row(InsnId::kJal).match;
                    words_[at] |= jal ? encode::jal(0, offset) : encode::b(InsnId::kBeq, 0, 0, offset);
                }
        fixups_.clear();
        return std::move(words_);
    }
    std::size_t size() const { return words_.size(); }

private:
    static std::uint32_t number(std::string_view csr) { return spec::find_csr(csr)->number; }
    std::uint32_t base_;
    std::vector<std::uint32_t> words_;
    std::vector<std::pair<std::size_t, unsigned>> fixups_;
    std::vector<std::pair<unsigned, std::uint32_t>> labels_;
    unsigned next_label_ = 1000;
};

}  // namespace anel::differential
