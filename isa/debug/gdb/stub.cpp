// Packets that look at the machine, change it and move it.
#include "isa/debug/gdb/stub.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "isa/debug/gdb/registers.hpp"
#include "isa/machine/files.hpp"

namespace anel::gdb {

namespace {

// What goes wrong, as the numbers of Unix.
constexpr std::string_view kOk = "OK";
constexpr std::string_view kNoSpace = "E12";
constexpr std::string_view kNoMemory = "E14";
constexpr std::string_view kBusy = "E16";
constexpr std::string_view kTooLongPacket = "E90";

/// Of memory in one reply, whose every byte takes two digits.
constexpr std::size_t kMemoryMost = kPacketMost / 2;
/// Of the machine's output in one packet.
constexpr std::size_t kTextMost = 1024;

constexpr int kSigInt = 2, kSigTrap = 5, kSigAbort = 6, kSigSegv = 11;

}  // namespace

void Stub::receive(std::span<const std::uint8_t> bytes) {
    for (const std::uint8_t byte : bytes) {
        if (done_) return;
        if (const auto message = reader_.take(byte)) hear(*message);
    }
}

void Stub::start_over() {
    if (travel_.under_way()) travel_.interrupt();
    points_.clear();
    memory_.set_physical(false);
    preferences_ = {};
    reader_ = {};
    output_.clear();
    last_reply_.clear();
    last_ = {};
    acks_ = true;
    knows_breaks_ = done_ = false;
}

void Stub::hear(const Message& message) {
    switch (message.kind) {
        case Heard::kPacket:
            if (acks_) output_ += '+';
            return answer(message.content);
        case Heard::kDamaged:
            // Without acknowledgements nobody could ask for it again.
            if (!acks_) return answer(message.content);
            output_ += '-';
            return;
        case Heard::kTooLong:
            if (acks_) output_ += '+';
            return reply(kTooLongPacket);
        case Heard::kInterrupt: return interrupt();
        case Heard::kNack:
            if (acks_) output_ += last_reply_;
            return;
        case Heard::kAck: return;
    }
}

void Stub::reply(std::string_view content) {
    last_reply_ = framed(content);
    output_ += last_reply_;
}

void Stub::answer(std::string_view packet) {
    // A client that has set the machine going is to wait.
    if (moving()) return reply(kBusy);
    if (const auto text = answer_to(packet)) reply(*text);
}

/// Nothing: there will be an answer later, or never.
std::optional<std::string> Stub::answer_to(std::string_view packet) {
    if (packet.empty()) return "";
    const Cursor cursor(packet.substr(1));
    switch (packet.front()) {
        case '?': return stop_reply();
        case 'g': return registers();
        case 'G': return set_registers(cursor.rest());
        case 'p': return read_one(cursor);
        case 'P': return set_one(cursor);
        case 'm': return read_memory(cursor);
        case 'M': return write_memory(cursor, false);
        case 'X': return write_memory(cursor, true);
        case 'Z': return set_point(cursor, true);
        case 'z': return set_point(cursor, false);
        case 's':
        case 'S':
        case 'c':
        case 'C':
        case 'b': return resume(packet);
        case 'q': return query(cursor);
        case 'Q': return setting(cursor);
        default: return other(Cursor(packet));
    }
}

// Registers.

std::string Stub::registers() const {
    std::string text;
    for (unsigned number = 0; number < kRegisterCount; ++number) text += hex_of(read_register(history_.machine(), number), register_bytes(number));
    return text;
}

/// All at once. Those that nobody can set are given as well, and stay as they are.
std::string Stub::set_registers(std::string_view hex) {
    const auto bytes = bytes_of_hex(hex);
    if (!bytes) return std::string(kNotUnderstood);
    cpu::CpuState state = history_.machine().cpu().state();
    const cpu::CpuState before = state;
    std::size_t at = 0;
    for (unsigned number = 0; number < kRegisterCount && at + register_bytes(number) <= bytes->size(); at += register_bytes(number), ++number) {
        std::uint32_t value = 0;
        for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<std::uint8_t>((*bytes)[at + i]);
        if (why_fixed(number).empty() && value != read_register(history_.machine(), number)) write_register(state, number, value);
    }
    if (at != bytes->size()) return std::string(kNotUnderstood);
    if (!(state == before)) {
        history_.set_state(state);
        future_changed();
    }
    return std::string(kOk);
}

std::string Stub::read_one(Cursor cursor) const {
    const auto number = cursor.number();
    if (!number || !cursor.at_end() || *number >= kRegisterCount) return std::string(kNotUnderstood);
    return hex_of(read_register(history_.machine(), *number), register_bytes(*number));
}

std::string Stub::set_one(Cursor cursor) {
    const auto number = cursor.number();
    const auto bytes = cursor.take('=') ? bytes_of_hex(cursor.rest()) : std::nullopt;
    if (!number || *number >= kRegisterCount || !bytes || bytes->size() != register_bytes(*number)) return std::string(kNotUnderstood);
    if (const std::string_view why = why_fixed(*number); !why.empty()) return fmt::format("E.{}", why);
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<std::uint8_t>((*bytes)[i]);
    cpu::CpuState state = history_.machine().cpu().state();
    write_register(state, *number, value);
    history_.set_state(state);
    future_changed();
    return std::string(kOk);
}

// Memory.

std::string Stub::read_memory(Cursor cursor) const {
    const auto address = cursor.number();
    const auto bytes = cursor.take(',') ? cursor.number() : std::nullopt;
    if (!address || !bytes || !cursor.at_end()) return std::string(kNotUnderstood);
    const std::string content = memory_.read(*address, std::min<std::size_t>(*bytes, kMemoryMost));
    return content.empty() && *bytes != 0 ? std::string(kNoMemory) : hex_of(content);
}

std::string Stub::write_memory(Cursor cursor, bool binary) {
    const auto address = cursor.number();
    const auto size = cursor.take(',') ? cursor.number() : std::nullopt;
    if (!address || !size || !cursor.take(':')) return std::string(kNotUnderstood);
    const auto content = binary ? std::optional(std::string(cursor.rest())) : bytes_of_hex(cursor.rest());
    if (!content || content->size() != *size) return std::string(kNotUnderstood);
    const auto ranges = memory_.where(*address, content->size());
    if (!ranges) return std::string(kNoMemory);
    std::size_t done = 0;
    for (const cpu::MemoryRange& range : *ranges) {
        if (!history_.write_memory({range.address}, machine::bytes_of(std::string_view(*content).substr(done, range.bytes)))) return std::string(kNoMemory);
        done += range.bytes;
    }
    future_changed();
    return std::string(kOk);
}

/// Where it is written that something was printed, it may not have been.
void Stub::future_changed() {
    console_shown_ = std::min(console_shown_, history_.console().size());
    log_shown_ = std::min(log_shown_, history_.log().size());
}

// Breakpoints and watchpoints.

std::string Stub::set_point(Cursor cursor, bool insert) {
    const auto type = cursor.number();
    const auto at = cursor.take(',') ? cursor.number() : std::nullopt;
    const auto how = cursor.take(',') ? cursor.number() : std::nullopt;
    if (!type || !at || !how) return std::string(kNotUnderstood);
    const std::uint32_t address = at.value_or(0), bytes = how.value_or(0);
    constexpr std::uint32_t kFirstWatch = 2, kLastWatch = 4;
    if (*type > kLastWatch) return "";
    // Conditions and commands, which gdb would send only to who asked for them.
    if (!cursor.at_end()) return std::string(kNotUnderstood);
    if (*type < kFirstWatch) {
        const BreakKind breaks = *type == 0 ? BreakKind::kSoftware : BreakKind::kHardware;
        if (insert) return std::string(points_.add_breakpoint(breaks, address) ? kOk : kNoSpace);
        points_.remove_breakpoint(breaks, address);
        return std::string(kOk);
    }
    constexpr WatchKind kKinds[] = {WatchKind::kWrite, WatchKind::kRead, WatchKind::kAccess};
    const WatchKind watches = kKinds[*type - kFirstWatch];
    if (!insert) {
        points_.remove_watch(watches, address, bytes);
        return std::string(kOk);
    }
    switch (points_.add_watch(watches, address, bytes, memory_)) {
        case Points::Added::kYes: break;
        case Points::Added::kNoMemory: return std::string(kNoMemory);
        case Points::Added::kTooMany: return std::string(kNoSpace);
    }
    return std::string(kOk);
}

// Moving.

/// s, c, S, C with signals that mean nothing here, and addresses; bs and bc.
std::optional<std::string> Stub::resume(std::string_view packet) {
    if (packet == "bs") return depart(Way::kStepBack);
    if (packet == "bc") return depart(Way::kBack);
    if (packet.front() == 'b') return "";
    Cursor cursor(packet.substr(1));
    std::optional<std::uint32_t> address;
    if (packet.front() == 'S' || packet.front() == 'C') {
        if (!cursor.number()) return std::string(kNotUnderstood);
        if (cursor.take(';') && !(address = cursor.number())) return std::string(kNotUnderstood);
    } else if (!cursor.at_end() && !(address = cursor.number())) {
        return std::string(kNotUnderstood);
    }
    if (!cursor.at_end()) return std::string(kNotUnderstood);
    if (address) {
        cpu::CpuState state = history_.machine().cpu().state();
        write_register(state, kPcNumber, *address);
        history_.set_state(state);
        future_changed();
    }
    return depart(packet.front() == 's' || packet.front() == 'S' ? Way::kStep : Way::kOn);
}

/// Behind `vCont`: actions, of which the first one is for the only thread there is.
std::optional<std::string> Stub::resume_many(Cursor cursor) {
    if (cursor.take('?')) return "vCont;c;C;s;S;r";
    if (!cursor.take(';')) return std::string(kNotUnderstood);
    Cursor action(cursor.up_to(';'));
    Cursor what(action.up_to(':'));
    if (what.take('r')) {
        const auto first = what.number();
        const auto end = what.take(',') ? what.number() : std::nullopt;
        if (!first || !end || !what.at_end()) return std::string(kNotUnderstood);
        return depart(Way::kRange, *first, *end);
    }
    const bool steps = what.take('s') || what.take('S');
    if (!steps && !what.take('c') && !what.take('C')) return std::string(kNotUnderstood);
    return depart(steps ? Way::kStep : Way::kOn);
}

std::optional<std::string> Stub::depart(Way way, std::uint32_t first, std::uint32_t end) {
    travel_.start(way, first, end);
    return std::nullopt;
}

void Stub::pump(Cycles cycles) {
    const auto arrival = travel_.go_on(cycles);
    show_output();
    if (arrival) arrived(*arrival);
}

void Stub::interrupt() {
    if (moving()) arrived(travel_.interrupt());
}

void Stub::arrived(const Arrival& arrival) {
    last_ = arrival;
    show_output();
    if (arrival.why == Arrival::Why::kTripleFault)
        tell("The machine has stopped with a triple fault: a trap at the very start of ring 0's trap handler. One can still go back.\n");
    if (arrival.why == Arrival::Why::kIdle) tell("The machine waits for an interrupt, and none can come.\n");
    if (arrival.why == Arrival::Why::kPoweredOff && preferences_.stays_at_end) tell("The machine has powered off. One can still go back.\n");
    reply(stop_reply());
}

std::string Stub::stop_reply() const {
    using Why = Arrival::Why;
    const machine::Machine& machine = history_.machine();
    int signal = kSigTrap;
    std::string more;
    switch (last_.why) {
        case Why::kPoweredOff:
            if (preferences_.stays_at_end) break;
            if (const auto& code = machine.devices().state().exit_code) return fmt::format("W{:02x}", *code);
            return fmt::format("X{:02x}", kSigAbort);
        case Why::kTripleFault: signal = kSigSegv; break;
        case Why::kInterrupted: signal = kSigInt; break;
        case Why::kBeginning: more = "replaylog:begin;"; break;
        case Why::kBreakpoint:
            if (knows_breaks_) more = last_.break_kind == BreakKind::kSoftware ? "swbreak:;" : "hwbreak:;";
            break;
        case Why::kWatchpoint:
            more = fmt::format("{}:{:x};", last_.watch_kind == WatchKind::kWrite ? "watch" : last_.watch_kind == WatchKind::kRead ? "rwatch" : "awatch",
                               last_.watch_address);
            break;
        case Why::kStepped:
        case Why::kIdle: break;
    }
    // gdb wants to know these at once, always.
    constexpr unsigned kSp = 2;
    const auto known = [&](unsigned number) { return fmt::format("{:02x}:{};", number, hex_of(read_register(machine, number), register_bytes(number))); };
    return fmt::format("T{:02x}{}thread:1;{}{}", signal, more, known(kSp), known(kPcNumber));
}

// What the machine prints.

void Stub::tell(std::string_view text) {
    for (; !text.empty(); text.remove_prefix(std::min(text.size(), kTextMost))) output_ += framed("O" + hex_of(text.substr(0, kTextMost)));
}

/// Once: what is printed again on the way through the past has been seen.
void Stub::show_output() {
    const auto show = [&](std::string_view text, std::size_t& shown) {
        if (text.size() <= shown) return;
        if (preferences_.console) tell(text.substr(shown));
        shown = text.size();
    };
    show(history_.console(), console_shown_);
    show(history_.log(), log_shown_);
}

}  // namespace anel::gdb
