// Sentences for walls: the reason stays, where a table entry lies goes, and a rule goes only where every policy has it.
#include "isa/explain/in_short.hpp"
#include "tests/unit/catch.hpp"

using namespace anel::explain;
using anel::explain::operator""_is;

namespace {

Sentence load() { return say<Text::kLoad>("address"_is = "0x00401000", "ring"_is = "3"); }
Sentence privileged(Sentence rule) {
    return say<Text::kPrivileged>("insn"_is = "csrrw zero, root, a0", "ring"_is = "1", "need"_is = say<Text::kCsrOfZero>("csr"_is = "root"), "rule"_is = std::move(rule));
}

}  // namespace

TEST_CASE("a page fault in short says what was done and why it may not be") {
    const Sentence entry = say<Text::kPointer>("level"_is = "0", "entry"_is = "0x00000000", "at"_is = say<Text::kAtPhysical>("physical"_is = "0x01046594"));
    const Sentence why = say<Text::kPageFault>("access"_is = load(), "reason"_is = say<Text::kNotValid>(), "entry"_is = entry);
    CHECK(in_short(Language::kEnglish, why) == "load of 0x00401000 from ring 3: the entry is not valid (V is clear)");
    CHECK(in_short(Language::kPortuguese, why) == "leitura de 0x00401000 a partir do anel 3: a entrada não é válida (V está em 0)");
}

TEST_CASE("numbers in what is left out are counted as they are written") {
    const Sentence why = say<Text::kAccessFault>("access"_is = load(), "physical"_is = "0x90000000", "bytes"_is = std::uint64_t{16'777'216});
    CHECK(in_short(Language::kEnglish, why) == "load of 0x00401000 from ring 3: there is no memory at physical 0x90000000");
    CHECK(in_short(Language::kPortuguese, why) == "leitura de 0x00401000 a partir do anel 3: não há memória no endereço físico 0x90000000");
}

TEST_CASE("a privileged instruction in short speaks of policies only where they differ") {
    CHECK(in_short(Language::kEnglish, privileged(say<Text::kAlwaysTraps>())) == "csrrw zero, root, a0 in ring 1: root belongs to ring 0");
    const Sentence others = say<Text::kOnePolicy>("policy"_is = "legacy", "would"_is = say<Text::kAllows>());
    const Sentence differs = privileged(say<Text::kPolicyTraps>("policy"_is = "strict", "others"_is = others));
    CHECK(in_short(Language::kEnglish, differs) == in(Language::kEnglish, differs));
}

TEST_CASE("what has no details is said whole") {
    const Sentence why = say<Text::kEcall>("ring"_is = "3", "number"_is = "64");
    CHECK(in_short(Language::kEnglish, why) == "ecall from ring 3 calls the kernel; a7 holds 64");
}
