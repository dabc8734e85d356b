// Packets that ask about this side, and agree on how to go on.
#include <fmt/format.h>

#include <algorithm>

#include "isa/debug/gdb/stub.hpp"
#include "isa/debug/gdb/target_description.hpp"

namespace anel::gdb {

std::optional<std::string> Stub::query(Cursor cursor) {
    if (cursor.take("Supported")) return supported(cursor.rest());
    if (cursor.take("Xfer:features:read:")) return part_of_description(cursor);
    if (cursor.take("Rcmd,")) return command(cursor.rest());
    if (cursor.take("ThreadExtraInfo,")) return hex_of(about_thread());
    const std::string_view what = cursor.rest();
    if (what == "C") return "QC1";
    if (what == "fThreadInfo") return "m1";
    if (what == "sThreadInfo") return "l";
    // It was there before the client, and stays when that leaves.
    if (what.starts_with("Attached")) return "1";
    if (what.starts_with("Symbol:")) return "OK";
    return "";
}

std::optional<std::string> Stub::setting(Cursor cursor) {
    if (cursor.rest() != "StartNoAckMode") return "";
    acks_ = false;
    return "OK";
}

std::string Stub::supported(std::string_view client) {
    knows_breaks_ = client.find("swbreak+") != std::string_view::npos && client.find("hwbreak+") != std::string_view::npos;
    return fmt::format("PacketSize={:x};QStartNoAckMode+;qXfer:features:read+;ReverseStep+;ReverseContinue+;vContSupported+{}", kPacketMost,
                       knows_breaks_ ? ";swbreak+;hwbreak+" : "");
}

/// `target.xml:offset,length`: `m` and a part, `l` and the last one.
std::string Stub::part_of_description(Cursor cursor) const {
    const std::string_view name = cursor.up_to(':');
    const auto offset = cursor.number();
    const auto length = cursor.take(',') ? cursor.number() : std::nullopt;
    if (name != "target.xml") return "E00";
    if (!offset || !length || !cursor.at_end()) return std::string(kNotUnderstood);
    const std::string text = target_description();
    if (*offset > text.size()) return std::string(kNotUnderstood);
    // Escapes make it longer at most twofold.
    const std::size_t most = std::min<std::size_t>(*length, kPacketMost / 2);
    const std::string part = text.substr(*offset, most);
    return (*offset + part.size() < text.size() ? "m" : "l") + part;
}

std::string Stub::command(std::string_view hex) {
    const auto line = bytes_of_hex(hex);
    if (!line) return std::string(kNotUnderstood);
    const std::string text = monitor_command(*line, history_, memory_, preferences_);
    future_changed();
    return text.empty() ? "OK" : hex_of(text);
}

std::string Stub::about_thread() const {
    const cpu::CpuState& state = history_.machine().cpu().state();
    return fmt::format("ring {}, VM {}", number(state.ring), state.vmid);
}

/// Those whose names are longer than a letter, or whose letters are rare.
std::optional<std::string> Stub::other(Cursor cursor) {
    if (cursor.take("vCont")) return resume_many(cursor);
    if (cursor.take("vKill") || cursor.take('k')) {
        done_ = true;
        // To `k` there is no answer.
        return cursor.at_end() ? std::nullopt : std::optional<std::string>("OK");
    }
    if (cursor.take('D')) {
        done_ = true;
        return "OK";
    }
    if (cursor.take('H')) {
        if (!cursor.take('g') && !cursor.take('c')) return std::string(kNotUnderstood);
        return cursor.rest() == "0" || cursor.rest() == "-1" || cursor.rest() == "1" ? "OK" : "E03";
    }
    if (cursor.take('T')) return cursor.rest() == "1" ? "OK" : "E03";
    if (cursor.rest() == "!") return "OK";
    // To run it anew is to go back to its beginning.
    if (cursor.take("vRun")) {
        history_.seek(Cycles{0});
        last_ = {};
        return stop_reply();
    }
    if (cursor.take('R')) {
        history_.seek(Cycles{0});
        last_ = {};
        return std::nullopt;
    }
    return "";
}

}  // namespace anel::gdb
