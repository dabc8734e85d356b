// The guest's state between block and CPU: every word goes in and comes out, bits that do not exist read zero, nothing else moves.
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/assist_bench.hpp"

namespace {

using namespace anel;
using tests::AssistBench;
using spec::BlockPart;
using spec::InsnId;
namespace block = spec::block;
namespace encode = tests::encode;

/// The bits that exist of the word at this offset of the guest's part, in the words of the CSR table.
std::uint32_t bits_of(std::uint32_t offset) {
    if (offset == block::kPc) return spec::kAligned;
    if (offset == block::kRing) return 3;
    if (offset == block::kRoot) return spec::find_csr("root")->writable_bits;
    if (offset == block::kGrant) return spec::find_csr("grant")->writable_bits;
    constexpr std::uint32_t kNumbers[] = {0x5c0, 0x5d0, 0x5e0};
    const std::uint32_t bank = (offset - block::kBank0) / 0x40;
    return spec::find_csr(kNumbers[bank] + (offset % 0x40) / 4)->writable_bits;
}

/// Calls visit(offset) for each word of the guest's part.
template <class Visit>
void for_each_guest_offset(Visit&& visit) {
    for (const spec::BlockField& field : spec::kBlockFields)
        if (field.part == BlockPart::kGuest)
            for (std::uint32_t i = 0; i < field.words; ++i) visit(field.offset + i * 4);
}

/// Different for each offset and seed, in every byte.
std::uint32_t pattern(std::uint32_t offset, std::uint32_t seed) {
    std::uint32_t value = (offset + 1) * 0x9e3779b1U ^ seed * 0x85ebca6bU;
    value ^= value >> 15;
    return value * 0xc2b2ae35U ^ value >> 13;
}

/// The guest exits before its first instruction: an interrupt waits for ring −1.
void make_exit_at_once(AssistBench& bench) {
    bench.change([](cpu::CpuState& state) {
        state.bank_of(Ring::kMinus1).pending = state.bank_of(Ring::kMinus1).imask = 1U << 5;
    });
}

}  // namespace

TEST_CASE("every word of the guest's part goes into the CPU and comes back, without the bits that do not exist") {
    unsigned words = 0;
    for_each_guest_offset([&](std::uint32_t) { ++words; });
    CHECK(words == 4 + 3 * 9);
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
        AssistBench bench;
        make_exit_at_once(bench);
        for_each_guest_offset([&](std::uint32_t offset) {
            bench.set(offset, offset == block::kRing ? seed & 3U : seed == 0 ? 0xffffffff : pattern(offset, seed));
        });
        const std::vector<std::uint8_t> given = bench.ram;
        bench.enter();
        const cpu::CpuState in_guest = bench.cpu.state();
        CHECK(in_guest.in_guest());
        CHECK(in_guest.ring == ring_from(seed));
        CHECK(in_guest.pc == (bench.get(block::kPc) & spec::kAligned));
        CHECK(in_guest.root == (bench.get(block::kRoot) & bits_of(block::kRoot)));
        CHECK(in_guest.grant == (bench.get(block::kGrant) & bits_of(block::kGrant)));
        for (unsigned b = 0; b < spec::kBankCount; ++b) {
            const cpu::Bank& bank = in_guest.bank[b];
            const std::uint32_t held[] = {bank.vector, bank.epc, bank.cause, bank.value, bank.status, bank.scratch, bank.delegate, bank.imask, bank.pending};
            for (std::uint32_t i = 0; i < 9; ++i) {
                const std::uint32_t offset = block::kBank0 + b * 0x40 + i * 4;
                INFO("bank " << b << " word " << i);
                CHECK(held[i] == (bench.get(offset) & bits_of(offset)));
            }
        }
        bench.cpu.step();
        REQUIRE(bench.exited());
        CHECK(bench.exit_words() == tests::ExitWords{spec::kInterruptBit | 5, 0, 0, 0, 0});
        for_each_guest_offset([&](std::uint32_t offset) {
            std::uint32_t before = 0;
            std::memcpy(&before, &given[AssistBench::kBlock + offset], sizeof before);
            INFO("offset " << std::hex << offset);
            CHECK(bench.get(offset) == (before & bits_of(offset)));
        });
    }
}

TEST_CASE("an exit writes the guest's part and its report, and no other byte of memory") {
    AssistBench bench;
    make_exit_at_once(bench);
    for (std::uint32_t offset = spec::kBlockBytes; offset < kPageBytes; offset += 4) bench.set(offset, pattern(offset, 3));
    for (const spec::BlockField& field : spec::kBlockFields)
        if (field.part == BlockPart::kRegisters || field.part == BlockPart::kExit)
            for (std::uint32_t i = 0; i < field.words; ++i) bench.set(field.offset + i * 4, pattern(field.offset + i * 4, 4));
    bench.set(block::kTimeOffset + 4, 9);
    bench.set(block::kInjectValue, 8);
    bench.enter();
    const std::vector<std::uint8_t> before = bench.ram;
    bench.cpu.step();
    REQUIRE(bench.exited());
    for (std::uint32_t at = 0; at < AssistBench::kRamBytes; at += 4) {
        const std::uint32_t offset = at - AssistBench::kBlock;
        bool stored = false;
        for (const spec::BlockField& field : spec::kBlockFields)
            if (field.part == BlockPart::kGuest || field.part == BlockPart::kExit || field.part == BlockPart::kBoth)
                stored |= offset >= field.offset && offset < field.offset + field.words * 4;
        if (!stored && std::memcmp(&before[at], &bench.ram[at], 4) != 0) FAIL_CHECK("changed: 0x" << std::hex << at);
    }
}

