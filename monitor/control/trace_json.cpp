// Names come from tables and need no escaping. Slices of a thread follow upon each other and never overlap; an arrow begins and ends inside a
// slice of its thread, and is written behind that slice, because readers tie it to one that they have seen.
#include "monitor/control/trace_json.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "isa/base/invariant.hpp"
#include "monitor/control/amounts.hpp"

namespace anel::control {

std::string_view name_of(cpu::EventKind kind) {
    switch (kind) {
        case cpu::EventKind::kTrap: return "trap";
        case cpu::EventKind::kReturn: return "return";
        case cpu::EventKind::kExit: return "exit";
        case cpu::EventKind::kEntry: return "entry";
        case cpu::EventKind::kInject: return "inject";
        case cpu::EventKind::kVmon: return "vmon";
        case cpu::EventKind::kVmoff: return "vmoff";
        case cpu::EventKind::kMark: return "mark";
        case cpu::EventKind::kVm: return "vm";
    }
    invariant(false, "every kind of event has a name");
    return {};
}

std::string crossing_name(const cpu::Event& crossing) {
    const bool caused = crossing.kind == cpu::EventKind::kTrap || crossing.kind == cpu::EventKind::kExit || crossing.kind == cpu::EventKind::kInject;
    return caused ? fmt::format("{}: {}", name_of(crossing.kind), cause_name(crossing.cause)) : std::string(name_of(crossing.kind));
}

TraceJson::TraceJson(Write write) : write_(std::move(write)) { write_("{\"displayTimeUnit\":\"ms\",\"traceEvents\":["); }

void TraceJson::item(const std::string& fields) {
    write_(fmt::format("{}\n{{{}}}", first_ ? "" : ",", fields));
    first_ = false;
}

void TraceJson::name_places(const Place& place) {
    bool& process_named = named_processes_[place.vm];
    bool& thread_named = named_threads_[place.vm * kLaneCount + lane(place.ring)];
    const unsigned process = place.process(), thread = place.thread();
    if (!process_named) {
        process_named = true;
        const std::string name = place.vm == 0 ? "VM 0: the machine itself" : fmt::format("VM {}", place.vm);
        item(fmt::format(R"("ph":"M","pid":{},"tid":{},"name":"process_name","args":{{"name":"{}"}})", process, thread, name));
        item(fmt::format(R"("ph":"M","pid":{},"tid":{},"name":"process_sort_index","args":{{"sort_index":{}}})", process, thread, place.vm));
    }
    if (!thread_named) {
        thread_named = true;
        item(fmt::format(R"("ph":"M","pid":{},"tid":{},"name":"thread_name","args":{{"name":"ring {}"}})", process, thread, number(place.ring)));
        // The outermost ring on top.
        item(fmt::format(R"("ph":"M","pid":{},"tid":{},"name":"thread_sort_index","args":{{"sort_index":{}}})", process, thread, 3 - number(place.ring)));
    }
}

void TraceJson::arrow(char phase, std::uint64_t id, const Place& place, Cycles at) {
    item(fmt::format(R"("ph":"{}",{}"id":{},"pid":{},"tid":{},"ts":{},"name":"crossing","cat":"arrow")", phase, phase == 'f' ? R"("bp":"e",)" : "", id,
                     place.process(), place.thread(), at));
}

void TraceJson::slice(const machine::Span& span) {
    if (span.begin == span.end && !after_crossing_) return;
    const Place place{span.vm, span.ring};
    name_places(place);
    item(fmt::format(R"("ph":"X","pid":{},"tid":{},"ts":{},"dur":{},"name":"{}","cat":"activity")", place.process(), place.thread(), span.begin,
                     span.end - span.begin, spec::name_of_activity(static_cast<std::size_t>(span.activity))));
    if (arriving_) arrow('f', arriving_->id, place, arriving_->at);
    arriving_.reset();
    after_crossing_ = false;
}

void TraceJson::crossing_slice(const cpu::Event& event, const machine::Span& span) {
    const Place place{span.vm, span.ring};
    name_places(place);
    item(fmt::format(R"("ph":"X","pid":{},"tid":{},"ts":{},"dur":{},"name":"{}","cat":"crossing","args":{{"pc":"0x{:08x}","value":"0x{:08x}","from":{},"to":{}}})",
                     place.process(), place.thread(), span.begin, span.end - span.begin, crossing_name(event), event.pc, event.value, number(event.from),
                     number(event.to)));
}

void TraceJson::add(const cpu::Event& event) {
    const machine::Span before = reader_.before(event);
    if (!cpu::is_crossing(event.kind)) return slice(before);
    after_crossing_ = true;
    slice(before);
    const machine::Span crossing = machine::SpanReader::of_crossing(event);
    const std::uint64_t id = ++crossings_;
    const auto last_cycle_of = [](const machine::Span& span) { return std::max(span.begin, span.end - std::min<Cycles>(span.end, 1)); };
    const bool inward = cpu::bank_ring(event) == event.to;
    const machine::Span& from = inward ? before : crossing;
    if (inward) arrow('s', id, {from.vm, from.ring}, last_cycle_of(from));
    crossing_slice(event, crossing);
    if (inward) {
        arrow('f', id, {crossing.vm, crossing.ring}, crossing.begin);
    } else {
        arrow('s', id, {from.vm, from.ring}, last_cycle_of(from));
        arriving_ = Arrow{id, crossing.end};
    }
    after_crossing_ = true;
}

void TraceJson::end(const RunResult& run) {
    slice(reader_.until(run.cycles));
    write_(fmt::format("\n],\"otherData\":{{\"unit\":\"1 µs = 1 cycle\",\"mode\":\"{}\",\"cycles\":{},\"crossings\":{},\"lost_events\":{}}}}}\n", name_of(run.mode), run.cycles,
                       crossings_, run.lost_events));
}

}  // namespace anel::control
