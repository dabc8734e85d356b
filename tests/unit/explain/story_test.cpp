// Stories of traps, from kernels of a few words whose every cycle is known, and from whole boots in every mode.
#include "monitor/control/story.hpp"

#include <algorithm>
#include <map>

#include "isa/machine/files.hpp"
#include "monitor/control/run.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/bench_machine.hpp"
#include "tests/unit/elf_maker.hpp"
#include "tests/unit/support.hpp"

namespace {

using namespace anel;
using namespace anel::control;
using explain::Language;
using spec::InsnId;
namespace encode = tests::encode;

Kernel kernel_of(const std::vector<std::uint32_t>& words) {
    std::string file = tests::make_elf(words);
    auto elf = machine::parse_elf(machine::bytes_of(file), "k.elf");
    REQUIRE(elf);
    return {*elf, file};
}

/// Every instruction takes a cycle; a crossing 4 and 1 for each word that it moves: 9 for a trap, 6 for a return.
machine::MachineConfig plain_config() {
    machine::MachineConfig config;
    cpu::TimingParams& timing = config.timing;
    timing.load_use = timing.jump = timing.mispredict = timing.indirect = timing.refetch = timing.drain = timing.walk_ref = 0;
    timing.icache.miss = timing.dcache.miss = 0;
    return config;
}

struct Told {
    std::vector<Story> stories;
    std::vector<cpu::Event> events;
    RunResult result;
};

Told tell(const Kernel& kernel, Mode mode, const machine::MachineConfig& config, const std::string& cmdline = "", Cycles max_cycles = 20'000'000,
          std::uint64_t most = 0) {
    const auto monitor = load_monitor(tests::bundled_file("monitor.elf").string());
    REQUIRE(monitor);
    Told told;
    RunRequest request;
    request.config = config;
    request.mode = mode;
    request.kernel = &kernel;
    request.monitor = &*monitor;
    request.cmdline = cmdline;
    request.max_cycles = max_cycles;
    request.stories_most = most;
    request.on_story = [&](const Story& story) { told.stories.push_back(story); };
    request.on_event = [&](const cpu::Event& event) { told.events.push_back(event); };
    const auto result = run(request);
    REQUIRE(result);
    told.result = *result;
    return told;
}

std::uint32_t mark(spec::Activity activity) {
    return encode::csr(InsnId::kCsrrwi, 0, spec::find_csr("mark")->number, static_cast<unsigned>(activity));
}

/// Programs at 0x00100030 in ring 3; whatever traps comes to 0x00100040, which names what it does, and steps over the instruction.
Kernel kernel_with_a_handler() {
    constexpr std::uint32_t kLuiT0 = 0x001002b7;  // lui t0, 0x100
    return kernel_of({
        kLuiT0, encode::i(InsnId::kAddi, 5, 5, 0x40), encode::write_csr("vector0", 5), encode::i(InsnId::kAddi, 6, 0, 3 << spec::kStatusPringShift),
        encode::write_csr("status0", 6), kLuiT0, encode::i(InsnId::kAddi, 5, 5, 0x30), encode::write_csr("epc0", 5),
        encode::plain(InsnId::kTret), encode::kNop, encode::kNop, encode::kNop,
        // 0x30
        encode::i(InsnId::kAddi, 17, 0, 64), encode::plain(InsnId::kEcall), encode::kNop, encode::plain(InsnId::kWfi),
        // 0x40
        mark(spec::Activity::kKernel), encode::kNop, encode::kNop, mark(spec::Activity::kIdle), encode::kNop, encode::read_csr(5, "epc0"),
        encode::i(InsnId::kAddi, 5, 5, 4), encode::write_csr("epc0", 5), mark(spec::Activity::kKernel), encode::plain(InsnId::kTret),
    });
}

Cycles sum(const Story& story) {
    Cycles cycles = 0;
    for (const std::vector<StoryStep>* steps : {&story.steps, &story.later})
        for (const StoryStep& step : *steps) cycles += step.cycles;
    return cycles;
}

std::vector<std::string> names(const Story& story) {
    std::vector<std::string> result;
    for (const StoryStep& step : story.steps) result.emplace_back(spec::name_of_activity(static_cast<std::size_t>(step.activity)));
    return result;
}

}  // namespace

