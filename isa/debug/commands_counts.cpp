// Commands that show what the machine has counted.
#include <fmt/format.h>

#include "isa/debug/commands.hpp"
#include "isa/debug/csr_fields.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"

namespace anel::debug {

namespace {

std::string count_line(std::string_view name, std::uint64_t count) { return fmt::format("{:<28} {:>16}\n", name, count); }

}  // namespace

Reply do_ledger(Session& session, const Arguments&) {
    const cpu::Ledger& ledger = session.cpu().ledger();
    std::string text = "VM  ring  activity               cycles\n";
    for (std::uint8_t vm = 0; vm < cpu::kVmLimit; ++vm)
        for (unsigned place = 0; place < kLaneCount; ++place)
            for (std::size_t id = 0; id < spec::kActivityLimit; ++id) {
                const Ring ring = ring_of_lane(place);
                const Cycles cycles = ledger.at(vm, ring, static_cast<spec::Activity>(id));
                if (cycles != 0) text += fmt::format("{:>2}  {:>4}  {:<14} {:>14}\n", vm, ring_text(ring), spec::name_of_activity(id), cycles);
            }
    return {true, text + fmt::format("{:<24} {:>14}\n", "sum", ledger.total())};
}

Reply do_counters(Session& session, const Arguments&) {
    const cpu::Counters& counters = session.cpu().counters();
    std::string text = count_line("instructions", counters.instructions);
    for (unsigned place = 0; place < kLaneCount; ++place)
        if (counters.by_lane[place] != 0) text += count_line("  of ring " + ring_text(ring_of_lane(place)), counters.by_lane[place]);
    for (std::uint32_t cause = 0; cause < spec::kCauseCount; ++cause)
        if (counters.exceptions[cause] != 0) text += count_line("traps " + cause_name(cause), counters.exceptions[cause]);
    for (unsigned line = 0; line < spec::kLineCount; ++line)
        if (counters.interrupts[line] != 0) text += count_line("interrupts " + line_name(line), counters.interrupts[line]);
    for (std::uint32_t reason = 0; reason < spec::kExitReasonLimit; ++reason)
        if (counters.exits[reason] != 0) text += count_line("exits " + cause_name(reason, true), counters.exits[reason]);
    for (unsigned line = 0; line < spec::kLineCount; ++line)
        if (counters.exit_interrupts[line] != 0) text += count_line("exits interrupt " + line_name(line), counters.exit_interrupts[line]);
    if (counters.entries != 0) text += count_line("entries", counters.entries);
    text += count_line("instruction cache misses", counters.icache_misses) + count_line("data cache misses", counters.dcache_misses);
    return {true, text + count_line("branches guessed wrong", counters.mispredicts)};
}

}  // namespace anel::debug
