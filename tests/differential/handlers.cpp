#include "tests/differential/handlers.hpp"

#include <string>

#include "isa/spec/causes.hpp"
#include "tests/differential/code.hpp"
#include "tests/differential/layout.hpp"

namespace anel::differential {

namespace {

namespace block = spec::block;

/// `reg` = the next of the places to go on at. Takes turns.
void next_place(Code& code, unsigned reg) {
    code.lw(reg, layout::kRecoverIndex, 0);
    code.addi(reg, reg, 4);
    code.put(encode::i(InsnId::kAndi, reg, reg, 0x3c));
    code.sw(reg, layout::kRecoverIndex, 0);
    code.lw(reg, layout::kRecover, reg);
}

Piece bank_handler(Choices& choices, unsigned bank) {
    enum : unsigned { kInterrupt, kRecover, kCall, kSkip, kOut };
    const std::string b = std::to_string(bank);
    const std::uint32_t base = layout::kHandlers + bank * 0x100;
    Code code(base);
    code.swap("scratch" + b, 31);
    if (choices.percent(20)) code.put(encode::csr(InsnId::kCsrrwi, 0, spec::find_csr("mark")->number, choices.below(32)));
    code.read(31, "cause" + b);
    code.branch(InsnId::kBlt, 31, 0, kInterrupt);
    code.addi(31, 31, 0U - 8);
    code.branch(InsnId::kBeq, 31, 0, kCall);
    code.addi(31, 31, 7);
    code.branch(InsnId::kBeq, 31, 0, kRecover);
    code.addi(31, 31, 0U - 11);
    code.branch(InsnId::kBeq, 31, 0, kRecover);
    code.place(kSkip);
    code.read(31, "epc" + b);
    code.addi(31, 31, 4);
    code.write("epc" + b, 31);
    code.place(kOut);
    if (choices.percent(15)) code.put(encode::csr(InsnId::kCsrrsi, 0, spec::find_csr("status" + b)->number, spec::kStatusPie));
    code.swap("scratch" + b, 31);
    code.put(encode::plain(InsnId::kTret));
    code.place(kRecover);
    next_place(code, 31);
    code.write("epc" + b, 31);
    code.jump(kOut);
    code.place(kCall);
    code.put(encode::i(InsnId::kSlli, 31, 10, 2));
    code.put(encode::i(InsnId::kAndi, 31, 31, spec::kStatusPring));
    code.put(encode::csr(InsnId::kCsrrci, 0, spec::find_csr("status" + b)->number, spec::kStatusPring));
    code.put(encode::csr(InsnId::kCsrrs, 0, spec::find_csr("status" + b)->number, 31));
    code.jump(kSkip);
    code.place(kInterrupt);
    code.write("pending" + b, 0);
    if (bank == 0) {
        code.addi(31, 0, 0U - 1);
        code.put(encode::s(InsnId::kOut, 31, 0, layout::kPortLower));
        if (choices.percent(40)) {
            code.put(encode::i(InsnId::kAddi, 31, 0, choices.between(150, 1800)));
            code.put(encode::s(InsnId::kOut, 31, 0, layout::kPortTimer));
        }
    }
    if (bank != 0 && choices.percent(60)) code.write("imask" + b, 0);  // it cannot lower the lines: until a program asks again
    else if (choices.percent(20)) code.put(encode::csr(InsnId::kCsrrci, 0, spec::find_csr("imask" + b)->number, choices.below(32)));
    code.jump(kOut);
    return {base, code.finish()};
}

/// x31 = one of 32 words of the block's page, by how many exits are left; and into the block with it.
void choose_word(Code& code, std::uint32_t table, std::uint32_t field) {
    code.lw(31, layout::kExitsLeft, 30);
    code.put(encode::i(InsnId::kAndi, 31, 31, 31));
    code.put(encode::i(InsnId::kSlli, 31, 31, 2));
    code.put(encode::r(InsnId::kAdd, 31, 31, 30));
    code.lw(31, table, 31);
    code.sw(31, field, 30);
}

Piece inner_handler(Choices& choices) {
    enum : unsigned { kOwn, kOwnOut, kOwnInterrupt, kEnd, kInterrupt, kRecover, kNested, kAdvance, kResume };
    constexpr std::uint32_t kX30 = block::kX + 30 * 4, kX31 = block::kX + 31 * 4;
    Code code(layout::kInnerHandler);
    code.swap("scratchm", 30);  // it holds the block's address
    code.sw(31, kX31, 30);
    code.read(31, "scratchm");
    code.sw(31, kX30, 30);
    code.write("scratchm", 30);
    code.read(31, "statusm");
    code.put(encode::i(InsnId::kAndi, 31, 31, spec::kStatusGuest));
    code.branch(InsnId::kBeq, 31, 0, kOwn);

    code.lw(31, layout::kExitsLeft, 30);
    code.addi(31, 31, 0U - 1);
    code.sw(31, layout::kExitsLeft, 30);
    code.branch(InsnId::kBlt, 31, 0, kEnd);
    code.lw(31, block::kReason, 30);
    code.branch(InsnId::kBlt, 31, 0, kInterrupt);
    auto go_if = [&, last = 0U](std::uint32_t value, unsigned label) mutable {
        code.addi(31, 31, last - value);
        code.branch(InsnId::kBeq, 31, 0, label);
        last = value;
    };
    go_if(static_cast<std::uint32_t>(spec::TrapCause::kFetchPage), kRecover);
    go_if(static_cast<std::uint32_t>(spec::TrapCause::kFetchAccess), kRecover);
    go_if(static_cast<std::uint32_t>(spec::ExitReason::kNestedFault), kNested);
    go_if(static_cast<std::uint32_t>(spec::ExitReason::kPreempted), kResume);
    go_if(static_cast<std::uint32_t>(spec::ExitReason::kTripleFault), kRecover);
    code.place(kAdvance);
    code.lw(31, block::kPc, 30);
    code.addi(31, 31, 4);
    code.sw(31, block::kPc, 30);
    code.place(kResume);
    choose_word(code, layout::kInjections, block::kInject);
    choose_word(code, layout::kPreemptions, block::kPreempt);
    code.lw(31, kX31, 30);
    code.put(encode::i(InsnId::kVmenter, choices.percent(80) ? 0 : 29, 30, 0));
    // Refused: the block is made good.
    code.li(31, spec::kBlockMagic);
    code.sw(31, block::kMagic, 30);
    code.addi(31, 0, 1);
    code.sw(31, block::kTag, 30);
    for (const std::uint32_t field : {block::kRing, block::kInject, block::kNestedRoot}) code.sw(0, field, 30);
    code.put(encode::i(InsnId::kVmenter, 0, 30, 0));
    code.place(kEnd);
    code.put(encode::i(InsnId::kAddi, 31, 0, choices.between(2, 40)));
    code.sw(31, layout::kExitsLeft, 30);
    code.put(encode::plain(InsnId::kVmoff));
    next_place(code, 31);
    code.put(encode::i(InsnId::kJalr, 0, 31, 0));

    code.place(kInterrupt);
    code.write("pendingm", 0);
    code.addi(31, 0, 0U - 1);
    code.put(encode::s(InsnId::kOut, 31, 0, layout::kPortLower));
    code.jump(kResume);
    code.place(kNested);
    code.lw(31, block::kQualification, 30);
    code.put(encode::i(InsnId::kSrli, 31, 31, spec::kNestedAccessShift + 3));  // X, as in an entry
    code.put(encode::i(InsnId::kAndi, 31, 31, 1));
    code.branch(InsnId::kBeq, 31, 0, kAdvance);
    code.place(kRecover);
    next_place(code, 31);
    code.sw(31, block::kPc, 30);
    if (choices.percent(50)) code.sw(0, block::kRing, 30);
    code.jump(kResume);

    code.place(kOwn);
    code.read(31, "causem");
    code.branch(InsnId::kBlt, 31, 0, kOwnInterrupt);
    code.read(31, "epcm");
    code.addi(31, 31, 4);
    code.write("epcm", 31);
    code.place(kOwnOut);
    code.lw(31, kX31, 30);
    code.lw(30, kX30, 30);
    code.put(encode::plain(InsnId::kTret));
    code.place(kOwnInterrupt);
    code.write("pendingm", 0);
    code.addi(31, 0, 0U - 1);
    code.put(encode::s(InsnId::kOut, 31, 0, layout::kPortLower));
    code.jump(kOwnOut);
    return {layout::kInnerHandler, code.finish()};
}

}  // namespace

std::vector<Piece> make_handlers(Choices& choices) {
    std::vector<Piece> pieces;
    for (unsigned bank = 0; bank < spec::kBankCount; ++bank) pieces.push_back(bank_handler(choices, bank));
    pieces.push_back(inner_handler(choices));
    return pieces;
}

}  // namespace anel::differential