TEST_CASE("the story of a system call on the bare machine, word by word and cycle by cycle, in both languages") {
    const Told told = tell(kernel_with_a_handler(), Mode::kNative, plain_config(), "", 200, 2);
    REQUIRE(told.stories.size() == 2);
    CHECK(to_text(told.stories[0], Language::kEnglish) ==
          "trap 1, cycle 17: ecall at 0x00100034 in ring 3\n"
          "  why: ecall from ring 3 calls the kernel; a7 holds 64\n"
          "  where: to ring 0: bank 0 does not delegate it\n"
          "  ring 0: crossing 9, other 1, kernel 3, idle 5, kernel 1, crossing 6\n"
          "  then: on with the next instruction, at 0x00100038 in ring 3; 25 cycles\n");
    CHECK(to_text(told.stories[1], Language::kPortuguese) ==
          "trap 2, ciclo 44: wfi em 0x0010003c no anel 3\n"
          "  por quê: wfi no anel 3: ela exige o anel 0; sem esse direito, ela causa um trap em qualquer política\n"
          "  destino: para o anel 0: o banco 0 não o delega\n"
          "  anel 0: crossing 9, kernel 4, idle 5, kernel 1, crossing 6\n"
          "  depois: segue com a próxima instrução, em 0x00100040 no anel 3; 25 ciclos\n");
    CHECK(told.stories[0].began == 17);
    CHECK(told.stories[0].end == StoryEnd::kNextInstruction);
    CHECK(sum(told.stories[0]) == 25);
}

TEST_CASE("the story of a privileged instruction under full-trap: the monitor finds out what it is, does it, and goes on behind it") {
    const Told told = tell(kernel_of({encode::write_csr("scratch0", 0), 0x0e00380b}), Mode::kFullTrap, {});
    const auto story = std::ranges::find(told.stories, "csrrw zero, scratch0, zero", &Story::instruction);
    REQUIRE(story != told.stories.end());
    CHECK(in(Language::kEnglish, story->explanation.why) ==
          "csrrw zero, scratch0, zero in ring 1: scratch0 is of trap bank 0, and the register grant gives ring 1 no bank; without that right it traps under "
          "every policy");
    CHECK(names(*story) == std::vector<std::string>{"crossing", "switch", "dispatch", "decode", "emulate", "dispatch", "switch", "crossing"});
    CHECK(story->steps.front().cycles == 9);
    CHECK(story->steps.back().cycles == 6);
    CHECK(story->end == StoryEnd::kNextInstruction);
    CHECK(story->handler == Ring::k0);
    // From the end of the trap's crossing to the end of the return's, and the first crossing in front.
    const auto trap = std::ranges::find(told.events, story->event);
    REQUIRE(trap != told.events.end());
    const auto back = std::find_if(trap, told.events.end(), [](const cpu::Event& event) { return event.kind == cpu::EventKind::kReturn; });
    REQUIRE(back != told.events.end());
    CHECK(sum(*story) == back->cycle - trap->cycle + 9);
    CHECK(story->cycles == sum(*story));
}

