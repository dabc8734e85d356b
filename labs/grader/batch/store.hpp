// Results as files in a folder, one for each submission: whoever is interrupted goes on where he was, and many can write at once.
// Not here: the table that comes of them (grade.hpp).
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "isa/base/result.hpp"
#include "labs/grader/report.hpp"

namespace anel::labs {

/// DIR/manifest.csv, and DIR/results/ROW-KEY.json. The key tells all that the result depends on.
class ResultStore {
public:
    /// Makes the folder where there is none. Refuses one that belongs to another manifest.
    static Result<ResultStore> open(const std::filesystem::path& folder, const std::string& manifest);
    /// One that is there.
    static Result<ResultStore> open(const std::filesystem::path& folder);

    const std::string& manifest() const { return manifest_; }
    /// `row` from 0. What is no result, or one of another key, is nothing.
    std::optional<Report> find(std::size_t row, const std::string& key) const;
    /// Of whatever key; a row has one at most.
    std::optional<Report> find(std::size_t row) const;
    /// Whole or not at all; older ones of that row are gone afterwards.
    Status keep(std::size_t row, const std::string& key, const Report& report) const;

private:
    ResultStore(std::filesystem::path folder, std::string manifest) : folder_(std::move(folder)), manifest_(std::move(manifest)) {}
    std::filesystem::path results() const { return folder_ / "results"; }
    std::filesystem::path folder_;
    std::string manifest_;
};

/// Writes a file whole or not at all: under another name first.
Status write_whole(const std::filesystem::path& path, const std::string& content);

}  // namespace anel::labs
