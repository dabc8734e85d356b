// What a worker sends is read back as it was written, and nothing else is read at all.
#include <random>

#include "labs/runtime/sandbox/frame.hpp"
#include "tests/unit/catch.hpp"

using namespace anel::labs;

namespace {

constexpr Nonce kNonce{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

std::vector<std::uint8_t> bytes_of(const std::string& text) { return {text.begin(), text.end()}; }
std::vector<std::uint8_t> body_of(const Value& value) {
    const auto frame = bytes_of(encode_frame(value, kNonce, false));
    return {frame.begin() + kFrameHeaderBytes, frame.end()};
}

Value random_value(std::mt19937_64& random, int depth) {
    switch (random() % (depth > 4 ? 7 : 9)) {
        case 0: return nullptr;
        case 1: return random() % 2 == 0;
        case 2: return static_cast<std::int64_t>(random()) >> random() % 64;
        case 3: return random() >> random() % 64;
        case 4: return static_cast<double>(random() % 1000) / 8;
        case 5: return static_cast<double>(random()) * 1e-3;
        case 6: {
            std::string text(random() % 300, '\0');
            for (char& c : text) c = static_cast<char>(random());
            return text;
        }
        case 7: {
            Value list = Value::array();
            for (auto i = random() % 30; i > 0; --i) list.push_back(random_value(random, depth + 1));
            return list;
        }
        default: {
            Value table = Value::object();
            for (auto i = random() % 30; i > 0; --i) table["n" + std::to_string(random() % 100)] = random_value(random, depth + 1);
            return table;
        }
    }
}

}  // namespace

TEST_CASE("a value of any bytes and numbers comes back as it went") {
    std::mt19937_64 random(1);
    for (int i = 0; i < 300; ++i) {
        const Value value = random_value(random, 0);
        const auto frame = bytes_of(encode_frame(value, kNonce, i % 2 == 0));
        const auto header = decode_header(std::span(frame).first(kFrameHeaderBytes), kNonce);
        REQUIRE(header);
        CHECK(header->last == (i % 2 == 0));
        CHECK(header->bytes == frame.size() - kFrameHeaderBytes);
        const auto back = decode_body(std::span(frame).subspan(kFrameHeaderBytes));
        REQUIRE(back);
        CHECK(*back == value);
    }
    const auto infinite = decode_body(body_of(Value{1e300 * 1e300, -1e300 * 1e300}));
    REQUIRE(infinite);
    CHECK((*infinite)[0].get<double>() > 1e308);
    CHECK((*infinite)[1].get<double>() < -1e308);
}

TEST_CASE("a frame that ends early, or goes on behind its end, is refused at every length") {
    const auto body = body_of(Value{{"list", {1, 2.5, "text", 70000, -5}}, {"more", {{"deep", nullptr}}}});
    REQUIRE(decode_body(body));
    for (std::size_t length = 0; length < body.size(); ++length) CHECK_FALSE(decode_body(std::span(body).first(length)));
    auto longer = body;
    longer.push_back(0);
    CHECK_FALSE(decode_body(longer));
}

TEST_CASE("lists, tables and texts in pieces cannot be nested until the reader's stack is gone") {
    for (const unsigned opener : {0x81U, 0x9fU, 0x7fU, 0xbfU, 0xc0U, 0xd8U}) {
        const std::vector<std::uint8_t> deep(kFrameBytesMost, static_cast<std::uint8_t>(opener));
        CHECK_FALSE(decode_body(deep));
    }
    std::vector<std::uint8_t> tables;
    while (tables.size() < 1'000'000) tables.insert(tables.end(), {0xa1, 0x61, 'a'});
    CHECK_FALSE(decode_body(tables));
    Value most = 1;
    for (int i = 0; i < kValueDepthMost; ++i) most = Value::array({most});
    CHECK(decode_body(body_of(most)));
    CHECK(encode_frame(Value::array({most}), kNonce, false).empty());
    std::vector<std::uint8_t> one_more{0x81};
    const auto body = body_of(most);
    one_more.insert(one_more.end(), body.begin(), body.end());
    CHECK_FALSE(decode_body(one_more));
}

TEST_CASE("a small frame cannot grow into a large value, and a length that is not there is not made room for") {
    std::vector<std::uint8_t> many{0x9a, 0x00, 0xff, 0xff, 0xff};
    many.resize(many.size() + 0xffffff, 0x80);
    CHECK_FALSE(decode_body(many));
    CHECK_FALSE(decode_body(std::vector<std::uint8_t>{0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}));
    CHECK_FALSE(decode_body(std::vector<std::uint8_t>{0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 'a'}));
    CHECK_FALSE(decode_body(std::vector<std::uint8_t>{0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x61, 'a', 1}));
    CHECK(encode_frame(std::string(kFrameBytesMost, 'x'), kNonce, false).empty());
    CHECK(encode_frame(Value(std::vector<int>(kFrameValuesMost)), kNonce, false).empty());
}

TEST_CASE("a header of another task, of another kind, or of too much is refused") {
    const auto good = bytes_of(encode_frame("x", kNonce, false));
    for (std::size_t i = 0; i < 21; ++i) {
        auto head = good;
        head[i] ^= 0x40;
        CHECK_FALSE(decode_header(std::span(head).first(kFrameHeaderBytes), kNonce));
    }
    auto head = good;
    head[24] = 2;
    CHECK_FALSE(decode_header(std::span(head).first(kFrameHeaderBytes), kNonce));
}

TEST_CASE("noise, and frames with single bits changed, are read or refused, and nothing else happens") {
    std::mt19937_64 random(2);
    std::size_t refused = 0;
    for (int i = 0; i < 20000; ++i) {
        std::vector<std::uint8_t> noise(random() % 64);
        for (auto& byte : noise) byte = static_cast<std::uint8_t>(random());
        if (!decode_body(noise)) ++refused;
    }
    CHECK(refused > 10000);
    for (int i = 0; i < 200; ++i) {
        auto body = body_of(random_value(random, 2));
        body[random() % body.size()] ^= static_cast<std::uint8_t>(1U << random() % 8);
        (void)decode_body(body);
    }
}

TEST_CASE("a table with a name twice is refused: two readers could see two things") {
    CHECK_FALSE(decode_body(std::vector<std::uint8_t>{0xa2, 0x61, 'a', 1, 0x61, 'a', 2}));
    CHECK_FALSE(decode_body(std::vector<std::uint8_t>{0xa1, 1, 1}));
}
