// SHA-256 (FIPS 180-4), for telling in one line whether two runs printed the same, and whether a file is as it was written.
// Not for secrets: it takes no care to be constant in time.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace anel::machine {

using Sha256Digest = std::array<std::uint8_t, 32>;

/// Bytes as they come, in pieces of any length.
class Sha256 {
public:
    Sha256();
    void add(std::string_view bytes);
    /// Of all that was added. Nothing is added afterwards.
    Sha256Digest digest();

private:
    using State = std::array<std::uint32_t, 8>;
    static constexpr std::size_t kBlockBytes = 64;
    static void absorb(State& state, const std::uint8_t* block);

    State state_;
    std::array<std::uint8_t, kBlockBytes> held_{};  ///< the beginning of a block
    std::uint64_t bytes_ = 0;
};

/// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);
std::string to_hex(const Sha256Digest& digest);

}  // namespace anel::machine
