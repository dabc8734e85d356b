// A run as a picture in time, in the trace event format that Chrome (chrome://tracing) and Perfetto (ui.perfetto.dev) open: a process for each
// VM, a thread for each ring, slices named by what the ring said that it did, and every crossing as a slice of its own with an arrow from lane
// to lane. A cycle stands for a microsecond. Written as events come: nothing of it is held in memory.
// Not here: files (cli), the events themselves (isa/cpu/event.hpp).
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "isa/machine/spans.hpp"
#include "monitor/control/run.hpp"

namespace anel::control {

/// "trap", "return", "exit" and so on, as in the lines of --events.
std::string_view name_of(cpu::EventKind kind);
/// A crossing's kind and, where it has one, its cause: "trap: ecall".
std::string crossing_name(const cpu::Event& crossing);

class TraceJson {
public:
    using Write = std::function<void(std::string_view)>;

    /// `write` is called at once, and for as long as this lives. From a machine's first cycle on.
    explicit TraceJson(Write write);
    void add(const cpu::Event& event);
    /// The last slice, and what is known of the whole. Nothing may come after it.
    void end(const RunResult& run);

private:
    /// Where a slice lies.
    struct Place {
        std::uint8_t vm = 0;
        Ring ring = Ring::k0;
        unsigned process() const { return vm + 1U; }
        unsigned thread() const { return process() * 10 + lane(ring); }
    };
    /// An arrow on its way to a slice that is not written yet.
    struct Arrow {
        std::uint64_t id = 0;
        Cycles at = 0;
    };

    void item(const std::string& fields);
    void name_places(const Place& place);
    void slice(const machine::Span& span);
    void crossing_slice(const cpu::Event& event, const machine::Span& span);
    void arrow(char phase, std::uint64_t id, const Place& place, Cycles at);

    Write write_;
    machine::SpanReader reader_;
    std::uint64_t crossings_ = 0;
    std::optional<Arrow> arriving_;
    std::array<bool, cpu::kVmLimit> named_processes_{};
    std::array<bool, cpu::kVmLimit * kLaneCount> named_threads_{};
    bool first_ = true;
    bool after_crossing_ = false;  ///< then a slice is written even if it is empty: the next crossing's arrow begins in it
};

}  // namespace anel::control
