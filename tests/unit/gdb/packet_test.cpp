// Packets survive any way of cutting the stream, and no stream does harm.
#include "isa/debug/gdb/packet.hpp"

#include <random>
#include <vector>

#include "isa/debug/gdb/text.hpp"
#include "tests/unit/catch.hpp"

using namespace anel::gdb;

namespace {

std::vector<Message> heard(const std::string& bytes, PacketReader reader = {}) {
    std::vector<Message> messages;
    for (const char byte : bytes)
        if (auto message = reader.take(static_cast<std::uint8_t>(byte))) messages.push_back(*message);
    return messages;
}
std::vector<Message> one(Heard kind, const std::string& content = {}) { return {Message{kind, content}}; }

}  // namespace

TEST_CASE("a packet is framed with the sum of its bytes, and read back") {
    // 'O' + 'K' = 0x4f + 0x4b = 0x9a.
    CHECK(framed("OK") == "$OK#9a");
    CHECK(framed("") == "$#00");
    CHECK(heard("$OK#9a") == one(Heard::kPacket, "OK"));
    CHECK(heard("$OK#9A") == one(Heard::kPacket, "OK"));
    CHECK(heard("$#00") == one(Heard::kPacket));
}

TEST_CASE("what means something between packets is escaped in them, and the sum counts the escapes") {
    // '}' is 0x7d; '#' ^ 0x20 is 0x03: together 0x80.
    CHECK(framed("#") == "$}\x03#80");
    CHECK(heard("$}\x03#80") == one(Heard::kPacket, "#"));
    // A star would say to gdb that what stands before it comes again: 0x7d and 0x0a are 0x87.
    CHECK(framed("a*") == "$a}\n#e8");
    std::string all;
    for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
    CHECK(heard(framed(all)) == one(Heard::kPacket, all));
}

TEST_CASE("a wrong sum, a sum of no digits and a lost end are noticed") {
    CHECK(heard("$OK#9b") == one(Heard::kDamaged, "OK"));
    CHECK(heard("$OK#zz") == one(Heard::kDamaged, "OK"));
    CHECK(heard("$lost in the mid$OK#9a") == one(Heard::kPacket, "OK"));
    CHECK(heard("$unfinished").empty());
}

TEST_CASE("between packets acknowledgements and Ctrl-C count, and nothing else does; within them nothing does") {
    CHECK(heard("+-\x03 noise") == std::vector<Message>{{Heard::kAck, {}}, {Heard::kNack, {}}, {Heard::kInterrupt, {}}});
    CHECK(heard("$+-\x03#5b") == one(Heard::kPacket, "+-\x03"));
}

TEST_CASE("a packet may be as long as was said, and one byte more is too long; the next one counts again") {
    const std::string longest(kPacketMost, 'a');
    CHECK(heard(framed(longest)) == one(Heard::kPacket, longest));
    CHECK(heard(framed(longest + "a") + "$OK#9a") == std::vector<Message>{{Heard::kTooLong, {}}, {Heard::kPacket, "OK"}});
    CHECK(heard(framed(std::string(5'000'000, 'x')) + "$OK#9a").size() == 2);
}

TEST_CASE("whatever the noise between and within, whole packets behind it are heard") {
    std::mt19937 random(1);
    for (int round = 0; round < 2000; ++round) {
        std::string noise;
        for (auto count = random() % 40; count > 0; --count) noise += static_cast<char>(random());
        // A packet that noise has begun swallows no more than its own end.
        const std::vector<Message> messages = heard(noise + "$#00$OK#9a");
        REQUIRE(!messages.empty());
        CHECK(messages.back() == Message{Heard::kPacket, "OK"});
    }
}

TEST_CASE("numbers that do not fit, and digits that are none, are refused") {
    CHECK(Cursor("ffffffff").number() == 0xffffffffU);
    CHECK(Cursor("0000000000000001,").number() == 1U);
    CHECK_FALSE(Cursor("100000000").number());
    CHECK_FALSE(Cursor("g").number());
    CHECK_FALSE(Cursor("").number());
    CHECK_FALSE(bytes_of_hex("abc"));
    CHECK_FALSE(bytes_of_hex("0x"));
    CHECK(bytes_of_hex("6F6b") == "ok");
    CHECK(hex_of(0x12345678, 4) == "78563412");
}
