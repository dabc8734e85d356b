#include "tests/differential/observed.hpp"

#include <algorithm>
#include <sstream>

#include "isa/spec/causes.hpp"
#include "isa/spec/csrs.hpp"

namespace anel::differential {

std::string hex(std::uint64_t value) {
    std::ostringstream out;
    out << "0x" << std::hex << value;
    return out.str();
}

namespace {

class Report {
public:
    template <class T>
    void compare(const std::string& name, const T& a, const T& b) {
        if (!(a == b)) line(name, show(a), show(b));
    }
    /// `name_of`(index) names an element.
    template <class List, class Name>
    void each(const List& a, const List& b, Name&& name_of) {
        for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
            if (i < a.size() && i < b.size()) compare(name_of(i), a[i], b[i]);
            else line(name_of(i), i < a.size() ? show(a[i]) : "none", i < b.size() ? show(b[i]) : "none");
        }
    }
    std::string text() const { return lines_ > kLinesMost ? out_ + "  and " + std::to_string(lines_ - kLinesMost) + " lines more\n" : out_; }

private:
    static constexpr unsigned kLinesMost = 40;
    void line(const std::string& name, const std::string& a, const std::string& b) {
        if (++lines_ <= kLinesMost) out_ += "  " + name + ": " + a + " | " + b + "\n";
    }
    static std::string show(std::uint64_t value) { return std::to_string(value) + " (" + hex(value) + ")"; }
    static std::string show(bool value) { return value ? "yes" : "no"; }
    static std::string show(std::uint32_t value) { return hex(value); }
    static std::string show(std::uint8_t value) { return std::to_string(value); }
    static std::string show(Ring ring) { return std::to_string(number(ring)); }
    static std::string show(spec::Activity activity) { return std::string(spec::name_of_activity(static_cast<std::size_t>(activity))); }
    static std::string show(cpu::Stop stop) {
        switch (stop) {
            case cpu::Stop::kCycleReached: return "runs on";
            case cpu::Stop::kPoweredOff: return "powered off";
            case cpu::Stop::kTripleFault: return "triple fault";
            case cpu::Stop::kCrossed: return "behind a crossing";
            case cpu::Stop::kBreakpoint: return "in front of a breakpoint";
            case cpu::Stop::kIdle: break;
        }
        return "idle";
    }
    static std::string show(const std::optional<Cycles>& cycles) { return cycles ? std::to_string(*cycles) : "none"; }
    static std::string show(const std::vector<std::uint32_t>& list) {
        std::string out = "[";
        for (const std::uint32_t entry : list) out += (out.size() > 1 ? " " : "") + hex(entry);
        return out + "]";
    }
    static std::string show(const cpu::TlbEntry& entry) {
        if (!entry.valid) return "invalid";
        return "page " + hex(entry.page) + " frame " + hex(entry.frame) + " pte " + hex(entry.pte) + " nested " + hex(entry.nested) + " guest frame " +
               hex(entry.guest_frame) + " asid " + std::to_string(entry.key.asid) + " tag " + std::to_string(entry.key.tag) + (entry.superpage ? " superpage" : "") +
               (entry.superpage_leaf ? " superpage leaf" : "") + (entry.superpage_nested ? " nested superpage" : "");
    }
    static std::string show(const cpu::Event& event) {
        static constexpr const char* kNames[] = {"trap", "return", "exit", "entry", "injection", "vmon", "vmoff", "mark", "vm"};
        return std::string(kNames[static_cast<std::size_t>(event.kind)]) + " at " + std::to_string(event.cycle) + " pc " + hex(event.pc) + " cause " +
               hex(event.cause) + " value " + hex(event.value) + " ring " + show(event.from) + " to " + show(event.to) + " vm " + std::to_string(event.vm) + " took " +
               std::to_string(event.took);
    }

