// Source files as lines, read when they are first asked for.
// Not here: which line belongs to an address (line_table.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "isa/base/result.hpp"
#include "isa/debug/line_table.hpp"

namespace anel::debug {

/// Where files come from; empty: there are none.
using ReadFile = std::function<Result<std::string>(const std::string& path)>;

class SourceFiles {
public:
    explicit SourceFiles(ReadFile read) : read_(std::move(read)) {}
    /// Null where the file cannot be read or has no such line; the first is 1.
    const std::string* line(const SourceName& file, std::uint32_t number);

private:
    const std::vector<std::string>& lines_of(const SourceName& file);

    ReadFile read_;
    std::map<std::string, std::vector<std::string>> known_;
};

}  // namespace anel::debug
