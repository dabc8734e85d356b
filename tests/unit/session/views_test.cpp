// Views and queries show the machine as the debugger's own functions see it, and leave it where it was.
#include "isa/paging/page_walk.hpp"
#include "tests/unit/session/session_bench.hpp"

using namespace anel;
using namespace anel::session;
using control::Mode;

namespace {

const Answer& answered(Driven& driven, const Query& query) {
    static Answer answer;
    const machine::Moment before = driven.last().now;
    driven.simulation().obey(Ask{7, query});
    const Frame& frame = driven.take();
    REQUIRE(frame.answers.size() == 1);
    CHECK(frame.answers[0].first == 7);
    CHECK(frame.now == before);
    answer = frame.answers[0].second;
    return answer;
}

}  // namespace

TEST_CASE("a view of memory, code, a walk and tables comes in every frame until it is hidden") {
    Driven driven(configured(Mode::kFullTrap, "run=hello"));
    driven.after(GoTo{1'500'000});
    const std::uint32_t pc = driven.last().cpu.pc;
    driven.simulation().obey(Show{1, MemoryView{AddressSpace::kNow, pc, 8}});
    driven.simulation().obey(Show{2, CodeView{std::nullopt, 2, 4}});
    driven.simulation().obey(Show{3, WalkView{AddressSpace::kNow, pc}});
    driven.simulation().obey(Show{4, TablesView{AddressSpace::kNow, {pc >> 22}}});
    const Frame& frame = driven.take();
    const auto& memory = std::get<MemoryShown>(frame.views.at(1));
    const auto& code = std::get<CodeShown>(frame.views.at(2));
    const auto& walk = std::get<WalkShown>(frame.views.at(3));
    const auto& tables = std::get<TablesShown>(frame.views.at(4));
    REQUIRE(memory.bytes.size() == 8);
    REQUIRE(code.lines.size() == 6);
    CHECK(code.lines[2].address == pc);
    REQUIRE(code.lines[2].word);
    const auto word = static_cast<std::uint32_t>(memory.bytes[0]) | static_cast<std::uint32_t>(memory.bytes[1]) << 8 | static_cast<std::uint32_t>(memory.bytes[2]) << 16 |
                      static_cast<std::uint32_t>(memory.bytes[3]) << 24;
    CHECK(*code.lines[2].word == word);
    CHECK_FALSE(code.lines[2].source.empty());
    REQUIRE(walk.walk.physical);
    CHECK(walk.walk.physical == paging::physical_of(driven.simulation().computer()->machine().memory(), walk.walk.tables, pc));
    bool leaf = false;
    for (const TableEntry& entry : tables.entries) leaf = leaf || (entry.verdict == paging::Verdict::kLeaf && walk.walk.leaf == entry.value);
    CHECK(leaf);
    driven.simulation().obey(Hide{2});
    CHECK(driven.take().views.count(2) == 0);
}

TEST_CASE("what lies nowhere is said to be nowhere") {
    Driven driven(configured(Mode::kNative, "run=hello"));
    driven.after(GoTo{600'000});
    driven.simulation().obey(Show{1, MemoryView{AddressSpace::kPhysical, 0xf0000000, 4}});
    driven.simulation().obey(Show{2, TablesView{AddressSpace::kNested, {}}});
    const Frame& frame = driven.take();
    CHECK(std::get<MemoryShown>(frame.views.at(1)).bytes == std::vector<std::int16_t>(4, -1));
    CHECK(std::get<TablesShown>(frame.views.at(2)).entries.empty());
}

TEST_CASE("a privileged instruction is a hole in the code where the policy lets it pass in silence") {
    for (const spec::Policy policy : {spec::Policy::kStrict, spec::Policy::kPopf}) {
        Configuration configuration = configured(Mode::kNative, "run=hello");
        configuration.policy = policy;
        Driven driven(configuration);
        driven.after(GoTo{600'000});
        driven.after(NextCrossing{});
        const std::uint32_t kernel = driven.last().cpu.pc & 0xffffe000;
        driven.simulation().obey(Show{1, CodeView{kernel, 0, CodeView::kMostLines}});
        std::map<std::string, Sensitivity> by_mnemonic;
        for (const CodeLine& line : std::get<CodeShown>(driven.take().views.at(1)).lines) by_mnemonic[line.text.substr(0, line.text.find(' '))] = line.sensitivity;
        for (const auto& [mnemonic, sensitivity] : by_mnemonic) {
            INFO(mnemonic);
            if (mnemonic == "add") CHECK(sensitivity == Sensitivity::kInnocuous);
            if (mnemonic == "tlbflush" || mnemonic == "wfi") CHECK(sensitivity == Sensitivity::kPrivileged);
            if (mnemonic == "ei" || mnemonic == "di") CHECK(sensitivity == (policy == spec::Policy::kStrict ? Sensitivity::kPrivileged : Sensitivity::kHole));
        }
        CHECK(by_mnemonic.count("add") == 1);
        CHECK(by_mnemonic.count("ei") + by_mnemonic.count("di") + by_mnemonic.count("tret") > 0);
    }
}

TEST_CASE("events of an old stretch, counts over the run, and the story of a trap come back from the past") {
    Driven driven(configured(Mode::kFullTrap, "run=hello;sysloop 50"));
    driven.after(GoTo{1'200'000});
    driven.after(NextCrossing{});
    const cpu::Event trap = *driven.last().crossing;
    const auto why = (*driven.last().why)[0];
    driven.after(Run{});
    const Cycles end = driven.last().now.cycle;

    const auto events = std::get<std::vector<cpu::Event>>(answered(driven, EventsIn{trap.cycle - 1, trap.cycle, 100}));
    REQUIRE(events.size() == 1);
    CHECK(events[0] == trap);

    const auto window = std::get<machine::Pyramid::Window>(answered(driven, CountsIn{0, end, 100}));
    CHECK(window.bins <= 100);
    std::uint64_t cycles = 0;
    for (const auto& [series, counts] : window.series)
        if (series.counts_cycles())
            for (const std::uint64_t one : counts) cycles += one;
    CHECK(cycles == end);

    const auto told = std::get<StoryTold>(answered(driven, StoryAt{trap.cycle}));
    const control::Story& story = told.story;
    CHECK(story.event == trap);
    CHECK(explain::in(explain::Language::kEnglish, story.explanation.why) == why);
    CHECK(story.steps.size() > 2);
    CHECK(story.end != control::StoryEnd::kOpen);

    CHECK(std::holds_alternative<NoAnswer>(answered(driven, Evaluate{"no_such_symbol_anywhere"})));
    CHECK(std::get<Value>(answered(driven, Evaluate{"0x10 + 1"})).value == 0x11);
    CHECK(std::holds_alternative<NoAnswer>(answered(driven, SourceText{"no/such/file.cpp"})));
}
