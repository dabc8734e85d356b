// Where a generator's decisions come from: a seed, or bytes that a fuzzer changes one by one.
// Not here: what is decided (generate.cpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>

namespace anel::differential {

class Choices {
public:
    virtual ~Choices() = default;
    virtual std::uint32_t word() = 0;
    /// 0 to `limit` - 1.
    virtual std::uint32_t below(std::uint32_t limit) = 0;
    std::uint32_t between(std::uint32_t least, std::uint32_t most) { return least + below(most - least + 1); }
    /// Bytes that have run out say no.
    bool percent(std::uint32_t share) { return below(100) >= 100 - share; }
    template <class T>
    T of(std::initializer_list<T> list) {
        return list.begin()[below(static_cast<std::uint32_t>(list.size()))];
    }
};

/// The same numbers for the same seed, on every machine (splitmix64).
class RandomChoices final : public Choices {
public:
    /// Mixed, for the streams of neighbouring seeds would be one stream a step apart.
    explicit RandomChoices(std::uint64_t seed) : state_(mix(mix(seed + 0x1234567) ^ 0x5bf03635dcd44ea1U)) {}
    std::uint32_t word() override { return static_cast<std::uint32_t>(mix(state_ += kStep) >> 32); }
    std::uint32_t below(std::uint32_t limit) override {
        return static_cast<std::uint32_t>((std::uint64_t{word()} * limit) >> 32);
    }

private:
    static constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15U;
    static std::uint64_t mix(std::uint64_t z) {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }
    std::uint64_t state_;
};

/// As few bytes a choice as it takes; zeros when they have run out.
class ByteChoices final : public Choices {
public:
    explicit ByteChoices(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
    std::uint32_t word() override { return take(4); }
    std::uint32_t below(std::uint32_t limit) override {
        if (limit <= 1) return 0;
        return take(limit <= 0x100 ? 1 : limit <= 0x10000 ? 2 : 4) % limit;
    }
    bool exhausted() const { return at_ >= bytes_.size(); }

private:
    std::uint32_t take(unsigned count) {
        std::uint32_t value = 0;
        for (; count > 0; --count) value = value << 8 | (at_ < bytes_.size() ? bytes_[at_++] : 0U);
        return value;
    }
    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
};

}  // namespace anel::differential
