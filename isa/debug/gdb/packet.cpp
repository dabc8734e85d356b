// The sum is over the bytes as sent, escapes included.
#include "isa/debug/gdb/packet.hpp"

#include <utility>

#include "isa/debug/gdb/text.hpp"

namespace anel::gdb {

namespace {

constexpr std::uint8_t kInterruptByte = 3;
constexpr std::uint8_t kEscapeFlip = 0x20;

}  // namespace

void PacketReader::begin() {
    place_ = Place::kContent;
    content_.clear();
    sum_ = 0;
    too_long_ = false;
}

void PacketReader::add(std::uint8_t byte) {
    if (content_.size() < kPacketMost) content_ += static_cast<char>(byte);
    else too_long_ = true;
}

Message PacketReader::end(std::uint8_t second_digit) {
    place_ = Place::kBetween;
    std::string content = std::exchange(content_, {});
    if (too_long_) return {Heard::kTooLong, {}};
    const auto high = digit(static_cast<char>(first_digit_)), low = digit(static_cast<char>(second_digit));
    const bool right = high && low && sum_ == (*high << 4 | *low);
    return {right ? Heard::kPacket : Heard::kDamaged, std::move(content)};
}

std::optional<Message> PacketReader::take(std::uint8_t byte) {
    switch (place_) {
        case Place::kBetween:
            if (byte == '$') begin();
            if (byte == '+') return Message{Heard::kAck, {}};
            if (byte == '-') return Message{Heard::kNack, {}};
            if (byte == kInterruptByte) return Message{Heard::kInterrupt, {}};
            break;
        case Place::kContent:
            // A new beginning: the end of the packet before it was lost.
            if (byte == '$') {
                begin();
                break;
            }
            if (byte == '#') {
                place_ = Place::kFirstDigit;
                break;
            }
            sum_ = static_cast<std::uint8_t>(sum_ + byte);
            if (byte == '}') place_ = Place::kEscaped;
            else add(byte);
            break;
        case Place::kEscaped:
            sum_ = static_cast<std::uint8_t>(sum_ + byte);
            add(static_cast<std::uint8_t>(byte ^ kEscapeFlip));
            place_ = Place::kContent;
            break;
        case Place::kFirstDigit:
            first_digit_ = byte;
            place_ = Place::kSecondDigit;
            break;
        case Place::kSecondDigit: return end(byte);
    }
    return std::nullopt;
}

std::string framed(std::string_view content) {
    std::string result = "$";
    std::uint8_t sum = 0;
    const auto put = [&](char c) {
        result += c;
        sum = static_cast<std::uint8_t>(sum + static_cast<std::uint8_t>(c));
    };
    for (const char c : content) {
        const bool special = c == '$' || c == '#' || c == '}' || c == '*';
        if (special) put('}');
        put(special ? static_cast<char>(c ^ kEscapeFlip) : c);
    }
    result += '#';
    const std::uint8_t sums[] = {sum};
    return result + hex_of(sums);
}

}  // namespace anel::gdb
