// Every cause of a trap and every reason of an exit has a case here, with its sentence in both languages.
#include <set>

#include "tests/unit/catch.hpp"
#include "tests/unit/explain/cases.hpp"

using namespace anel;
using explain::in;
using explain::Language;
using tests::Case;
using tests::Happened;

namespace {

std::vector<Case> all_cases() {
    std::vector<Case> all;
    for (std::vector<Case> some : {tests::memory_cases(), tests::instruction_cases(), tests::privilege_cases(), tests::interrupt_cases(), tests::exit_cases()})
        for (Case& one : some) all.push_back(std::move(one));
    return all;
}

}  // namespace

TEST_CASE("every trap says why it was raised and where it went, in English and in Portuguese") {
    for (const Case& one : all_cases()) {
        INFO(one.what);
        const Happened happened = one.run();
        CHECK(in(Language::kEnglish, happened.explanation.why) == one.english);
        CHECK(in(Language::kPortuguese, happened.explanation.why) == one.portuguese);
        if (one.where.empty()) continue;
        CHECK(in(Language::kEnglish, happened.explanation.where) == one.where);
        CHECK(in(Language::kPortuguese, happened.explanation.where) == one.destino);
    }
}

TEST_CASE("every cause and every exit reason of the tables has a case, and so have interrupts, injections and triple faults") {
    std::set<std::uint32_t> causes, reasons;
    bool interrupt = false, injection = false, triple_fault = false, exit_interrupt = false;
    for (const Case& one : all_cases()) {
        const Happened happened = one.run();
        const bool exit = happened.event.kind == cpu::EventKind::kExit;
        const bool is_interrupt = (happened.event.cause & spec::kInterruptBit) != 0;
        if (happened.event.kind == cpu::EventKind::kInject) injection = true;
        else if (is_interrupt) (exit ? exit_interrupt : interrupt) = true;
        else (exit ? reasons : causes).insert(happened.event.cause);
        triple_fault |= happened.triple_fault;
    }
    for (const spec::CauseRow& row : spec::kCauses) {
        INFO(row.name);
        CHECK(causes.contains(static_cast<std::uint32_t>(row.cause)));
    }
    for (const spec::ExitReasonRow& row : spec::kExitReasons) {
        INFO(row.name);
        CHECK(reasons.contains(static_cast<std::uint32_t>(row.id)));
    }
    CHECK(interrupt);
    CHECK(exit_interrupt);
    CHECK(injection);
    CHECK(triple_fault);
}

TEST_CASE("an explanation as one text is why and where") {
    tests::Bench bench;
    bench.code({tests::encode::plain(spec::InsnId::kEbreak)});
    bench.cpu.step();
    CHECK(explain::explain(tests::facts_of(bench, {}), Language::kEnglish) ==
          "ebreak in ring 0: it is made to trap; to ring 0: a trap goes no further out than the ring it came from");
}

TEST_CASE("who does not know the TLB says that it must have held something else, where the tables would allow the access") {
    tests::PagedBench bench(tests::PagedBench::kFrame | spec::pte::kValid | spec::pte::kRead | spec::pte::kRing);
    bench.code({tests::encode::i(spec::InsnId::kLw, 6, 5, 0), tests::encode::s(spec::InsnId::kSw, 6, 5, 0)});
    bench.cpu.step();
    bench.put(tests::PagedBench::kLower, tests::PagedBench::kFrame | spec::pte::kValid | spec::pte::kRead | spec::pte::kWrite | spec::pte::kRing);
    bench.cpu.step();
    const explain::Explanation explanation = explain::explain(tests::facts_of(bench, {}));
    CHECK(in(Language::kEnglish, explanation.why) ==
          "store to 0x00400000 from ring 3: the tables would allow it (level-0 entry 0x00020037 (VRW----, ring 3) at physical 0x00011000), so the TLB "
          "must have held an older entry");
    CHECK(in(Language::kPortuguese, explanation.why) ==
          "escrita em 0x00400000 a partir do anel 3: as tabelas o permitiriam (entrada de nível 0 0x00020037 (VRW----, anel 3) no endereço físico "
          "0x00011000); logo, a TLB guardava uma entrada mais antiga");
}