TEST_CASE("a machine that stops with a triple fault tells it as the last story") {
    const Told told = tell(kernel_of(tests::kernels::kToNowhere), Mode::kNative, plain_config());
    REQUIRE(told.result.ending == Ending::kTripleFault);
    REQUIRE(told.stories.size() == 2);
    CHECK(told.stories[0].end == StoryEnd::kStopped);
    CHECK(in(Language::kEnglish, told.stories[0].explanation.where) == "to nobody: the machine stops");
    CHECK(in(Language::kEnglish, told.stories[0].explanation.why) ==
          "the word 0x00000000 is no instruction: memory without code is being executed; 0x00000000 is the first instruction of ring 0's own trap handler, "
          "which cannot handle itself: a triple fault");
    CHECK(told.stories[0].inside == 1);
    CHECK(in(Language::kEnglish, told.stories[1].explanation.why).starts_with("instruction fetch at 0xf0000000 from ring 0: there is no memory"));
    CHECK(in(Language::kEnglish, told.stories[1].outcome) == "the machine has stopped");
}

TEST_CASE("of a boot in every mode: a story for each trap, exit and injection, whose steps sum to its cycles, and telling changes no cycle") {
    const auto kernel = load_kernel(tests::bundled_file("anelix.elf").string());
    REQUIRE(kernel);
    for (const Mode mode : built_modes()) {
        INFO(name_of(mode));
        const Told told = tell(*kernel, mode, {}, "run=faults");
        REQUIRE(told.result.ending == Ending::kPoweredOff);
        const auto monitor = load_monitor(tests::bundled_file("monitor.elf").string());
        RunRequest silent;
        silent.mode = mode;
        silent.kernel = &*kernel;
        silent.monitor = &*monitor;
        silent.cmdline = "run=faults";
        const auto alone = run(silent);
        REQUIRE(alone);
        CHECK(alone->cycles == told.result.cycles);
        CHECK(alone->ledger == told.result.ledger);

        std::size_t traps = 0;
        std::map<Cycles, cpu::Event> returns;
        for (const cpu::Event& event : told.events) {
            traps += event.kind == cpu::EventKind::kTrap || event.kind == cpu::EventKind::kExit || event.kind == cpu::EventKind::kInject ? 1 : 0;
            if (event.kind == cpu::EventKind::kReturn || event.kind == cpu::EventKind::kEntry) returns[event.cycle] = event;
        }
        CHECK(told.stories.size() == traps);
        std::map<std::uint64_t, Cycles> length;
        std::map<spec::Activity, Cycles> spent;
        for (const Story& story : told.stories) {
            for (const std::vector<StoryStep>* steps : {&story.steps, &story.later})
                for (const StoryStep& step : *steps)
                    if (step.kind == StoryStep::Kind::kActivity) spent[step.activity] += step.cycles;
            INFO(to_text(story, Language::kEnglish));
            REQUIRE(sum(story) == story.cycles);
            REQUIRE(length.emplace(story.number, story.cycles).second);
            for (const StoryStep& step : story.steps)
                if (step.kind == StoryStep::Kind::kTrap) REQUIRE(length.at(step.story) == step.cycles);
            REQUIRE(story.end != StoryEnd::kNeverReturned);
            if (story.end != StoryEnd::kOpen) {
                REQUIRE(returns.contains(story.began + story.cycles));
                REQUIRE(returns[story.began + story.cycles].from == story.handler);
            }
        }
        // Every crossing is in one story, and what only a monitor does is in stories alone: but for how systems start.
        for (const spec::ActivityRow& row : spec::kActivities) {
            INFO(row.name);
            const Cycles all = told.result.ledger.of_activity(row.id);
            if (row.owner == "guest" || row.owner == "script" || row.owner == "nobody" || row.id == spec::Activity::kBoot) continue;
            CHECK(spent[row.id] <= all);
            CHECK(spent[row.id] + 100 >= all);
        }
        // Who traps where nobody else handles it, comes back to where he was.
        const auto ended = [&](StoryEnd end) { return std::ranges::count(told.stories, end, &Story::end); };
        CHECK(ended(StoryEnd::kNextInstruction) > 5);
        CHECK(ended(StoryEnd::kSameInstruction) > 5);
        CHECK(ended(StoryEnd::kElsewhere) > 5);
        CHECK((ended(StoryEnd::kInjected) > 0) == (mode == Mode::kFullTrap || mode == Mode::kFullTranslate || mode == Mode::kAssistShadow));
        CHECK(ended(StoryEnd::kOpen) <= 2);
    }
}

