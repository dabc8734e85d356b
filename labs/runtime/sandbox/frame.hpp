// What goes over the pipe between parent and worker: a header, and a value as CBOR. The reader trusts nothing that it reads.
// Not here: the pipe itself (worker.cpp, serve.cpp).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "isa/base/result.hpp"
#include "labs/runtime/value.hpp"

namespace anel::labs {

inline constexpr std::size_t kFrameBytesMost = std::size_t{16} << 20;  ///< of the value, as CBOR
inline constexpr std::size_t kFrameValuesMost = std::size_t{1} << 20;  ///< that a value may be made of: one of CBOR's bytes can be one
inline constexpr std::size_t kFrameHeaderBytes = 25;

/// Made anew for each task; the answer carries it back, so nothing that was written before can be taken for it.
using Nonce = std::array<std::uint8_t, 16>;

struct FrameHeader {
    Nonce nonce{};
    bool last = false;        ///< whoever wrote it is leaving
    std::uint32_t bytes = 0;  ///< that follow
};

/// Empty where the value is larger or deeper than a frame may be.
std::string encode_frame(const Value& value, const Nonce& nonce, bool last);

/// Of exactly kFrameHeaderBytes. An error says what is wrong with it.
Result<FrameHeader> decode_header(std::span<const std::uint8_t> bytes, const Nonce& expected);

/// Of exactly what the header announced. Takes what `encode_frame` writes and no other CBOR; text may be of any bytes.
Result<Value> decode_body(std::span<const std::uint8_t> bytes);

}  // namespace anel::labs
