// Field by field, so that padding and the host's byte order have no part in it. Pages of zeros count by their number alone: memory is mostly zeros.
#include "isa/machine/state_digest.hpp"

#include <algorithm>

#include "isa/machine/byte_stream.hpp"

namespace anel::machine {

namespace {

void put(ByteWriter& out, std::uint64_t value) { out.number(value); }
void put(ByteWriter& out, const std::optional<std::uint64_t>& value) {
    out.number(std::uint8_t{value.has_value()});
    put(out, value.value_or(0));
}
template <class List>
void put_all(ByteWriter& out, const List& list) {
    put(out, std::uint64_t{std::size(list)});
    for (const auto& value : list) put(out, static_cast<std::uint64_t>(value));
}

std::string registers_of(const cpu::Snapshot& cpu) {
    ByteWriter out;
    const cpu::CpuState& state = cpu.state;
    put_all(out, state.x);
    put_all(out, std::array{std::uint64_t{state.pc}, static_cast<std::uint64_t>(number(state.ring)), std::uint64_t{state.root}, std::uint64_t{state.grant},
                            std::uint64_t{state.vmid}, std::uint64_t{state.waiting}});
    for (const cpu::Bank& bank : state.bank)
        put_all(out, std::array{bank.vector, bank.epc, bank.cause, bank.value, bank.status, bank.scratch, bank.delegate, bank.imask, bank.pending});
    put_all(out, state.mark);
    const cpu::AssistState& assist = state.assist;
    put_all(out, std::array{std::uint64_t{assist.on}, std::uint64_t{assist.guest}, std::uint64_t{assist.locked}, std::uint64_t{assist.root},
                            std::uint64_t{assist.block}, std::uint64_t{assist.tag}, std::uint64_t{assist.nested_root}, std::uint64_t{assist.intercepts},
                            assist.csr_reads, assist.csr_writes, assist.time_offset, std::uint64_t{assist.lines}});
    put_all(out, assist.port_map);
    put(out, assist.preempt_at);
    put_all(out, std::array{std::uint64_t{cpu.aftermath.bubble}, std::uint64_t{cpu.aftermath.paid}, std::uint64_t{cpu.aftermath.loaded}, cpu.cycle,
                            std::uint64_t{cpu.triple_faulted}, std::uint64_t{cpu.triple_fault.cause}, std::uint64_t{cpu.triple_fault.value},
                            std::uint64_t{cpu.triple_fault.pc}});
    return out.take();
}

std::string time_of(const cpu::TimeState& time) {
    ByteWriter out;
    for (const auto* cache : {&time.icache, &time.dcache}) {
        put(out, std::uint64_t{cache->size()});
        for (const cpu::TimeState::Set& set : *cache) put_all(out, set);
    }
    for (const cpu::TlbEntry& entry : time.tlb)
        put_all(out, std::array{entry.page, entry.frame, entry.pte, entry.nested, entry.guest_frame, std::uint32_t{entry.key.asid}, std::uint32_t{entry.key.tag},
                                std::uint32_t{entry.valid}, std::uint32_t{entry.superpage}, std::uint32_t{entry.superpage_leaf},
                                std::uint32_t{entry.superpage_nested}});
    put_all(out, time.tlb_order);
    put_all(out, time.predictor);
    put(out, time.walks);
    put(out, time.references);
    return out.take();
}

std::string counts_of(const cpu::Snapshot& cpu) {
    ByteWriter out;
    const cpu::Counters& counters = cpu.counters;
    put(out, counters.instructions);
    put_all(out, counters.exceptions);
    put_all(out, counters.interrupts);
    put_all(out, counters.inward_exceptions);
    put_all(out, counters.inward_interrupts);
    put_all(out, counters.exits);
    put_all(out, counters.exit_interrupts);
    put_all(out, counters.by_lane);
    put_all(out, std::array{counters.entries, counters.icache_misses, counters.dcache_misses, counters.mispredicts});
    for (std::uint8_t vm = 0; vm < cpu::kVmLimit; ++vm)
        for (unsigned place = 0; place < kLaneCount; ++place)
            for (std::size_t activity = 0; activity < spec::kActivityLimit; ++activity)
                put(out, cpu.ledger.at(vm, ring_of_lane(place), static_cast<spec::Activity>(activity)));
    return out.take();
}

std::string devices_of(const devices::DevicesSnapshot& devices) {
    ByteWriter out;
    const devices::DeviceState& state = devices.state;
    put_all(out, state.input);
    put_all(out, std::array{state.input_ended, state.console_irq, state.given_up, devices.timer_high});
    for (const std::optional<std::uint64_t> value : {std::optional<std::uint64_t>(state.timer_due), std::optional<std::uint64_t>(state.exit_code),
                                                     std::optional<std::uint64_t>(state.mailbox_page), std::optional<std::uint64_t>(state.mailbox_request),
                                                     std::optional<std::uint64_t>(state.mailbox_answer)})
        put(out, value);
    const devices::DiskState& disk = devices.disk;
    for (const devices::DiskTransfer& transfer : {disk.next, disk.transfer})
        put_all(out, std::array{transfer.command, transfer.sector, transfer.address, transfer.count});
    put_all(out, std::array{std::uint64_t{disk.ring}, static_cast<std::uint64_t>(disk.status), disk.due, std::uint64_t{disk.serves_ring},
                            std::uint64_t{disk.served_ring}, std::uint64_t{disk.consumed}});
    return out.take();
}

Sha256Digest digest_of_pages(std::span<const std::uint8_t> bytes) {
    Sha256 sha;
    ByteWriter size;
    put(size, std::uint64_t{bytes.size()});
    sha.add(size.bytes());
    for (std::size_t at = 0; at < bytes.size(); at += kPageBytes) {
        const auto page = bytes.subspan(at, std::min<std::size_t>(kPageBytes, bytes.size() - at));
        if (std::ranges::all_of(page, [](std::uint8_t byte) { return byte == 0; })) continue;
        ByteWriter number;
        put(number, at);
        sha.add(number.bytes());
        sha.add({reinterpret_cast<const char*>(page.data()), page.size()});
    }
    return sha.digest();
}

}  // namespace

PartDigest digest_of(std::string_view part, std::string_view bytes) {
    Sha256 sha;
    sha.add(bytes);
    return {std::string(part), sha.digest()};
}

StateDigest digest_of(const Machine& machine) {
    const cpu::Snapshot cpu = machine.cpu().save();
    return {digest_of("registers", registers_of(cpu)),
            digest_of("caches, TLB and predictor", time_of(cpu.time)),
            digest_of("counters and ledger", counts_of(cpu)),
            digest_of("devices", devices_of(machine.devices().save())),
            {"memory", digest_of_pages(machine.memory())},
            {"disk", digest_of_pages(machine.devices().disk().content())}};
}

}  // namespace anel::machine
