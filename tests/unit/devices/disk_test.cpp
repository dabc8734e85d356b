// The disk as a driver sees it: states, transfers at their due time, bad requests, the ring. Numbers are the contract's, written by hand.
#include "isa/devices/disk.hpp"

#include <algorithm>
#include <cstring>

#include "isa/devices/devices.hpp"
#include "tests/unit/catch.hpp"

namespace anel::devices {
namespace {

constexpr std::uint16_t kSectors = 0x50, kSector = 0x51, kAddress = 0x52, kCount = 0x53, kCommand = 0x54, kStatus = 0x55, kRing = 0x56, kKick = 0x57;
constexpr std::uint32_t kAcknowledge = 0, kRead = 1, kWrite = 2;
constexpr std::uint32_t kIdle = 0, kBusy = 1, kDone = 2, kFailed = 3;
constexpr std::uint32_t kDiskLine = 1U << 2, kTimerLine = 1U << 0;
constexpr std::uint32_t kNothing = 0xffffffff;
constexpr std::uint32_t kRingAt = 0x2000, kSlots = 64, kSlotBytes = 32, kRingSlots = 64;

using Bytes = std::vector<std::uint8_t>;

/// No two sectors alike, and none like the memory.
Bytes pattern(std::size_t bytes, unsigned seed) {
    Bytes content(bytes);
    for (std::size_t i = 0; i < bytes; ++i) content[i] = static_cast<std::uint8_t>(i * 7 + i / 512 * 13 + seed);
    return content;
}

struct Bench {
    Bytes ram = pattern(256 << 10, 3);
    Devices devices{ram, DiskTiming{1000, 10, 100}};
    Cycles now = 5;

    explicit Bench(std::size_t sectors = 256) { devices.insert_disk(pattern(sectors * 512, 100)); }
    void out(std::uint16_t port, std::uint32_t value) { devices.write_port(port, value, now); }
    std::uint32_t in(std::uint16_t port) { return devices.read_port(port, now); }
    void command(std::uint32_t what, std::uint32_t sector, std::uint32_t address, std::uint32_t count) {
        out(kSector, sector), out(kAddress, address), out(kCount, count), out(kCommand, what);
    }
    void run_to(Cycles cycle) { now = cycle, devices.run_due(cycle); }
    bool line() const { return (devices.lines() & kDiskLine) != 0; }

