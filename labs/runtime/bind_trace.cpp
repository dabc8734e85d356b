// m.trace: what has happened.
#include "labs/runtime/binding_rows.hpp"
#include "labs/runtime/machine_values.hpp"

namespace anel::labs {

using lua::Answer;
using lua::Call;

namespace {

Answer get_events(Call& call) {
    const auto from = static_cast<Cycles>(call.integer_or(1, "from", 0, INT64_MAX, 0));
    const auto to = static_cast<Cycles>(call.integer_or(2, "to", 0, INT64_MAX, INT64_MAX));
    if (call.wrong()) return {};
    const std::span<const cpu::Event> all = machine_of(call).events();
    const auto first = std::ranges::lower_bound(all, from, {}, &cpu::Event::cycle);
    const auto last = std::ranges::upper_bound(all, to, {}, &cpu::Event::cycle);
    return first < last ? events_value({first, last}) : Value::array();
}

Answer get_ledger(Call& call) { return ledger_value(machine_of(call).machine().cpu().ledger()); }
Answer get_lost(Call& call) { return Value(static_cast<std::int64_t>(machine_of(call).events_lost())); }

constexpr lua::FunctionRow kTraceFunctions[] = {
    {"events", "[from, to]", "events", "Ring crossings and marks up to now, in order, with cycles from `from` to `to`: `{cycle, kind, cause, from, to, pc, value, vm}` each. Kinds: trap, return, exit, entry, inject, vmon, vmoff, "
     "mark, vm; the cause is its name, of an interrupt `irq0` to `irq15`.", kFullOnly, get_events},
    {"ledger", "", "cycles", "Every cycle, by activity: `{user=…, kernel=…, crossing=…}`. What hooks have declared is `declared`. The sum is `m.cycle`.", kFullOnly, get_ledger},
    {"lost", "", "n", "Events for which there was no room.", kFullOnly, get_lost},
};

}  // namespace

const lua::TypeRow kTraceType{"trace", "`m.trace`: what has happened on the machine.", kTraceFunctions, {}};

}  // namespace anel::labs
