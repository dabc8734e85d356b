// gdb's remote protocol, from this side: bytes of a client go in, a machine is looked at, changed and moved, and bytes for the client come out.
// Nothing that a client sends, in whatever order, does more than that; what is not understood gets an empty answer, as the protocol wants it.
// Not here: sockets (serve.hpp), framing (packet.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "isa/debug/gdb/memory_view.hpp"
#include "isa/debug/gdb/monitor_commands.hpp"
#include "isa/debug/gdb/packet.hpp"
#include "isa/debug/gdb/points.hpp"
#include "isa/debug/gdb/text.hpp"
#include "isa/debug/gdb/travel.hpp"
#include "isa/machine/history.hpp"

namespace anel::gdb {

/// The answer to what is understood only in part: Unix's number for a bad argument.
inline constexpr std::string_view kNotUnderstood = "E22";

class Stub {
public:
    /// `history` outlives it, and nobody else moves it. `loaded`: what was put into memory at boot (see MemoryView).
    explicit Stub(machine::History& history, std::vector<LoadedPart> loaded = {})
        : history_(history), memory_(history.machine(), std::move(loaded)), travel_(history, points_) {}

    /// What a client has sent, in whatever portions.
    void receive(std::span<const std::uint8_t> bytes);
    /// Whether pump() has something to do: the machine is to move, and a client waits to be told where it stopped.
    bool moving() const { return travel_.under_way(); }
    /// Moves the machine on for about so many cycles.
    void pump(Cycles cycles);
    /// What the client is to be sent; the caller owns it.
    std::string take_output() { return std::exchange(output_, {}); }
    /// The client has taken its leave.
    bool done() const { return done_; }
    /// Another client comes: the machine stays where it is, and nothing of the one before counts.
    void start_over();

private:
    // stub.cpp
    void hear(const Message& message);
    void interrupt();
    void reply(std::string_view content);
    void answer(std::string_view packet);
    std::optional<std::string> answer_to(std::string_view packet);
    std::string set_registers(std::string_view hex);
    std::string registers() const;
    std::string read_one(Cursor cursor) const;
    std::string set_one(Cursor cursor);
    std::string read_memory(Cursor cursor) const;
    std::string write_memory(Cursor cursor, bool binary);
    std::string set_point(Cursor cursor, bool insert);
    std::optional<std::string> resume(std::string_view packet);
    std::optional<std::string> resume_many(Cursor cursor);
    std::optional<std::string> depart(Way way, std::uint32_t first = 0, std::uint32_t end = 0);
    void arrived(const Arrival& arrival);
    std::string stop_reply() const;
    void show_output();
    void tell(std::string_view text);
    void future_changed();
    // stub_queries.cpp
    std::optional<std::string> query(Cursor cursor);
    std::optional<std::string> setting(Cursor cursor);
    std::optional<std::string> other(Cursor cursor);
    std::string supported(std::string_view client);
    std::string part_of_description(Cursor cursor) const;
    std::string command(std::string_view hex);
    std::string about_thread() const;

    machine::History& history_;
    MemoryView memory_;
    Points points_;
    Travel travel_;
    Preferences preferences_;
    PacketReader reader_;
    std::string output_;
    std::string last_reply_;      ///< as framed, should the client want it again
    Arrival last_;                ///< why the machine stands still
    bool acks_ = true;
    bool knows_breaks_ = false;   ///< the client wants to hear which kind of breakpoint it was
    bool done_ = false;
    std::size_t console_shown_ = 0;
    std::size_t log_shown_ = 0;
};

}  // namespace anel::gdb
