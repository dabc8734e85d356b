// A small machine with two sets of frames that hold the same virtual memory: the page tables of either lead to its own.
#include "monitor/control/classify/world.hpp"

#include <algorithm>
#include <cstring>

#include "isa/base/invariant.hpp"
#include "isa/cpu/engine/cpu.hpp"
#include "isa/spec/platform.hpp"
#include "monitor/control/classify/subjects.hpp"

namespace anel::control::classify {

namespace {

namespace pte = spec::pte;

constexpr std::uint32_t kRamBytes = 0x18000;
constexpr std::uint32_t kDiskBytes = 4 * spec::kSectorBytes;
/// Virtual. The first holds the program, the second its data; the third is for rings 0 and 1 alone.
constexpr std::uint32_t kFirstPage = 0x10000;
constexpr std::uint32_t kCode = kFirstPage, kData = kFirstPage + kPageBytes, kInner = kFirstPage + 2 * kPageBytes;
constexpr std::uint32_t kPc = kCode + 0x40;
struct Frames {
    std::uint32_t root;   ///< physical address of the level-1 table; the other one lies behind it
    std::uint32_t first;  ///< of the pages
};
/// The second set's pages have equal virtual and physical addresses, so that they serve without paging, too.
constexpr Frames kFrames[] = {{0x2000, 0x8000}, {0x4000, kFirstPage}};
/// Translations of an address space stay in the TLB, so a space has one set of frames.
constexpr std::uint32_t kAsid = 1, kAsidOfSecond = 2, kUnusedAsid = 3;

constexpr std::uint32_t root_of(const Frames& frames, std::uint32_t asid) { return frames.root | asid << spec::kRootAsidShift | spec::kRootOn; }

const Frames& frames_of(const Resources& resources) {
    const bool first = (resources.cpu.root & spec::kRootOn) != 0 && (resources.cpu.root & spec::kRootTable) == kFrames[0].root;
    return kFrames[first ? 0 : 1];
}

std::uint32_t leaf(const Frames& frames, std::size_t page) {
    const std::uint32_t ring = page == (kInner - kFirstPage) / kPageBytes ? 1 : 3;
    return (frames.first + static_cast<std::uint32_t>(page) * kPageBytes) | ring << pte::kRingShift | pte::kValid | pte::kRead | pte::kWrite | pte::kExecute |
           pte::kAccessed | pte::kDirty;
}

cpu::TlbEntry translation(const Frames& frames, std::size_t page, std::uint32_t asid) {
    cpu::TlbEntry entry;
    entry.page = kFirstPage + static_cast<std::uint32_t>(page) * kPageBytes;
    entry.frame = entry.guest_frame = frames.first + static_cast<std::uint32_t>(page) * kPageBytes;
    entry.pte = leaf(frames, page);
    entry.key.asid = static_cast<std::uint16_t>(asid);
    entry.valid = true;
    return entry;
}

machine::MachineConfig without_time(machine::MachineConfig config) {
    config.timing.timed = false;
    // What takes no time changes nothing, and what is small is quickly put back. But a TLB must not forget by itself.
    config.timing.icache.size_bytes = config.timing.icache.line_bytes * config.timing.icache.ways;
    config.timing.dcache.size_bytes = config.timing.dcache.line_bytes * config.timing.dcache.ways;
    config.timing.predictor_entries = 1;
    config.timing.tlb_entries = 16;
    return config;
}

/// U, the same in every experiment but for the word at its pc.
Program usual_program() {
    Program u;
    for (std::uint32_t reg = 1; reg < u.x.size(); ++reg) u.x[reg] = 0x01010101U * reg;
    u.x[kAddress] = kData + 0x80;
    u.x[kInnerAddress] = kInner + 0x80;
    u.x[kOnes] = 0xffffffff;
    u.x[kSmall] = 0x31;  // for probe: may ring 3 read; for a port, a flag that is set; a space that is nobody's
    u.x[kOne] = 1;  // for probe: may the current ring read
    u.x[kLetters] = 0x64636261;
    u.pc = kPc;
    u.memory.resize(kPages * kPageBytes);
    for (std::size_t at = 0; at < u.memory.size(); ++at) u.memory[at] = static_cast<std::uint8_t>(at * 7 + (at >> 8));
    return u;
}

constexpr std::uint32_t kOtherBit = 0x40;  ///< exists in every register of a bank but status and imask, and means nothing to an instruction

}  // namespace

struct World::Machine {
    std::vector<std::uint8_t> ram = std::vector<std::uint8_t>(kRamBytes);
    std::vector<std::uint8_t> disk = std::vector<std::uint8_t>(kDiskBytes, 0x5a);
    devices::Devices devices;
    cpu::Cpu cpu;
    cpu::Snapshot start;  ///< of an experiment; that of a new processor, to begin with

