// Small programs written by hand, on the reference and on the engine step by step: traps, paging, ring -1 and nested paging. All that is to be
// seen is compared after each step.
#include "tests/unit/cpu/nested_bench.hpp"
#include "tests/unit/reference/twins.hpp"

namespace {

using namespace anel;
using spec::InsnId;
namespace block = spec::block;
namespace encode = tests::encode;

/// A bench's engine, as it stands, with a reference beside it that starts from the same state and memory.
struct Twin {
    explicit Twin(tests::Bench& bench, const cpu::TimingParams& timing, const cpu::AssistParams& assist = {})
        : engine(bench), ram(bench.ram), reference(timing, cpu::Behaviours::of(spec::Policy::kStrict), ram, bus, 1024, assist) {
        reference.set_state(bench.cpu.state());
        bus = bench.bus;
    }
    void steps(unsigned count) {
        while (count-- > 0) {
            INFO("from cycle " << reference.cycle() << ", pc " << reference.state().pc);
            const cpu::Stop stop = reference.step();
            REQUIRE(engine.cpu.step() == stop);
            tests::check_equal(reference, engine.cpu);
            REQUIRE(ram == engine.ram);
            REQUIRE(reference.state() == engine.cpu.state());
            if (stop != cpu::Stop::kCycleReached) return;
        }
    }

    tests::Bench& engine;
    tests::HandBus bus;
    std::vector<std::uint8_t> ram;
    cpu::Reference reference;
};

/// The machine as it is built, one whose bubbles are all shorter, one whose are all longer, and one without time.
std::vector<cpu::TimingParams> machines() {
    cpu::TimingParams built, ideal, slow, untimed;
    ideal.load_use = ideal.jump = ideal.mispredict = ideal.indirect = ideal.refetch = ideal.drain = ideal.crossing_flush = ideal.crossing_word = 0;
    slow.load_use = 3;
    slow.jump = 4;
    slow.mispredict = slow.indirect = 7;
    slow.refetch = slow.crossing_flush = 11;
    slow.drain = 9;
    slow.crossing_serialize = 5;
    for (cpu::TimingParams* each : {&ideal, &slow}) each->tlb_entries = 4;
    untimed.timed = false;
    return {built, ideal, slow, untimed};
}

constexpr std::uint32_t kCode = tests::Bench::kCode;
constexpr std::uint32_t kHandler = tests::Bench::kHandler;

/// At ring 0's vector: go on behind the instruction that trapped.
void put_skipping_handler(tests::Bench& bench) {
    bench.code({encode::csr(InsnId::kCsrrw, 31, spec::find_csr("scratch0")->number, 31), encode::read_csr(31, "epc0"),
                encode::i(InsnId::kAddi, 31, 31, 4), encode::write_csr("epc0", 31), encode::csr(InsnId::kCsrrw, 31, spec::find_csr("scratch0")->number, 31),
                encode::plain(InsnId::kTret)},
               kHandler);
}

}  // namespace

TEST_CASE("traps from every ring, interrupts and returns: the models go in lock-step") {
    for (const cpu::TimingParams& timing : machines()) {
        tests::Bench bench(spec::Policy::kStrict, timing);
        put_skipping_handler(bench);
        // A loop that traps in every second instruction, with what a pipeline may stumble over in between.
        bench.code({encode::plain(InsnId::kEcall), encode::i(InsnId::kLw, 6, 5, 0), encode::r(InsnId::kAdd, 7, 6, 6), encode::i(InsnId::kLw, 6, 5, 1),
                    encode::r(InsnId::kDivu, 8, 7, 6), encode::plain(InsnId::kWfi), encode::b(InsnId::kBgeu, 8, 7, 2), encode::r(InsnId::kMul, 7, 7, 7),
                    0, encode::read_csr(9, "cycle"), encode::s(InsnId::kSw, 9, 5, 4), encode::plain(InsnId::kEbreak), encode::i(InsnId::kJalr, 0, 4, 0)});
        bench.change([](cpu::CpuState& state) {
            state.ring = Ring::k3;
            state.x[4] = kCode;
            state.x[5] = 0x2000;
            state.bank[0].imask = 2;
        });
        Twin twin(bench, timing);
        for (unsigned round = 0; round < 20; ++round) {
            bench.bus.lines_high = twin.bus.lines_high = round % 3 == 1 ? 2 : 0;
            twin.steps(round % 3 == 1 ? 3 : 40);
        }
    }
}

