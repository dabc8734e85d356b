#include "tests/differential/program.hpp"

#include "isa/base/types.hpp"
#include "tests/differential/layout.hpp"

namespace anel::differential {

namespace {

constexpr InsnId kImmediate[] = {InsnId::kAddi, InsnId::kSlti, InsnId::kSltiu, InsnId::kXori, InsnId::kOri, InsnId::kAndi};
constexpr InsnId kShift[] = {InsnId::kSlli, InsnId::kSrli, InsnId::kSrai};
constexpr InsnId kRegister[] = {InsnId::kAdd, InsnId::kSub, InsnId::kSll, InsnId::kSlt, InsnId::kSltu,
                                InsnId::kXor, InsnId::kSrl, InsnId::kSra, InsnId::kOr,  InsnId::kAnd};
constexpr InsnId kLong[] = {InsnId::kMul, InsnId::kMulh, InsnId::kMulhsu, InsnId::kMulhu, InsnId::kDiv, InsnId::kDivu, InsnId::kRem, InsnId::kRemu};
constexpr InsnId kLoads[] = {InsnId::kLw, InsnId::kLh, InsnId::kLb, InsnId::kLhu, InsnId::kLbu};
constexpr std::uint32_t kSizes[] = {4, 2, 1, 2, 1};
constexpr InsnId kStores[] = {InsnId::kSw, InsnId::kSh, InsnId::kSb};
constexpr InsnId kBranches[] = {InsnId::kBeq, InsnId::kBne, InsnId::kBlt, InsnId::kBge, InsnId::kBltu, InsnId::kBgeu};
constexpr unsigned kPointer = 8;      ///< x8 and x9 point at data from the beginning, and few change them
constexpr unsigned kCounter = 27;     ///< x27 to x29: loops
constexpr std::uint32_t kFunctionBytes = 0x80;

template <std::size_t n>
InsnId one(Choices& choices, const InsnId (&list)[n]) {
    return list[choices.below(n)];
}

}  // namespace

/// Few registers, so that instructions depend on each other.
unsigned Program::source() { return choices_.percent(65) ? 5 + choices_.below(3) : choices_.percent(60) ? 10 + choices_.below(6) : choices_.below(32); }
unsigned Program::destination() {
    if (choices_.percent(60)) return 5 + choices_.below(3);
    if (choices_.percent(80)) return 10 + choices_.below(6);
    const unsigned reg = choices_.below(27);
    return reg == kPointer || reg == kPointer + 1 ? 0 : reg;
}

std::uint32_t Program::data_address() {
    const std::uint32_t page = choices_.percent(75) ? layout::kData + choices_.below(3) * kPageBytes : layout::kData + choices_.below(8) * kPageBytes;
    const std::uint32_t offset = choices_.percent(60) ? choices_.below(32) * 4 : choices_.below(1024) * 4;
    switch (choices_.below(12)) {
        case 0: return layout::kAliases + choices_.below(32) * kPageBytes + offset;
        case 1: return layout::kSuperpage + page + offset;
        case 2: return layout::kTop + page + offset;
        default: return page + offset;
    }
}

std::uint32_t Program::plain_word() {
    switch (choices_.below(8)) {
        case 0: return encode::u(choices_.percent(50) ? InsnId::kLui : InsnId::kAuipc, destination(), choices_.word());
        case 1: return encode::i(one(choices_, kShift), destination(), source(), 0) | choices_.below(32) << 20;
        case 2:
        case 3:
        case 4: return encode::i(one(choices_, kImmediate), destination(), source(), choices_.percent(50) ? choices_.below(64) : choices_.word());
        default: return encode::r(one(choices_, kRegister), destination(), source(), source());
    }
}

void Program::plain() {
    for (std::uint32_t count = choices_.between(1, 6); count > 0; --count) {
        if (choices_.percent(15)) slots.push_back(code_.here());
        code_.put(plain_word());
    }
}

void Program::long_operations() {
    for (std::uint32_t count = choices_.between(1, 3); count > 0; --count) {
        code_.put(encode::r(one(choices_, kLong), destination(), source(), source()));
        if (choices_.percent(50)) code_.put(plain_word());
    }
}

/// Near `address`, through the register that is made to hold it.
void Program::memory_at(std::uint32_t address, unsigned base) {
    code_.li(base, address);
    for (std::uint32_t count = choices_.between(1, 4); count > 0; --count) {
        const std::uint32_t kind = choices_.below(5);
        const std::uint32_t offset = choices_.percent(92) ? choices_.below(16) * kSizes[kind] : choices_.below(64);
        if (choices_.percent(55)) {
            const unsigned rd = destination();
            code_.put(encode::i(kLoads[kind], rd == base ? 0 : rd, base, offset));
        } else {
            code_.put(encode::s(kStores[kind % 3], source(), base, kind == 4 ? offset * 2 : kind == 3 ? offset * 2 : offset));
        }
        if (choices_.percent(40)) code_.put(plain_word());
    }
}

void Program::memory() {
    if (choices_.percent(50)) return memory_at(data_address(), 16 + choices_.below(2));
    for (std::uint32_t count = choices_.between(1, 5); count > 0; --count) {
        const unsigned base = kPointer + choices_.below(2);
        const std::uint32_t offset = choices_.percent(70) ? choices_.below(16) * 4 : choices_.below(500) * 4;
        if (choices_.percent(60)) code_.put(encode::i(one(choices_, kLoads), destination(), base, offset));
        else code_.put(encode::s(one(choices_, kStores), source(), base, offset));
    }
}

/// A load, and at once whoever needs it.
void Program::hazard() {
    const unsigned reg = destination();
    code_.put(encode::i(one(choices_, kLoads), reg, kPointer + choices_.below(2), choices_.below(16) * 4));
    if (choices_.percent(15)) code_.put(plain_word());
    switch (choices_.below(7)) {
        case 0: code_.put(encode::r(one(choices_, kRegister), destination(), reg, source())); break;
        case 1: code_.put(encode::r(one(choices_, kLong), destination(), source(), reg)); break;
        case 2: code_.put(encode::s(one(choices_, kStores), reg, kPointer, choices_.below(16) * 4)); break;
        case 3: code_.put(encode::i(InsnId::kLw, destination(), reg, 0)); break;
        case 4: code_.put(encode::b(one(choices_, kBranches), reg, source(), 8)); code_.put(plain_word()); break;
        case 5: code_.put(encode::csr(InsnId::kCsrrw, destination(), spec::find_csr("scratch0")->number, reg)); break;
        default: code_.put(encode::i(one(choices_, kImmediate), destination(), reg, choices_.word())); break;
    }
}

void Program::forward_branch(unsigned depth) {
    const unsigned label = code_.new_label();
    code_.branch(one(choices_, kBranches), source(), source(), label);
    for (std::uint32_t count = choices_.between(1, 2); count > 0; --count) element(depth + 1);
    code_.place(label);
}

void Program::loop(unsigned depth) {
    if (inside_ == 3) return plain();
    const unsigned counter = kCounter + inside_, label = code_.new_label();
    code_.addi(counter, 0, inside_ == 0 && choices_.percent(20) ? choices_.between(10, 60) : choices_.between(2, 9));
    code_.place(label);
    ++inside_;
    for (std::uint32_t count = choices_.between(1, 3); count > 0; --count) element(depth + 1);
    --inside_;
    code_.addi(counter, counter, 0U - 1);
    code_.branch(choices_.percent(50) ? InsnId::kBlt : InsnId::kBne, 0, counter, label);
}

void Program::call() {
    const std::uint32_t target = layout::kFunctions + choices_.below((layout::kFunctionsEnd - layout::kFunctions) / kFunctionBytes) * kFunctionBytes;
    const std::uint32_t window = choices_.percent(80) ? 0 : choices_.percent(50) ? layout::kSuperpage : layout::kTop;
    if (window == 0 && choices_.percent(60)) return code_.put(encode::jal(1, target - code_.here()));
    code_.li(1, window + target);
    code_.put(encode::i(InsnId::kJalr, 1, 1, 0));
}

void Program::computed_jump() {
    const unsigned reg = 12 + choices_.below(3);
    const std::uint32_t over = choices_.between(1, 5);
    code_.put(encode::u(InsnId::kAuipc, reg, 0));
    code_.put(encode::i(InsnId::kJalr, choices_.percent(50) ? 0 : 1, reg, choices_.percent(92) ? 8 + 4 * over : 8 + choices_.below(4 * over + 1)));
    while (code_.size() % 7 != 0 && choices_.percent(30)) code_.put(plain_word());
    for (std::uint32_t i = 0; i < over; ++i) code_.put(plain_word());
    code_.put(encode::kNop);
}

/// Stores an instruction over another one: just ahead, behind, or far away; by this address or by another.
void Program::modify_code() {
    const unsigned value = 12, base = 13;
    code_.li(value, plain_word());
    const bool ahead = slots.empty() || choices_.percent(45);
    const std::uint32_t gap = choices_.below(4);
    const bool fences = choices_.percent(40);
    std::uint32_t target = ahead ? code_.here() + 12 + gap * 4 : slots[choices_.below(static_cast<std::uint32_t>(slots.size()))];
    if (choices_.percent(12)) target += choices_.percent(50) ? layout::kSuperpage : layout::kTop;
    code_.li(base, target);
    if (choices_.percent(80)) code_.sw(value, 0, base);
    else code_.put(encode::s(choices_.percent(50) ? InsnId::kSb : InsnId::kSh, value, base, 2));
    for (std::uint32_t i = 0; i < gap; ++i) code_.put(i == 0 && fences ? encode::plain(InsnId::kFenceI) : plain_word());
    for (std::uint32_t i = 0; i < 2; ++i) {
        slots.push_back(code_.here());
        code_.put(plain_word());
    }
}

void Program::element(unsigned depth) {
    if (depth > 3) return plain();
    // Within loops, less of what traps.
    switch (choices_.below(depth == 0 ? 39 : choices_.percent(60) ? 21 : 31)) {
        default: return plain();
        case 3:
        case 4: return long_operations();
        case 5:
        case 6:
        case 7:
        case 8: return memory();
        case 9:
        case 10: return hazard();
        case 11:
        case 12:
        case 13: return forward_branch(depth);
        case 14:
        case 15:
        case 16: return loop(depth);
        case 17: return call();
        case 18: return computed_jump();
        case 19:
        case 20: return modify_code();
        case 21: return wrong_access();
        case 22:
        case 23: return csr();
        case 24:
        case 25: return system();
        case 26: return change_table();
        case 27: return wait();
        case 31:
        case 32: return change_root();
        case 33:
        case 34: return go_outward();
        case 35:
        case 36: return inner_ring();
    }
}

void Program::function(std::uint32_t at) {
    code_ = Code(at);
    const std::uint32_t length = choices_.between(1, 12);
    for (std::uint32_t i = 0; i < length; ++i) {
        if (choices_.percent(20)) slots.push_back(code_.here());
        if (choices_.percent(70)) code_.put(plain_word());
        else if (choices_.percent(50)) code_.put(encode::i(one(choices_, kLoads), destination(), kPointer + choices_.below(2), choices_.below(32) * 4));
        else code_.put(encode::r(one(choices_, kLong), destination(), source(), source()));
    }
    // Some other place may have clobbered it: then the handlers find a way.
    code_.put(encode::i(InsnId::kJalr, 0, 1, 0));
    pieces.push_back({at, code_.finish()});
}

void Program::make(std::uint32_t elements) {
    // Whoever comes by where nothing is passes through.
    Piece nothing{layout::kCode, std::vector<std::uint32_t>((layout::kFunctionsEnd - layout::kCode) / 4, encode::kNop)};
    nothing.words.back() = encode::jal(0, layout::kCode - (layout::kFunctionsEnd - 4));
    pieces.push_back(nothing);
    for (std::uint32_t at = layout::kFunctions; at < layout::kFunctionsEnd; at += kFunctionBytes)
        if (choices_.percent(40)) function(at);
        else pieces.push_back({at, {plain_word(), encode::i(InsnId::kJalr, 0, 1, 0)}});
    std::uint32_t at = layout::kCode;
    // Short programs may begin anywhere, for the lines and pages that they lie across.
    if (choices_.percent(30)) {
        const std::uint32_t begin = at + choices_.below(0xfe0) / 4 * 4;
        pieces.push_back({at, {encode::jal(0, begin - at)}});
        at = begin;
    }
    const std::uint32_t begin = at;
    constexpr std::uint32_t kMost = 0x1000;  // no element is longer
    for (std::uint32_t i = 0; i < elements && at + kMost < layout::kCodeEnd; ++i) {
        code_ = Code(at);
        places.push_back(at);
        element(0);
        pieces.push_back({at, code_.finish()});
        at += static_cast<std::uint32_t>(pieces.back().words.size()) * 4;
    }
    places.push_back(at);
    pieces.push_back({at, {encode::jal(0, begin - at)}});
}

}  // namespace anel::differential
