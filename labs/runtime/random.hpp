// Numbers that are drawn: the same from the same seed on every machine and with every library.
// Not for secrets.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string_view>

#include "isa/machine/sha256.hpp"
#include "labs/runtime/lua_api.hpp"

namespace anel::labs {

class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}
    /// Of a text: the first eight bytes of its SHA-256, the first one lowest.
    static Random of_text(std::string_view text) {
        machine::Sha256 sha;
        sha.add(text);
        const machine::Sha256Digest digest = sha.digest();
        std::uint64_t seed = 0;
        for (unsigned i = 0; i < 8; ++i) seed |= std::uint64_t{digest[i]} << (8 * i);
        return Random(seed);
    }

    std::uint64_t word64() { return engine_(); }
    std::uint32_t word() { return static_cast<std::uint32_t>(engine_() >> 32); }
    /// 0 to `bound` - 1, each as likely; `bound` is not 0. What would favour the small ones is thrown away.
    std::uint64_t below(std::uint64_t bound) {
        const std::uint64_t uneven = (0 - bound) % bound;  // 2^64 mod bound
        for (;;) {
            const std::uint64_t drawn = engine_();
            if (drawn >= uneven) return drawn % bound;
        }
    }
    /// `low` to `high`, both included; low is not above high.
    std::int64_t number(std::int64_t low, std::int64_t high) {
        const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + (span == 0 ? word64() : below(span)));
    }

private:
    std::mt19937_64 engine_;
};

/// The handle for a script.
lua::Handle random_handle(const std::shared_ptr<Random>& random);

}  // namespace anel::labs