TEST_CASE("what the guest changed in its own registers is in the block after its exit, and still in the CPU") {
    AssistBench bench;
    bench.code({encode::write_csr("scratch0", 7), encode::write_csr("scratch1", 8), encode::write_csr("imask2", 9), encode::plain(InsnId::kHcall)});
    bench.enter();
    bench.change([](cpu::CpuState& state) { state.x[7] = 0x1234, state.x[8] = 0x5678, state.x[9] = 0xffffffff; });
    REQUIRE(bench.run_to_exit());
    CHECK(bench.get(block::kBank0 + 5 * 4) == 0x1234);
    CHECK(bench.get(block::kBank1 + 5 * 4) == 0x5678);
    CHECK(bench.get(block::kBank2 + 7 * 4) == 0xffff);
    CHECK(bench.get(block::kPc) == AssistBench::kCode + 12);
    // Entries and exits save no time by leaving words alone; ring −1 may read the guest's banks where they are.
    CHECK(bench.cpu.state().bank[0].scratch == 0x1234);
    CHECK(bench.cpu.state().bank[1].scratch == 0x5678);
    // Entered again, it goes on where it was.
    bench.enter();
    CHECK(bench.cpu.state().pc == AssistBench::kCode + 12);
    CHECK(bench.cpu.state().bank[1].scratch == 0x5678);
}

TEST_CASE("general registers stay where they are, but for the one that held the block's address") {
    for (const unsigned reg : {5U, 31U, 6U}) {
        AssistBench bench;
        for (std::uint32_t i = 0; i < 32; ++i) bench.set(block::kX + i * 4, 0x9900 + i);
        bench.put(AssistBench::kMonitor, encode::i(InsnId::kVmenter, 6, reg, 0));
        bench.put(AssistBench::kCode, encode::plain(InsnId::kHcall));
        bench.change([reg](cpu::CpuState& state) {
            for (std::uint32_t i = 1; i < 32; ++i) state.x[i] = 0x100 + i;
            state.x[reg] = AssistBench::kBlock;
        });
        cpu::CpuState wanted = bench.cpu.state();
        wanted.x[reg] = 0x9900 + reg;
        bench.cpu.step();
        CHECK(bench.cpu.state().x == wanted.x);
        bench.cpu.step();
        REQUIRE(bench.exited());
        CHECK(bench.cpu.state().x == wanted.x);
        for (std::uint32_t i = 0; i < 32; ++i) CHECK(bench.get(block::kX + i * 4) == 0x9900 + i);
    }
    AssistBench zero;  // a block at address 0 is named by x0, which is no register to load
    zero.make_block(0, 1);
    zero.put(block::kX, 0x1111);
    zero.put(AssistBench::kMonitor, encode::i(InsnId::kVmenter, 6, 0, 0));
    zero.cpu.step();
    CHECK(zero.cpu.state().in_guest());
    CHECK(zero.cpu.state().x[0] == 0);
}

TEST_CASE("an exit lands at vectorm with interrupts off, says so in statusm, and tret goes on behind the vmenter") {
    for (const bool enabled : {false, true}) {
        AssistBench bench;
        bench.put(AssistBench::kCode, encode::plain(InsnId::kHcall));
        bench.put(AssistBench::kExits, encode::plain(InsnId::kTret));
        bench.change([&](cpu::CpuState& state) {
            state.bank_of(Ring::kMinus1).status = (enabled ? spec::kStatusIe : 0) | spec::kStatusPring;
            state.bank_of(Ring::kMinus1).cause = 0xaa;
            state.bank_of(Ring::kMinus1).value = 0xbb;
        });
        bench.enter();
        bench.cpu.step();
        CHECK(bench.cpu.state().pc == AssistBench::kExits);
        CHECK_FALSE(bench.cpu.state().assist.guest);
        CHECK(bench.inner().status == (spec::kStatusGuest | (enabled ? spec::kStatusPie : 0)));
        CHECK(bench.inner().cause == 0xaa);  // an exit's cause is in the block
        CHECK(bench.inner().value == 0xbb);
        CHECK(bench.inner().epc == AssistBench::kMonitor + 4);
        bench.cpu.step();
        CHECK(bench.cpu.state().ring == Ring::kMinus1);
        CHECK(bench.cpu.state().pc == AssistBench::kMonitor + 4);
        CHECK(((bench.inner().status & spec::kStatusIe) != 0) == enabled);
    }
}

TEST_CASE("ring -1's own bank and root are not the guest's to change") {
    AssistBench bench;
    bench.change([](cpu::CpuState& state) {
        state.bank_of(Ring::kMinus1).scratch = 0x77;
        state.assist.root = 0x30000;
    });
    const cpu::Bank before = bench.inner();
    bench.code({encode::write_csr("scratch0", 7), encode::write_csr("root", 8), encode::plain(InsnId::kHcall)});
    bench.enter();
    bench.change([](cpu::CpuState& state) { state.x[7] = 0x1234, state.x[8] = 0x70000; });
    REQUIRE(bench.run_to_exit());
    CHECK(bench.inner().scratch == before.scratch);
    CHECK(bench.inner().delegate == before.delegate);
    CHECK(bench.cpu.state().assist.root == 0x30000);
    CHECK(bench.get(block::kRoot) == 0x70000);
}
