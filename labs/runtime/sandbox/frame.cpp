#include "labs/runtime/sandbox/frame.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>

namespace anel::labs {
namespace {

constexpr std::array<std::uint8_t, 4> kMagic{'A', 'N', 'L', 'F'};

bool fits(const Value& value, int depth, std::size_t& left) {
    if (depth > kValueDepthMost || left == 0) return false;
    --left;
    if (!value.is_structured()) return true;
    return std::all_of(value.begin(), value.end(), [&](const Value& part) { return fits(part, depth + 1, left); });
}

// nlohmann's own reader follows nested lists and nested texts as deep as they go, on the stack; this one does not.
class Reader {
public:
    explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    std::optional<Value> value(int depth) {
        if (depth > kValueDepthMost) return fail("lists within lists, deeper than a worker makes them");
        if (++values_ > kFrameValuesMost) return fail("more values than a worker sends");
        if (at_ == bytes_.size()) return fail("it ends within a value");
        const std::uint8_t first = bytes_[at_++];
        const unsigned kind = first >> 5, detail = first & 31U;
        if (kind == 7) return simple(detail);
        const auto count = argument(detail);
        if (!count) return fail("a length or number that is no such thing");
        switch (kind) {
            case 0: return *count;
            case 1:
                if (*count > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return fail("a number below 64 bits");
                return static_cast<std::int64_t>(~*count);
            case 3: {
                auto content = text(*count);
                if (!content) return std::nullopt;
                return Value(*std::move(content));
            }
            case 4: return list(*count, depth);
            case 5: return table(*count, depth);
            default: return fail("a kind of value that a worker does not send");
        }
    }

    bool at_end() const { return at_ == bytes_.size(); }
    const char* what() const { return what_; }

private:
    std::nullopt_t fail(const char* what) {
        if (what_ == nullptr) what_ = what;
        return std::nullopt;
    }

    std::optional<std::uint64_t> argument(unsigned detail) {
        if (detail < 24) return detail;
        if (detail > 27) return std::nullopt;
        const std::size_t count = std::size_t{1} << (detail - 24);
        if (bytes_.size() - at_ < count) return std::nullopt;
        std::uint64_t number = 0;
        for (std::size_t i = 0; i < count; ++i) number = number << 8 | bytes_[at_++];
        return number;
    }

    std::optional<Value> simple(unsigned detail) {
        if (detail == 20) return false;
        if (detail == 21) return true;
        if (detail == 22) return Value(nullptr);
        if (detail < 25 || detail > 27) return fail("a kind of value that a worker does not send");
        const auto bits = argument(detail);
        if (!bits) return fail("it ends within a number");
        if (detail == 27) return std::bit_cast<double>(*bits);
        if (detail == 26) return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(*bits)));
        // Half of a float: written for what is no number and for the infinities alone.
        if (*bits == 0x7c00) return std::numeric_limits<double>::infinity();
        if (*bits == 0xfc00) return -std::numeric_limits<double>::infinity();
        return std::numeric_limits<double>::quiet_NaN();
    }

    std::optional<std::string> text(std::uint64_t count) {
        if (bytes_.size() - at_ < count) return fail("it ends within a text");
        const auto from = bytes_.begin() + static_cast<std::ptrdiff_t>(at_);
        at_ += count;
        return std::string(from, from + static_cast<std::ptrdiff_t>(count));
    }

    std::optional<Value> list(std::uint64_t count, int depth) {
        Value result = Value::array();
        for (std::uint64_t i = 0; i < count; ++i) {
            auto part = value(depth + 1);
            if (!part) return std::nullopt;
            result.push_back(*std::move(part));
        }
        return result;
    }

    std::optional<Value> table(std::uint64_t count, int depth) {
        Value result = Value::object();
        for (std::uint64_t i = 0; i < count; ++i) {
            if (at_ == bytes_.size() || bytes_[at_] >> 5 != 3) return fail("a table's name that is no text");
            const auto length = argument(bytes_[at_++] & 31U);
            if (!length) return fail("a length or number that is no such thing");
            auto name = text(*length);
            if (!name) return std::nullopt;
            auto part = value(depth + 1);
            if (!part) return std::nullopt;
            if (!result.emplace(*std::move(name), *std::move(part)).second) return fail("a table with the same name twice");
        }
        return result;
    }

    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
    std::size_t values_ = 0;
    const char* what_ = nullptr;
};

}  // namespace

std::string encode_frame(const Value& value, const Nonce& nonce, bool last) {
    std::size_t left = kFrameValuesMost;
    if (!fits(value, 0, left)) return {};
    std::string result(kMagic.begin(), kMagic.end());
    result.append(nonce.begin(), nonce.end());
    result += static_cast<char>(last);
    result.append(4, '\0');
    Value::to_cbor(value, result);
    const std::size_t bytes = result.size() - kFrameHeaderBytes;
    if (bytes > kFrameBytesMost) return {};
    for (std::size_t i = 0; i < 4; ++i) result[kFrameHeaderBytes - 4 + i] = static_cast<char>(bytes >> 8 * i);
    return result;
}

Result<FrameHeader> decode_header(std::span<const std::uint8_t> bytes, const Nonce& expected) {
    FrameHeader header;
    if (!std::equal(kMagic.begin(), kMagic.end(), bytes.begin())) return Error{"what the worker sent does not begin as a frame does"};
    std::copy_n(bytes.begin() + 4, header.nonce.size(), header.nonce.begin());
    if (header.nonce != expected) return Error{"what the worker sent does not answer the task that it was given"};
    if (bytes[20] > 1) return Error{"what the worker sent has a header that no worker writes"};
    header.last = bytes[20] == 1;
    for (unsigned i = 0; i < 4; ++i) header.bytes |= static_cast<std::uint32_t>(bytes[21 + i]) << 8 * i;
    if (header.bytes > kFrameBytesMost) return Error{"the worker announced more than a frame may hold"};
    return header;
}

Result<Value> decode_body(std::span<const std::uint8_t> bytes) {
    Reader reader(bytes);
    auto value = reader.value(0);
    if (value && reader.at_end()) return *std::move(value);
    return Error{std::string("what the worker sent cannot be read: ") + (value ? "bytes behind its end" : reader.what())};
}

}  // namespace anel::labs
