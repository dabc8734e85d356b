// Packets of gdb's remote protocol in a stream of bytes: framing, checksum, escapes, and the single bytes between packets.
// Not here: what a packet says (stub.hpp), where bytes come from (serve.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace anel::gdb {

/// Bytes of a packet's content, at most. gdb is told, and keeps to it.
inline constexpr std::size_t kPacketMost = 0x4000;

enum class Heard : std::uint8_t {
    kPacket,
    kDamaged,    ///< a packet whose checksum is not its own
    kTooLong,    ///< a packet of more than kPacketMost bytes; its content is gone
    kInterrupt,  ///< Ctrl-C: the byte 3 outside a packet
    kAck,
    kNack,
};

struct Message {
    Heard kind = Heard::kPacket;
    std::string content;  ///< of kPacket and kDamaged, without escapes
    bool operator==(const Message&) const = default;
};

/// Takes whatever bytes come, in whatever portions. Holds kPacketMost bytes at most.
class PacketReader {
public:
    /// What this byte completes, if anything.
    std::optional<Message> take(std::uint8_t byte);

private:
    enum class Place : std::uint8_t { kBetween, kContent, kEscaped, kFirstDigit, kSecondDigit };

    void begin();
    void add(std::uint8_t byte);
    Message end(std::uint8_t second_digit);

    Place place_ = Place::kBetween;
    std::string content_;
    std::uint8_t sum_ = 0;
    std::uint8_t first_digit_ = 0;
    bool too_long_ = false;
};

/// Content as it goes over the wire.
std::string framed(std::string_view content);

}  // namespace anel::gdb
