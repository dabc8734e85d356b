// Words are put together from the table's match and the places of operands that its syntax names.
#include "monitor/control/classify/subjects.hpp"

#include "isa/spec/platform.hpp"

namespace anel::control::classify {

using spec::InsnId;
using spec::Syntax;

namespace {

constexpr std::uint32_t rd(unsigned reg) { return reg << 7; }
constexpr std::uint32_t rs1(unsigned reg) { return reg << 15; }
constexpr std::uint32_t rs2(unsigned reg) { return reg << 20; }
constexpr std::uint32_t imm12(std::uint32_t value) { return (value & 0xfffU) << 20; }
constexpr std::uint32_t store_imm(std::uint32_t value) { return (value & 0x1fU) << 7 | (value >> 5 & 0x7fU) << 25; }
constexpr std::uint32_t kForwardBy8 = 8;
/// As a branch and a jump have it.
constexpr std::uint32_t kBranchBy8 = (kForwardBy8 >> 1 & 0xfU) << 8;
constexpr std::uint32_t kJumpBy8 = (kForwardBy8 >> 1 & 0x3ffU) << 21;

bool takes_csr(const spec::Insn& row) { return row.syntax == Syntax::kRdCsrRs1 || row.syntax == Syntax::kRdCsrImm; }

}  // namespace

std::string Subject::name() const {
    std::string name(spec::row(insn).mnemonic);
    if (csr) name.append("/").append(spec::kCsrs[*csr].name);
    return name;
}

std::vector<Subject> subjects() {
    std::vector<Subject> all;
    for (const spec::Insn& row : spec::kInsns) {
        if (!takes_csr(row)) {
            all.push_back({row.id, std::nullopt});
            continue;
        }
        for (std::size_t csr = 0; csr < spec::kCsrCount; ++csr) all.push_back({row.id, csr});
    }
    return all;
}

std::vector<std::uint32_t> shapes(const Subject& subject) {
    const spec::Insn& row = spec::row(subject.insn);
    std::vector<std::uint32_t> words;
    const auto add = [&](std::uint32_t operands) { words.push_back(row.match | operands); };
    const bool port = subject.insn == InsnId::kIn || subject.insn == InsnId::kOut;
    switch (row.syntax) {
        case Syntax::kNone: add(0); break;
        case Syntax::kRdUpper: add(rd(kRd) | 0x12345000U); break;
        case Syntax::kRdJump: add(rd(kRd) | kJumpBy8); break;
        case Syntax::kRdMem:
            if (port)
                for (const spec::NamedNumber& known : spec::kPorts) add(rd(kRd) | rs1(0) | imm12(known.number));
            else add(rd(kRd) | rs1(kAddress));
            break;
        case Syntax::kRs2Mem:
            if (port)
                for (const spec::NamedNumber& known : spec::kPorts) add(rs1(0) | rs2(kSmall) | store_imm(known.number));
            else add(rs1(kAddress) | rs2(kLetters));
            break;
        case Syntax::kBranch:
            add(rs1(kOnes) | rs2(kSmall) | kBranchBy8);
            add(rs1(kSmall) | rs2(kSmall) | kBranchBy8);
            break;
        case Syntax::kRdRs1Imm: add(rd(kRd) | rs1(kLetters) | imm12(0x123)); break;
        case Syntax::kRdRs1Shift: add(rd(kRd) | rs1(kLetters) | rs2(3)); break;
        case Syntax::kRdRs1Rs2:
            add(rd(kRd) | rs1(kAddress) | rs2(kSmall));
            add(rd(kRd) | rs1(kInnerAddress) | rs2(kSmall));
            add(rd(kRd) | rs1(kInnerAddress) | rs2(kOne));
            add(rd(kRd) | rs1(kLetters) | rs2(0));
            break;
        case Syntax::kRs1Rs2:
            for (const unsigned address : {0U, kAddress})
                for (const unsigned space : {0U, kSmall}) add(rs1(address) | rs2(space));
            break;
        case Syntax::kRdCsrRs1:
        case Syntax::kRdCsrImm: {
            const std::uint32_t csr = imm12(spec::kCsrs[*subject.csr].number);
            const bool immediate = row.syntax == Syntax::kRdCsrImm;
            constexpr unsigned kAllBits = 31;
            for (const unsigned to : {0U, kRd})
                for (const unsigned from : {0U, immediate ? kAllBits : kOnes}) add(csr | rd(to) | rs1(from));
            break;
        }
        case Syntax::kFence: add(0x0ff00000U); break;
    }
    return words;
}

}  // namespace anel::control::classify
