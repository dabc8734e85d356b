// What is to be graded, as a table that anybody can write: a line for each submission, with its lab, its student and where it lies.
// Not here: grading it (grade.hpp).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "isa/base/result.hpp"

namespace anel::labs {

inline constexpr std::size_t kManifestRowsMost = 100'000;

struct ManifestRow {
    std::string lab;
    std::string student;
    std::string path;  ///< of a folder, an archive or a file; as it is written, relative to the manifest's folder
    bool operator==(const ManifestRow&) const = default;
};

/// A CSV (RFC 4180) whose first line names the columns: lab, student and path, in any order; others are not looked at. No student twice in a lab.
/// The error begins with `name` and the line.
Result<std::vector<ManifestRow>> parse_manifest(std::string_view text, const std::string& name);
std::string manifest_text(const std::vector<ManifestRow>& rows);

/// The part `i` of `n` parts (i from 1): every n-th row. As "i/n".
struct Shard {
    std::size_t number = 1;
    std::size_t of = 1;
    bool has(std::size_t row) const { return row % of == number - 1; }
};
Result<Shard> parse_shard(std::string_view text);

}  // namespace anel::labs