    std::string out_;
    unsigned lines_ = 0;
};

auto numbered(std::string name) {
    return [name = std::move(name)](std::size_t i) { return name + " " + std::to_string(i); };
}

void compare_states(Report& report, const cpu::CpuState& a, const cpu::CpuState& b) {
    report.compare("pc", a.pc, b.pc);
    report.compare("ring", a.ring, b.ring);
    report.each(a.x, b.x, [](std::size_t i) { return "x" + std::to_string(i); });
    for (unsigned bank = 0; bank < a.bank.size(); ++bank) {
        const std::string suffix = bank == spec::kInnerBank ? "m" : std::to_string(bank);
        const cpu::Bank &one = a.bank[bank], &other = b.bank[bank];
        report.compare("vector" + suffix, one.vector, other.vector);
        report.compare("epc" + suffix, one.epc, other.epc);
        report.compare("cause" + suffix, one.cause, other.cause);
        report.compare("value" + suffix, one.value, other.value);
        report.compare("status" + suffix, one.status, other.status);
        report.compare("scratch" + suffix, one.scratch, other.scratch);
        report.compare("delegate" + suffix, one.delegate, other.delegate);
        report.compare("imask" + suffix, one.imask, other.imask);
        report.compare("pending" + suffix, one.pending, other.pending);
    }
    report.compare("root", a.root, b.root);
    report.compare("grant", a.grant, b.grant);
    report.each(a.mark, b.mark, numbered("mark of lane"));
    report.compare("vmid", a.vmid, b.vmid);
    report.compare("waiting", a.waiting, b.waiting);
    report.compare("ring -1 on", a.assist.on, b.assist.on);
    report.compare("in a guest", a.assist.guest, b.assist.guest);
    report.compare("assist locked", a.assist.locked, b.assist.locked);
    report.compare("rootm", a.assist.root, b.assist.root);
    report.compare("control block", a.assist.block, b.assist.block);
    report.compare("tag", a.assist.tag, b.assist.tag);
    report.compare("nested root", a.assist.nested_root, b.assist.nested_root);
    report.compare("intercepts", a.assist.intercepts, b.assist.intercepts);
    report.compare("intercepted reads", a.assist.csr_reads, b.assist.csr_reads);
    report.compare("intercepted writes", a.assist.csr_writes, b.assist.csr_writes);
    report.compare("time offset", a.assist.time_offset, b.assist.time_offset);
    report.compare("guest's lines", a.assist.lines, b.assist.lines);
    report.each(a.assist.port_map, b.assist.port_map, numbered("port map"));
    report.compare("preempted at", a.assist.preempt_at, b.assist.preempt_at);
}

void compare_counters(Report& report, const cpu::Counters& a, const cpu::Counters& b) {
    const auto cause = [](const std::string& what) {
        return [what](std::size_t i) { return what + std::string(spec::name_of(static_cast<spec::TrapCause>(i))); };
    };
    report.compare("instructions", a.instructions, b.instructions);
    report.each(a.exceptions, b.exceptions, cause("exceptions: "));
    report.each(a.interrupts, b.interrupts, numbered("interrupts of line"));
    report.each(a.inward_exceptions, b.inward_exceptions, cause("inward exceptions: "));
    report.each(a.inward_interrupts, b.inward_interrupts, numbered("inward interrupts of line"));
    report.each(a.exits, b.exits, numbered("exits for reason"));
    report.each(a.exit_interrupts, b.exit_interrupts, numbered("exits for line"));
    report.compare("entries", a.entries, b.entries);
    report.each(a.by_lane, b.by_lane, numbered("instructions of lane"));
    report.compare("I-cache misses", a.icache_misses, b.icache_misses);
    report.compare("D-cache misses", a.dcache_misses, b.dcache_misses);
    report.compare("mispredicts", a.mispredicts, b.mispredicts);
}

}  // namespace

std::string differences(const Observed& a, const Observed& b) {
    Report report;
    report.compare("stop", a.stop, b.stop);
    report.compare("cycle", a.cycle, b.cycle);
    compare_states(report, a.state, b.state);
    report.compare("triple fault: cause", a.triple_fault.cause, b.triple_fault.cause);
    report.compare("triple fault: value", a.triple_fault.value, b.triple_fault.value);
    report.compare("triple fault: pc", a.triple_fault.pc, b.triple_fault.pc);
    report.each(a.events, b.events, numbered("event"));
    report.compare("events lost", a.events_lost, b.events_lost);
    compare_counters(report, a.counters, b.counters);
    for (std::uint8_t vm = 0; vm < cpu::kVmLimit; ++vm)
        for (unsigned place = 0; place < kLaneCount; ++place)
            for (std::size_t id = 0; id < spec::kActivityLimit; ++id) {
                const Ring ring = ring_of_lane(place);
                const auto activity = static_cast<spec::Activity>(id);
                report.compare("ledger of vm " + std::to_string(vm) + ", ring " + std::to_string(number(ring)) + ", " + std::string(spec::name_of_activity(id)),
                               a.ledger.at(vm, ring, activity), b.ledger.at(vm, ring, activity));
            }
    report.each(a.time.icache, b.time.icache, numbered("I-cache set"));
    report.each(a.time.dcache, b.time.dcache, numbered("D-cache set"));
    report.each(a.time.tlb, b.time.tlb, numbered("TLB slot"));
    report.compare("TLB order", a.time.tlb_order, b.time.tlb_order);
    report.each(a.time.predictor, b.time.predictor, numbered("predictor entry"));
    report.compare("walks", a.time.walks, b.time.walks);
    report.compare("references", a.time.references, b.time.references);
    return report.text();
}

}  // namespace anel::differential