    std::uint32_t word(std::uint32_t at) const {
        std::uint32_t value = 0;
        std::memcpy(&value, &ram[at], 4);
        return value;
    }
    void set_word(std::uint32_t at, std::uint32_t value) { std::memcpy(&ram[at], &value, 4); }
    void set_counts(std::uint32_t produced, std::uint32_t consumed) { set_word(kRingAt, produced), set_word(kRingAt + 4, consumed); }
    static std::uint32_t slot(std::uint32_t number) { return kRingAt + kSlots + number % kRingSlots * kSlotBytes; }
    void request(std::uint32_t number, std::uint32_t what, std::uint32_t sector, std::uint32_t address, std::uint32_t count) {
        const std::uint32_t words[] = {what, sector, address, count, 0};
        std::memcpy(&ram[slot(number)], words, sizeof words);
    }
    std::uint32_t slot_status(std::uint32_t number) const { return word(slot(number) + 16); }
    std::uint32_t consumed() const { return word(kRingAt + 4); }
    bool memory_holds_sectors(std::uint32_t address, std::uint32_t sector, std::uint32_t count) const {
        return std::equal(&ram[address], &ram[address] + count * 512, &devices.disk().content()[sector * 512]);
    }
};

TEST_CASE("a read moves nothing before its due time and everything at it") {
    Bench bench;
    const Bytes before = bench.ram;
    CHECK(bench.in(kSectors) == 256);
    CHECK(bench.in(kStatus) == kIdle);
    bench.command(kRead, 7, 0x1000, 3);
    CHECK(bench.in(kStatus) == kBusy);
    CHECK(bench.devices.next_due() == 5 + 1000 + 3 * 10);
    bench.run_to(1034);
    CHECK(bench.ram == before);
    CHECK(bench.in(kStatus) == kBusy);
    CHECK_FALSE(bench.line());
    bench.run_to(1035);
    CHECK(bench.memory_holds_sectors(0x1000, 7, 3));
    CHECK(std::equal(bench.ram.begin(), bench.ram.begin() + 0x1000, before.begin()));
    CHECK(std::equal(bench.ram.begin() + 0x1000 + 3 * 512, bench.ram.end(), before.begin() + 0x1000 + 3 * 512));
    CHECK(bench.in(kStatus) == kDone);
    CHECK(bench.line());
    CHECK(bench.devices.next_due() == cpu::kNever);
}

TEST_CASE("a write takes the memory as it is at the due time") {
    Bench bench;
    const Bytes before = bench.devices.disk().content();
    bench.command(kWrite, 255, 0x3000, 1);
    bench.run_to(1014);
    CHECK(bench.devices.disk().content() == before);
    bench.ram[0x3000] ^= 0xff;
    bench.run_to(2000);
    CHECK(bench.memory_holds_sectors(0x3000, 255, 1));
    CHECK(std::equal(before.begin(), before.end() - 512, bench.devices.disk().content().begin()));
}

TEST_CASE("the line is high from the end of a command until it is acknowledged or another begins") {
    Bench bench;
    bench.command(kRead, 0, 0, 1);
    bench.run_to(5000);
    REQUIRE(bench.line());
    bench.run_to(9000);
    CHECK(bench.line());
    bench.out(kCommand, kAcknowledge);
    CHECK(bench.in(kStatus) == kIdle);
    CHECK_FALSE(bench.line());
    bench.out(kCommand, kAcknowledge);
    CHECK(bench.in(kStatus) == kIdle);
    bench.command(kRead, 999, 0, 1);
    CHECK(bench.in(kStatus) == kFailed);
    CHECK(bench.line());
    bench.command(kRead, 1, 0, 1);
    CHECK(bench.in(kStatus) == kBusy);
    CHECK_FALSE(bench.line());
}

TEST_CASE("while busy commands, acknowledgements and kicks are ignored, and new registers are the next command's") {
    Bench bench;
    bench.command(kRead, 4, 0x1000, 2);
    const Cycles due = bench.devices.next_due();
    bench.now = 50;
    bench.command(kWrite, 9, 0x8000, 100);
    bench.out(kCommand, kAcknowledge);
    bench.out(kCommand, 77);
    bench.out(kRing, 3);
    bench.out(kKick, 0);
    CHECK(bench.in(kStatus) == kBusy);
    CHECK(bench.devices.next_due() == due);
    bench.run_to(due);
    CHECK(bench.in(kStatus) == kDone);
    CHECK(bench.memory_holds_sectors(0x1000, 4, 2));
    bench.out(kCommand, kRead);
    CHECK(bench.devices.next_due() == due + 1000 + 100 * 10);
    bench.run_to(due + 2000);
    CHECK(bench.memory_holds_sectors(0x8000, 9, 100));
}

TEST_CASE("a command that cannot be done fails at once and touches neither memory nor disk") {
    struct Bad { std::uint32_t what, sector, address, count; };
    const Bad bads[] = {
        {kRead, 256, 0, 1},          {kRead, 255, 0, 2},           {kWrite, 200, 0, 57},          {kRead, 0xffffffff, 0, 1},  {kRead, 0xffffffff, 0, 2},
        {kRead, 0, 0, 0},            {kRead, 0, 0, 129},           {kRead, 0, 0, 0xffffffff},     {kRead, 0, 0, 0x800000},    {kRead, 0, 2, 1},
        {kRead, 0, 0x1001, 1},       {kRead, 0, 0x40000, 1},       {kRead, 0, 0x3fe04, 1},        {kWrite, 0, 0xfffffffc, 1}, {kWrite, 0, 0xfffffe00, 1},
        {3, 0, 0, 1},                {0xffffffff, 0, 0, 1},        {kRead, 0, 0x30000, 128 + 1},  {kWrite, 0, 0x30004, 128},
    };
    for (const Bad& bad : bads) {
        Bench bench;
        const Bytes memory = bench.ram, disk = bench.devices.disk().content();
        INFO(bad.what << " " << bad.sector << " " << bad.address << " " << bad.count);
        bench.command(bad.what, bad.sector, bad.address, bad.count);
        CHECK(bench.in(kStatus) == kFailed);
        CHECK(bench.line());
        CHECK(bench.devices.next_due() == cpu::kNever);
        bench.run_to(100000);
        CHECK(bench.ram == memory);
        CHECK(bench.devices.disk().content() == disk);
    }
}

TEST_CASE("the last sectors, the last memory and the largest count are good") {
    Bench bench;
    bench.command(kRead, 256 - 128, 0x40000 - 128 * 512, 128);
    bench.run_to(1000000);
    CHECK(bench.in(kStatus) == kDone);
    CHECK(bench.memory_holds_sectors(0x40000 - 128 * 512, 256 - 128, 128));
}

TEST_CASE("without a disk there are no sectors, and every command and kick fails at once") {
    Bytes ram(64 << 10);
    Devices devices(ram, DiskTiming{});
    CHECK(devices.read_port(kSectors, 0) == 0);
    devices.write_port(kCount, 1, 0);
    devices.write_port(kCommand, kRead, 0);
    CHECK(devices.read_port(kStatus, 0) == kFailed);
    devices.write_port(kCommand, kAcknowledge, 0);
    CHECK(devices.read_port(kStatus, 0) == kIdle);
    ram[0] = 1;
    devices.write_port(kKick, 0, 0);
    CHECK(devices.read_port(kStatus, 0) == kFailed);
    CHECK(ram[4] == 0);
}

TEST_CASE("ports that are only written read as all ones, and those that are only read ignore what is written") {
    Bench bench;
    for (const std::uint16_t port : {kSector, kAddress, kCount, kCommand, kRing, kKick}) CHECK(bench.in(port) == kNothing);
    const DiskState before = bench.devices.disk().state();
    bench.out(kSectors, 1);
    bench.out(kStatus, kDone);
    CHECK(bench.devices.disk().state() == before);
}

TEST_CASE("the ring's requests are done in order, each at its own time, and the line rises after the last") {
    Bench bench;
    bench.set_counts(3, 0);
    bench.request(0, kRead, 10, 0x8000, 1);
    bench.request(1, kWrite, 20, 0x8000, 1);
    bench.request(2, kRead, 20, 0xa000, 2);
    bench.out(kRing, kRingAt);
    bench.out(kKick, 1);
    CHECK(bench.in(kStatus) == kBusy);
    CHECK(bench.devices.next_due() == 5 + 1000 + 10);
    bench.run_to(1014);
    CHECK(bench.consumed() == 0);
    bench.run_to(1015);
    CHECK(bench.consumed() == 1);
    CHECK(bench.slot_status(0) == kDone);
    CHECK(bench.slot_status(1) == 0);
    CHECK(bench.in(kStatus) == kBusy);
    CHECK(bench.devices.next_due() == 1015 + 100 + 10);
    bench.run_to(1125);
    CHECK(bench.consumed() == 2);
    CHECK_FALSE(bench.line());
    CHECK(bench.devices.next_due() == 1125 + 100 + 20);
    bench.run_to(1245);
    CHECK(bench.consumed() == 3);
    CHECK(bench.slot_status(2) == kDone);
    CHECK(bench.in(kStatus) == kDone);
    CHECK(bench.line());
    CHECK(bench.memory_holds_sectors(0x8000, 10, 1));
    CHECK(bench.memory_holds_sectors(0x8000, 20, 1));
    CHECK(bench.memory_holds_sectors(0xa000, 20, 2));
}

TEST_CASE("what is due together happens in the order of its times, though asked for late") {
    Bench at_once, step_by_step;
    for (Bench* bench : {&at_once, &step_by_step}) {
        bench->set_counts(3, 0);
        bench->request(0, kRead, 10, 0x8000, 1);
        bench->request(1, kRead, 20, 0x8000, 1);
        bench->request(2, kWrite, 30, 0x8000, 1);
        bench->out(kRing, kRingAt);
        bench->out(kKick, 0);
        bench->devices.write_port(0x40, 1100, bench->now);
    }
    at_once.run_to(3000);
    for (Cycles cycle = 6; cycle <= 3000; ++cycle) step_by_step.run_to(cycle);
    CHECK(at_once.ram == step_by_step.ram);
    CHECK(at_once.devices.disk().content() == step_by_step.devices.disk().content());
    CHECK(at_once.devices.disk().state() == step_by_step.devices.disk().state());
    CHECK(at_once.devices.lines() == (kDiskLine | kTimerLine));
    CHECK(at_once.memory_holds_sectors(0x8000, 30, 1));
}

TEST_CASE("slots wrap around, and so do the counts at 2^32") {
    Bench bench;
    const std::uint32_t first = 0xffffffff - 40;
    bench.set_counts(first + 64, first);
    for (std::uint32_t i = 0; i < 64; ++i) bench.request(first + i, kRead, i, 0x10000 + i * 512, 1);
    bench.out(kRing, kRingAt);
    bench.out(kKick, 0);
    bench.run_to(1000000);
    CHECK(bench.in(kStatus) == kDone);
    CHECK(bench.consumed() == first + 64);
    for (std::uint32_t i = 0; i < 64; ++i) CHECK(bench.slot_status(first + i) == kDone);
    CHECK(bench.memory_holds_sectors(0x10000, 0, 64));
}

TEST_CASE("a request of the ring that cannot be done fails alone") {
    Bench bench;
    bench.set_counts(4, 0);
    bench.request(0, kRead, 256, 0x8000, 1);
    bench.request(1, kAcknowledge, 0, 0x8000, 1);
    bench.request(2, kRead, 0, 0x8000, 0xffffffff);
    bench.request(3, kRead, 5, 0x8000, 1);
    const Bytes disk = bench.devices.disk().content();
    bench.out(kRing, kRingAt);
    bench.out(kKick, 0);
    CHECK(bench.devices.next_due() == 5 + 1000);
    bench.run_to(1005 + 100 + 100 + 100 + 9);
    CHECK(bench.consumed() == 3);
    for (std::uint32_t i = 0; i < 3; ++i) CHECK(bench.slot_status(i) == kFailed);
    bench.run_to(1005 + 100 + 100 + 100 + 10);
    CHECK(bench.slot_status(3) == kDone);
    CHECK(bench.in(kStatus) == kDone);
    CHECK(bench.memory_holds_sectors(0x8000, 5, 1));
    CHECK(bench.devices.disk().content() == disk);
}

TEST_CASE("a request produced while the ring is served is served too, though its kick is ignored") {
    Bench bench;
    bench.set_counts(1, 0);
    bench.request(0, kRead, 1, 0x8000, 1);
    bench.out(kRing, kRingAt);
    bench.out(kKick, 0);
    bench.request(1, kRead, 2, 0x9000, 1);
    bench.set_counts(2, 0);
    bench.out(kRing, 0x3000);  // where the next kick looks, not this service
    bench.out(kKick, 0);
    bench.run_to(100000);
    CHECK(bench.consumed() == 2);
    CHECK(bench.memory_holds_sectors(0x9000, 2, 1));
    CHECK(bench.in(kStatus) == kDone);
}

TEST_CASE("a request is read once, when its service begins, and the device keeps its own count") {
    Bench bench;
    bench.set_counts(2, 0);
    bench.request(0, kRead, 1, 0x8000, 1);
    bench.request(1, kRead, 2, 0x9000, 1);
    bench.out(kRing, kRingAt);
    bench.out(kKick, 0);
    bench.request(0, kWrite, 7, 0xb000, 9);
    bench.set_word(kRingAt + 4, 55);
    bench.run_to(100000);
    CHECK(bench.consumed() == 2);
    CHECK(bench.memory_holds_sectors(0x8000, 1, 1));
    CHECK(bench.memory_holds_sectors(0x9000, 2, 1));
}

TEST_CASE("a kick with nothing new changes nothing; a ring that cannot be one fails") {
    Bench bench;
    bench.set_counts(9, 9);
    bench.out(kRing, kRingAt);
    bench.out(kKick, 0);
    CHECK(bench.in(kStatus) == kIdle);
    bench.set_word(kRingAt + 8, 8);  // seen from between pages, something is outstanding
    Bytes before = bench.ram;
    const auto fails = [&](std::uint32_t ring) {
        bench.out(kRing, ring);
        bench.out(kKick, 0);
        CHECK(bench.in(kStatus) == kFailed);
        CHECK(bench.line());
        bench.out(kCommand, kAcknowledge);
        bench.run_to(bench.now + 100000);
        CHECK(bench.ram == before);
    };
    fails(kRingAt + 4);
    fails(0x40000);
    fails(0xfffff000);
    bench.set_counts(65, 0);
    before = bench.ram;
    fails(kRingAt);
}

TEST_CASE("a ring that reads the disk over itself goes on with what it then says, and always ends") {
    Bench bench;
    Bytes content = pattern(8 * 512, 0);
    const std::uint32_t counts[] = {0x12345678, 0x87654321};
    std::memcpy(content.data(), counts, sizeof counts);
    bench.devices.insert_disk(content);
    bench.set_counts(1, 0);
    bench.request(0, kRead, 0, kRingAt, 8);
    bench.out(kRing, kRingAt);
    bench.out(kKick, 0);
    bench.run_to(1000000);
    CHECK(bench.consumed() == 1);
    CHECK(bench.slot_status(0) == kDone);
    CHECK(bench.in(kStatus) == kFailed);  // more outstanding than there are slots
}

TEST_CASE("what transfers write to memory is told once, byte by byte what they wrote") {
    using cpu::MemoryRange;
    Bench bench;
    bench.command(kRead, 3, 0x4000, 2);
    CHECK(bench.devices.take_written().empty());
    bench.run_to(2000);
    CHECK(bench.devices.take_written() == std::vector<MemoryRange>{{0x4000, 1024}});
    CHECK(bench.devices.take_written().empty());
    bench.command(kWrite, 3, 0x4000, 2);
    bench.run_to(4000);
    CHECK(bench.devices.take_written().empty());
    bench.set_counts(1, 0);
    bench.request(0, kRead, 0, 0x5000, 1);
    bench.out(kRing, kRingAt);
    bench.out(kKick, 0);
    bench.run_to(6000);
    const std::vector<MemoryRange> written = bench.devices.take_written();
    CHECK(std::ranges::find(written, MemoryRange{0x5000, 512}) != written.end());
    CHECK(std::ranges::find(written, MemoryRange{kRingAt + 4, 4}) != written.end());
}

}  // namespace
}  // namespace anel::devices
