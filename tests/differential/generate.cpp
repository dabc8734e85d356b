#include "tests/differential/generate.hpp"

#include <algorithm>
#include <cstring>

#include "isa/spec/privilege.hpp"
#include "tests/differential/handlers.hpp"
#include "tests/differential/knobs.hpp"
#include "tests/differential/layout.hpp"
#include "tests/differential/program.hpp"
#include "tests/differential/tables.hpp"

namespace anel::differential {

namespace {

cpu::Behaviours choose_behaviours(Choices& choices) {
    cpu::Behaviours behaviours = cpu::Behaviours::of(static_cast<spec::Policy>(choices.below(spec::kPolicyCount)));
    if (!choices.percent(25)) return behaviours;
    const auto outside = [&choices] { return choices.of({spec::Outside::kTrap, spec::Outside::kIgnore, spec::Outside::kAllow}); };
    for (std::uint32_t count = choices.between(1, 8); count > 0; --count) {
        behaviours.insn[choices.below(spec::kInsnCount)] = outside();
        behaviours.csr_read[choices.below(spec::kCsrCount)] = outside();
        behaviours.csr_write[choices.below(spec::kCsrCount)] = outside();
    }
    return behaviours;
}

cpu::CpuState choose_state(Choices& choices) {
    cpu::CpuState state;
    for (unsigned reg = 1; reg < 32; ++reg) state.x[reg] = choices.percent(30) ? choices.word() : choices.below(64);
    state.x[1] = layout::kCode;
    state.x[8] = layout::kData + choices.below(0x100) * 4;
    state.x[9] = (choices.percent(60) ? 0 : layout::kSuperpage) + layout::kData + kPageBytes + choices.below(0x100) * 4;
    state.pc = layout::kCode;
    state.ring = choices.percent(65) ? Ring::k0 : ring_from(choices.below(4));
    state.root = choices.percent(35) ? 0 : choose_root(choices);
    state.grant = choices.percent(45) ? 0 : (choices.word() & (spec::grant_bit(1) | spec::grant_bit(2) | spec::kGrantTime));
    for (unsigned bank = 0; bank < spec::kBankCount; ++bank) {
        cpu::Bank& b = state.bank[bank];
        b.vector = layout::kHandlers + bank * 0x100;
        b.epc = layout::kCode;
        b.status = choices.below(16);
        b.imask = choices.percent(75) ? spec::kLineBits : choices.below(0x10000);
        b.pending = choices.percent(85) ? 0 : choices.below(0x10000);
        b.delegate = choices.percent(60) ? 0 : choices.word();
    }
    state.vmid = static_cast<std::uint8_t>(choices.percent(80) ? 0 : choices.below(16));
    return state;
}

Cycles choose_length(Choices& choices) { return choices.of({2000U, 4000U, 6000U, 8000U, 12000U, 25000U}); }

BusPlan choose_plan(Choices& choices, Cycles length, const std::vector<std::uint32_t>& slots) {
    BusPlan plan;
    const auto written = [&] {
        Piece piece;
        if (choices.percent(60) && !slots.empty()) {
            piece.address = slots[choices.below(static_cast<std::uint32_t>(slots.size()))];
            piece.words = {0x00000013U | choices.below(0x1000) << 20 | (5 + choices.below(3)) << 7};
        } else if (choices.percent(20)) {
            const std::uint32_t page = choices.between(8, 31);
            piece.address = layout::kLower + choices.below(layout::kSpaces) * kPageBytes + page * 4;
            piece.words = {choose_leaf(choices, page % 16 * kPageBytes)};
        } else {
            piece.address = layout::kData + choices.below(0x1f00) * 4;
            for (std::uint32_t count = choices.between(1, 64); count > 0; --count) piece.words.push_back(choices.word());
        }
        return piece;
    };
    const auto some_time = [&] { return Cycles{choices.below(static_cast<std::uint32_t>(length))}; };
    for (std::uint32_t count = choices.percent(25) ? 0 : choices.below(8); count > 0; --count) {
        BusEvent event;
        event.at = some_time();
        if (choices.percent(45)) {
            event.kind = BusEvent::Kind::kWrite;
            event.written = written();
        } else {
            event.lines = 1U << choices.below(16) | (choices.percent(20) ? choices.below(0x10000) : 0);
            plan.events.push_back({BusEvent::Kind::kLower, event.at + choices.below(400), event.lines, {}});
        }
        plan.events.push_back(event);
    }
    if (choices.percent(2)) plan.events.push_back({BusEvent::Kind::kPowerOff, some_time(), 0, {}});
    std::ranges::stable_sort(plan.events, {}, &BusEvent::at);
    if (choices.percent(60)) {
        plan.beat = choices.between(30, 2000);
        plan.beat_high = choices.between(1, 200);
        plan.beat_lines = 1U << choices.below(16);
    }
    plan.dma = written();
    plan.dma_delay = choices.below(40);
    return plan;
}

std::vector<Quantum> choose_quanta(Choices& choices, Cycles length) {
    std::vector<Quantum> quanta;
    for (Cycles sum = 0; sum < length;) {
        Quantum quantum;
        quantum.cycles = choices.percent(15) ? choices.between(1, 12) : choices.between(200, 4000);
        quantum.parts = choices.percent(55) ? 1 : choices.percent(30) ? 0 : choices.between(2, 40);
        quantum.renewed = choices.percent(4);
        sum += quantum.cycles;
        quanta.push_back(quantum);
    }
    return quanta;
}

}  // namespace

Scenario generate(Choices& choices) {
    Scenario scenario;
    scenario.ram_bytes = layout::kRamBytes;
    scenario.timing = choose_timing(choices);
    scenario.behaviours = choose_behaviours(choices);
    scenario.assist.present = choices.percent(80);
    scenario.assist.locked = choices.percent(8);
    scenario.state = choose_state(choices);
    const Cycles length = choose_length(choices);
    // Short programs come round again and again, long ones are always new.
    Program program(choices);
    program.make(choices.percent(50) ? choices.between(3, 15) : choices.between(10, 90));
    scenario.program = std::move(program.pieces);

    scenario.fixtures = make_handlers(choices);
    Piece recover{layout::kRecover, {}};
    for (unsigned i = 0; i < 16; ++i) recover.words.push_back(program.places[choices.below(static_cast<std::uint32_t>(program.places.size()))]);
    scenario.fixtures.push_back(recover);
    for (Piece& piece : make_tables(choices)) scenario.fixtures.push_back(std::move(piece));
    for (Piece& piece : make_blocks(choices, program.places)) scenario.fixtures.push_back(std::move(piece));
    Piece data{layout::kData, {}};
    for (unsigned i = 0; i < 128; ++i) data.words.push_back(choices.percent(40) ? choices.word() : layout::kData + choices.below(0x1000) * 4);
    scenario.fixtures.push_back(std::move(data));
    scenario.bus = choose_plan(choices, length, program.slots);
    scenario.quanta = choose_quanta(choices, length);
    return scenario;
}

Scenario scenario_of_seed(std::uint64_t seed) {
    RandomChoices choices(seed);
    return generate(choices);
}

std::vector<std::uint8_t> Scenario::memory() const {
    std::vector<std::uint8_t> ram(ram_bytes);
    for (const std::vector<Piece>* pieces : {&fixtures, &program})
        for (const Piece& piece : *pieces) std::memcpy(&ram[piece.address], piece.words.data(), piece.words.size() * 4);
    return ram;
}

}  // namespace anel::differential
