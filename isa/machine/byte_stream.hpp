// Numbers and texts as bytes, little-endian, written one after another, and read with every length checked.
// Not here: what they mean (recording.cpp), files.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace anel::machine {

class ByteWriter {
public:
    template <std::unsigned_integral T>
    void number(T value) {
        for (std::size_t i = 0; i < sizeof value; ++i) bytes_ += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i));
    }
    void raw(std::string_view bytes) { bytes_ += bytes; }
    /// A length of eight bytes, then the bytes.
    void text(std::string_view bytes) {
        number(std::uint64_t{bytes.size()});
        raw(bytes);
    }
    const std::string& bytes() const { return bytes_; }
    std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// Beyond the end everything is 0 and empty, and the reader is no longer good: what is read is asked about once, at the end.
class ByteReader {
public:
    /// `bytes` outlive the reader.
    explicit ByteReader(std::string_view bytes) : left_(bytes) {}

    template <std::unsigned_integral T>
    T number() {
        std::uint64_t value = 0;
        const std::string_view bytes = raw(sizeof(T));
        for (std::size_t i = 0; i < bytes.size(); ++i) value |= std::uint64_t{static_cast<std::uint8_t>(bytes[i])} << (8 * i);
        return static_cast<T>(value);
    }
    std::string_view raw(std::uint64_t count) {
        if (count > left_.size()) {
            good_ = false;
            left_ = {};
            return {};
        }
        const std::string_view bytes = left_.substr(0, count);
        left_.remove_prefix(count);
        return bytes;
    }
    std::string_view text() { return raw(number<std::uint64_t>()); }

    bool good() const { return good_; }
    bool at_end() const { return left_.empty(); }
    std::size_t left() const { return left_.size(); }

private:
    std::string_view left_;
    bool good_ = true;
};

}  // namespace anel::machine
