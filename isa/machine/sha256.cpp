// The constants are the first 32 bits of the fractional parts of square and cube roots of primes, computed here as the standard defines them.
#include "isa/machine/sha256.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace anel::machine {

namespace {

using Words = std::array<std::uint32_t, 64>;

constexpr std::array<std::uint64_t, 64> first_primes() {
    std::array<std::uint64_t, 64> primes{};
    std::size_t count = 0;
    for (std::uint64_t candidate = 2; count < primes.size(); ++candidate) {
        bool prime = true;
        for (std::size_t i = 0; i < count; ++i) prime = prime && candidate % primes[i] != 0;
        if (prime) primes[count++] = candidate;
    }
    return primes;
}

/// The largest r with r^power <= number x 2^(32 power), of which the low 32 bits are the fraction. 128 bits hold 311 x 2^96.
constexpr std::uint32_t root_fraction(std::uint64_t number, unsigned power) {
    __extension__ using Wide = unsigned __int128;
    const Wide target = static_cast<Wide>(number) << (32 * power);
    std::uint64_t root = 0;
    for (int bit = power == 2 ? 37 : 35; bit >= 0; --bit) {
        const std::uint64_t trial = root | std::uint64_t{1} << bit;
        Wide product = 1;
        for (unsigned i = 0; i < power; ++i) product *= trial;
        if (product <= target) root = trial;
    }
    return static_cast<std::uint32_t>(root);
}

constexpr Words constants(unsigned power) {
    Words result{};
    const auto primes = first_primes();
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = root_fraction(primes[i], power);
    return result;
}
constexpr Words kRound = constants(3);
constexpr Words kInitial = constants(2);
static_assert(kRound[0] == 0x428a2f98 && kInitial[0] == 0x6a09e667);

}  // namespace

void Sha256::absorb(State& state, const std::uint8_t* block) {
    Words w{};
    for (std::size_t i = 0; i < 16; ++i)
        w[i] = std::uint32_t{block[4 * i]} << 24 | std::uint32_t{block[4 * i + 1]} << 16 | std::uint32_t{block[4 * i + 2]} << 8 | block[4 * i + 3];
    for (std::size_t i = 16; i < 64; ++i) {
        const std::uint32_t s0 = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3);
        const std::uint32_t s1 = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t i = 0; i < 64; ++i) {
        const std::uint32_t s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        const std::uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + kRound[i] + w[i];
        const std::uint32_t s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        const std::uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g; g = f; f = e; e = d + t1; d = c; c = b; b = a; a = t1 + t2;
    }
    const State added{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < state.size(); ++i) state[i] += added[i];
}

Sha256::Sha256() {
    for (std::size_t i = 0; i < state_.size(); ++i) state_[i] = kInitial[i];
}

void Sha256::add(std::string_view bytes) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    std::size_t left = bytes.size();
    const std::size_t held = bytes_ % kBlockBytes;
    bytes_ += left;
    if (held != 0) {
        const std::size_t taken = std::min(left, kBlockBytes - held);
        std::memcpy(&held_[held], data, taken);
        data += taken;
        left -= taken;
        if (held + taken < kBlockBytes) return;
        absorb(state_, held_.data());
    }
    for (; left >= kBlockBytes; left -= kBlockBytes, data += kBlockBytes) absorb(state_, data);
    if (left != 0) std::memcpy(held_.data(), data, left);
}

Sha256Digest Sha256::digest() {
    // What is left, a 1 bit, zeros, and the length in bits make up the last one or two blocks.
    const std::size_t left = bytes_ % kBlockBytes;
    std::array<std::uint8_t, 2 * kBlockBytes> tail{};
    std::memcpy(tail.data(), held_.data(), left);
    tail[left] = 0x80;
    const std::size_t total = left < kBlockBytes - 8 ? kBlockBytes : 2 * kBlockBytes;
    for (std::size_t i = 0; i < 8; ++i) tail[total - 1 - i] = static_cast<std::uint8_t>((bytes_ * 8) >> (8 * i));
    for (std::size_t at = 0; at < total; at += kBlockBytes) absorb(state_, &tail[at]);
    Sha256Digest digest{};
    for (std::size_t i = 0; i < digest.size(); ++i) digest[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
    return digest;
}

std::string to_hex(const Sha256Digest& digest) {
    std::string hex;
    for (const std::uint8_t byte : digest) hex += fmt::format("{:02x}", byte);
    return hex;
}

std::string sha256_hex(std::string_view bytes) {
    Sha256 sha;
    sha.add(bytes);
    return to_hex(sha.digest());
}

}  // namespace anel::machine