    explicit Machine(const machine::MachineConfig& config)
        : devices(ram, config.disk), cpu(config.timing, config.behaviours, ram, devices, 0, config.assist), start(cpu.save()) {
        for (const Frames& frames : kFrames) {
            const auto put = [&](std::uint32_t at, std::uint32_t entry) { std::memcpy(&ram[at], &entry, sizeof entry); };
            put(frames.root + (kFirstPage >> 22) * 4, (frames.root + kPageBytes) | pte::kValid);
            for (std::size_t page = 0; page < kPages; ++page) put(frames.root + kPageBytes + ((kFirstPage >> 12 & 0x3ffU) + static_cast<std::uint32_t>(page)) * 4, leaf(frames, page));
        }
    }
};

World::World(const machine::MachineConfig& config) : machine_(std::make_unique<Machine>(without_time(config))), usual_program_(usual_program()), locked_(config.assist.locked) {
    const auto vary = [this](std::string field, std::function<void(Resources&)> change, bool grants = false) {
        variations_.push_back({std::move(field), std::move(change), grants});
    };
    for (const spec::Csr& csr : spec::kCsrs) {
        if (csr.bank == spec::kNoBank) continue;
        const auto which = kBankRegisters[static_cast<std::size_t>(csr.kind)];
        const std::uint32_t bit = csr.kind == spec::CsrKind::kStatus ? spec::kStatusIe : kOtherBit;
        vary(std::string(csr.name), [bank = csr.bank, which, bit](Resources& z) { z.cpu.bank[bank].*which ^= bit; });
    }
    vary("status0: previous ring", [](Resources& z) { z.cpu.bank[0].status ^= 1U << spec::kStatusPringShift; });
    vary("grant: bank of ring 1", [](Resources& z) { z.cpu.grant |= spec::grant_bit(1); }, true);
    vary("grant: bank of ring 2", [](Resources& z) { z.cpu.grant |= spec::grant_bit(2); }, true);
    vary("grant: time", [](Resources& z) { z.cpu.grant |= spec::kGrantTime; }, true);
    vary("root: other frames", [](Resources& z) { z.cpu.root = root_of(kFrames[1], kAsidOfSecond); });
    vary("root: other space", [](Resources& z) { z.cpu.root = root_of(kFrames[0], kUnusedAsid); });
    vary("root: paging off", [](Resources& z) { z.cpu.root = 0; });
    // Without paging an outer ring would see pages that are not its own: another U.
    variations_.back().outermost = Ring::k0;
    vary("TLB: empty", [](Resources& z) { z.tlb.clear(); });
    vary("console: other input", [](Resources& z) { z.devices.state.input.front() ^= 1U; });
    vary("console: no input", [](Resources& z) { z.devices.state.input.clear(); });
    vary("console: input ended", [](Resources& z) { z.devices.state.input_ended = true; });
    vary("console: interrupt enabled", [](Resources& z) { z.devices.state.console_irq = true; });
    vary("timer: not armed", [](Resources& z) { z.devices.state.timer_due.reset(); });
    vary("timer: later", [](Resources& z) { z.devices.state.timer_due = *z.devices.state.timer_due + 1; });
    vary("timer: its line high", [](Resources& z) { z.devices.timer_high = true; });
    vary("disk: done", [](Resources& z) { z.devices.disk.status = spec::DiskStatus::kDone; });
    vary("disk: next sector", [](Resources& z) { z.devices.disk.next.sector ^= 1U; });
    vary("mailbox: a request", [](Resources& z) { z.devices.state.mailbox_request = 1; });
    vary("assist: locked", [](Resources& z) { z.cpu.assist.locked = true; });
    vary("assist: root", [](Resources& z) { z.cpu.assist.root = root_of(kFrames[1], kAsidOfSecond); });
}

World::~World() = default;

Resources World::usual(Ring ring) const {
    Resources z;
    z.cpu.ring = ring;
    z.cpu.root = root_of(kFrames[0], kAsid);
    z.cpu.assist.locked = locked_;
    for (std::uint32_t bank = 0; bank < z.cpu.bank.size(); ++bank) {
        const std::uint32_t own = 0x800 | bank << 8;
        // Lines that may interrupt are not those that are pending.
        z.cpu.bank[bank] = {kCode + own, kCode + own + 4, own + 2, own + 3, spec::kStatusPie | 2U << spec::kStatusPringShift, own + 5, 0, 0x2000, 0x4000};
    }
    z.devices.state.input = {'a', 'b'};
    z.devices.state.timer_due = 100'000;
    z.tlb = {translation(kFrames[0], 1, kAsid), translation(kFrames[1], 1, kAsidOfSecond)};
    return z;
}

Program World::program(std::uint32_t word) const {
    Program u = usual_program_;
    std::memcpy(&u.memory[kPc - kFirstPage], &word, sizeof word);
    return u;
}

Outcome World::execute(const Program& program, const Resources& resources) {
    Machine& m = *machine_;
    const Frames& frames = frames_of(resources);
    for (const Frames& set : kFrames) std::memcpy(&m.ram[set.first], program.memory.data(), program.memory.size());
    m.devices.insert_disk(m.disk);
    m.devices.restore(resources.devices);

    m.start.state = resources.cpu;
    m.start.state.x = program.x;
    m.start.state.pc = program.pc;
    std::ranges::fill(m.start.time.tlb, cpu::TlbEntry{});
    std::ranges::copy(resources.tlb, m.start.time.tlb.begin());
    m.start.time.tlb_order.clear();
    for (std::uint32_t slot = 0; slot < resources.tlb.size(); ++slot) m.start.time.tlb_order.push_back(slot);
    m.cpu.restore(m.start);
    const cpu::Stop stop = m.cpu.step();

    Outcome outcome;
    const cpu::CpuState& end = m.cpu.state();
    const cpu::Counters& counted = m.cpu.counters();
    invariant(counted.interrupts == m.start.counters.interrupts, "no interrupt is taken in an experiment");
    outcome.trapped = counted.exceptions != m.start.counters.exceptions || stop == cpu::Stop::kTripleFault;
    if (outcome.trapped) return outcome;
    outcome.program.x = end.x;
    outcome.program.pc = end.pc;
    outcome.program.memory.resize(kPages * kPageBytes);
    std::memcpy(outcome.program.memory.data(), &m.ram[frames.first], outcome.program.memory.size());
    outcome.resources.cpu = end;
    outcome.resources.cpu.x = {};
    outcome.resources.cpu.pc = 0;
    outcome.resources.cpu.mark = resources.cpu.mark;
    outcome.resources.cpu.vmid = resources.cpu.vmid;
    outcome.resources.devices = m.devices.save();
    const std::vector<cpu::TlbEntry> tlb = m.cpu.mmu().tlb().contents();
    for (const cpu::TlbEntry& entry : resources.tlb)
        if (std::ranges::find(tlb, entry) != tlb.end()) outcome.resources.tlb.push_back(entry);
    return outcome;
}

}  // namespace anel::control::classify
