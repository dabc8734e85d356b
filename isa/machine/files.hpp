// Reading what a person names on a command line, with one message where it cannot be read.
// Not here: writing (cli/output.hpp).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "isa/base/result.hpp"

namespace anel::machine {

/// The whole file; `-` is standard input. Refuses folders and what is larger than `limit_bytes`.
Result<std::string> read_file(const std::string& path, std::size_t limit_bytes = std::size_t{256} << 20);

inline std::span<const std::uint8_t> bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace anel::machine