TEST_CASE("paging, with superpages, rights, A and D and flushes: the models go in lock-step") {
    constexpr std::uint32_t kTop = 0x60000, kLower = 0x61000;
    namespace pte = spec::pte;
    constexpr std::uint32_t kOpen = pte::kValid | pte::kRead | pte::kWrite | pte::kExecute | pte::kRing;
    for (const cpu::TimingParams& timing : machines()) {
        tests::Bench bench(spec::Policy::kStrict, timing);
        put_skipping_handler(bench);
        bench.put(kTop, kLower | pte::kValid);
        bench.put(kTop + 4, kOpen);  // a superpage at 4 MiB: the same memory
        for (std::uint32_t page = 0; page < 0x80000; page += kPageBytes) bench.put(kLower + page / 1024, page | kOpen);
        bench.put(kLower + 0x20 * 4, 0x20000 | (kOpen & ~pte::kWrite));
        bench.put(kLower + 0x21 * 4, 0x21000 | (kOpen & ~pte::kRing));
        bench.code({encode::i(InsnId::kLw, 6, 10, 0), encode::s(InsnId::kSw, 6, 10, 8), encode::s(InsnId::kSw, 6, 11, 0), encode::i(InsnId::kLw, 6, 11, 4),
                    encode::i(InsnId::kLw, 7, 12, 0), encode::s(InsnId::kSw, 7, 13, 0), encode::r(InsnId::kTlbflush, 0, 13, 0), encode::s(InsnId::kSw, 7, 13, 0),
                    encode::r(InsnId::kProbe, 8, 11, 14), encode::i(InsnId::kLw, 7, 15, 0), encode::i(InsnId::kJalr, 0, 4, 0)});
        for (const Ring ring : {Ring::k0, Ring::k3}) {
            bench.change([ring](cpu::CpuState& state) {
                state.pc = kCode;
                state.ring = ring;
                state.root = kTop | spec::kRootOn;
                state.x[4] = ring == Ring::k0 ? kCode : 0x400000 + kCode;  // from ring 3 round again in the superpage
                state.x[10] = 0x18000, state.x[11] = 0x20000, state.x[12] = 0x21000, state.x[13] = 0x400000 + 0x19000;
                state.x[14] = 3, state.x[15] = 0x00c00000;
            });
            tests::Bench fresh(spec::Policy::kStrict, timing);
            fresh.ram = bench.ram;
            fresh.cpu.set_state(bench.cpu.state());
            Twin twin(fresh, timing);
            twin.steps(200);
        }
    }
}

TEST_CASE("a guest under nested tables, its exits, injections and interrupts: the models go in lock-step") {
    constexpr cpu::AssistParams kAssist{.present = true, .locked = false};
    for (const cpu::TimingParams& timing : machines()) {
        tests::NestedBench bench(timing);
        // Ring -1: enter; at the vector, enter again. The guest's state goes on behind what it exited with.
        bench.code({encode::i(InsnId::kVmenter, 6, tests::AssistBench::kBlockRegister, 0)}, tests::AssistBench::kMonitor);
        bench.code({encode::i(InsnId::kLw, 28, 29, block::kPc), encode::i(InsnId::kAddi, 28, 28, 4), encode::s(InsnId::kSw, 28, 29, block::kPc),
                    encode::i(InsnId::kAddi, tests::AssistBench::kBlockRegister, 29, 0), encode::i(InsnId::kVmenter, 6, tests::AssistBench::kBlockRegister, 0)},
                   tests::AssistBench::kExits);
        std::uint32_t at = kCode;
        for (const std::uint32_t word :
             {encode::i(InsnId::kLw, 6, 7, 0), encode::s(InsnId::kSw, 6, 7, 4), encode::plain(InsnId::kEcall), encode::i(InsnId::kLw, 6, 8, 0),
              encode::s(InsnId::kSw, 6, 8, 0), encode::plain(InsnId::kVmon), encode::read_csr(9, "time"), encode::plain(InsnId::kWfi),
              encode::i(InsnId::kJalr, 0, 10, 0)})
            bench.guest_put(at, word), at += 4;
        bench.leaf(tests::NestedBench::kFrame | (tests::NestedBench::kOpen & ~tests::NestedBench::kUsed));
        bench.nested_entry(tests::NestedBench::kFrame, (tests::NestedBench::kGuestBase + tests::NestedBench::kFrame) |
                                                           (tests::NestedBench::kOpen & ~tests::NestedBench::kUsed));
        bench.nested_entry(0x40000, 0);
        bench.set(block::kIntercepts, 1);  // wfi
        bench.set(block::kPreempt, 400);
        bench.change([](cpu::CpuState& state) {
            state.x[tests::AssistBench::kBlockRegister] = tests::AssistBench::kBlock;
            state.x[29] = tests::AssistBench::kBlock;
            state.x[7] = tests::NestedBench::kPage;
            state.x[8] = 0x40000;  // the monitor has nothing there
            state.x[10] = kCode;
            state.pc = tests::AssistBench::kMonitor;
        });
        Twin twin(bench, timing, kAssist);
        twin.steps(300);
        CHECK(bench.cpu.counters().entries > 10);
    }
}
