// SHA-256 (FIPS 180-4), for telling in one line whether two runs printed the same.
// Not for secrets: it takes no care to be constant in time.
#pragma once

#include <string>
#include <string_view>

namespace anel::control {

/// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace anel::control