TEST_CASE("a return past a handler that was interrupted ends its story, too") {
    // At 0x20 the handler, which traps again in its second instruction if it came from ring 3. From ring 0 it goes on at 0x40, and returns to ring 3.
    const Told told = tell(kernel_of({
        0x001002b7, encode::i(InsnId::kAddi, 5, 5, 0x20), encode::write_csr("vector0", 5), encode::i(InsnId::kAddi, 6, 0, 3 << spec::kStatusPringShift),
        encode::write_csr("status0", 6), encode::i(InsnId::kAddi, 5, 5, 0x50 - 0x20), encode::write_csr("epc0", 5), encode::plain(InsnId::kTret),
        // 0x20
        encode::read_csr(7, "status0"), encode::b(InsnId::kBeq, 7, 0, 6), encode::plain(InsnId::kEcall), encode::kNop, encode::kNop, encode::kNop, encode::kNop,
        // 0x3c
        encode::write_csr("status0", 6), encode::i(InsnId::kAddi, 5, 5, 4), encode::write_csr("epc0", 5), encode::plain(InsnId::kTret), encode::kNop,
        // 0x50
        encode::plain(InsnId::kEcall), encode::plain(InsnId::kEcall), encode::kNop, encode::kNop,
    }), Mode::kNative, plain_config(), "", 1000, 2);
    REQUIRE(told.stories.size() == 2);
    CHECK(told.stories[0].number == 2);
    CHECK(told.stories[0].inside == 1);
    CHECK(told.stories[0].event.from == Ring::k0);
    CHECK(told.stories[0].end == StoryEnd::kElsewhere);
    CHECK(told.stories[1].number == 1);
    CHECK(told.stories[1].end == StoryEnd::kNextInstruction);
    CHECK(told.stories[1].began + told.stories[1].cycles == told.stories[0].began + told.stories[0].cycles);
    CHECK(told.stories[1].steps.back() == StoryStep{StoryStep::Kind::kTrap, spec::Activity::kOther, 2, told.stories[0].cycles});
}

TEST_CASE("a handler that does more than a story can hold has the rest added up, and who never returns is given up") {
    // Two marks, again and again, in a handler that never ends.
    const Told long_one = tell(kernel_of({0x001002b7, encode::i(InsnId::kAddi, 5, 5, 0x20), encode::write_csr("vector0", 5), encode::plain(InsnId::kEcall),
                                          0, 0, 0, 0, mark(spec::Activity::kKernel), mark(spec::Activity::kIdle), 0xff9ff06f}),
                               Mode::kNative, plain_config(), "", 3000);
    REQUIRE(long_one.stories.size() == 1);
    const Story& story = long_one.stories[0];
    CHECK(story.steps.size() == 200);
    CHECK(story.later.size() == 2);
    CHECK(story.end == StoryEnd::kOpen);
    CHECK(sum(story) == story.cycles);
    CHECK(story.began + story.cycles == 3000);
    CHECK(to_text(story, Language::kEnglish).find(", and later kernel ") != std::string::npos);

    // Traps within handlers, without an end: nop; ecall at the vector.
    const Told deep = tell(kernel_of({0x001002b7, encode::i(InsnId::kAddi, 5, 5, 0x20), encode::write_csr("vector0", 5), encode::plain(InsnId::kEcall), 0, 0, 0, 0,
                                      encode::kNop, encode::plain(InsnId::kEcall)}),
                           Mode::kNative, plain_config(), "", 3000);
    CHECK(deep.stories.size() > 100);
    CHECK(deep.stories[0].number == 1);
    CHECK(deep.stories[0].end == StoryEnd::kNeverReturned);
}
