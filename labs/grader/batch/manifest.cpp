#include "labs/grader/batch/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

namespace anel::labs {

namespace {

constexpr std::array<std::string_view, 3> kColumns{"lab", "student", "path"};

struct Record {
    std::size_t line = 1;  ///< where it begins
    std::vector<std::string> fields;
};

/// Records of a CSV; empty lines are none. Nothing where a quoted field has no end.
std::optional<std::vector<Record>> records_of(std::string_view text) {
    std::vector<Record> records;
    std::size_t at = 0, line = 1;
    while (at < text.size()) {
        Record record{line, {std::string()}};
        bool has_content = false;
        for (;; ++at) {
            if (at < text.size() && text[at] == '"' && record.fields.back().empty()) {
                has_content = true;
                for (++at;; ++at) {
                    if (at >= text.size()) return std::nullopt;
                    if (text[at] == '"' && at + 1 < text.size() && text[at + 1] == '"') ++at;
                    else if (text[at] == '"') break;
                    line += text[at] == '\n';
                    record.fields.back() += text[at];
                }
                continue;
            }
            if (at >= text.size() || text[at] == '\n') break;
            has_content = has_content || text[at] != '\r';
            if (text[at] == ',') record.fields.emplace_back();
            else if (text[at] != '\r') record.fields.back() += text[at];
        }
        ++at, ++line;
        if (has_content) records.push_back(std::move(record));
    }
    return records;
}

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + '"';
}

}  // namespace

Result<std::vector<ManifestRow>> parse_manifest(std::string_view text, const std::string& name) {
    const auto records = records_of(text);
    if (!records) return Error{name + ": a field in double quotes has no end; a double quote within a field is written twice"};
    if (records->empty()) return Error{name + ": it is empty; its first line names the columns: lab,student,path"};
    std::array<std::size_t, kColumns.size()> places{};
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        const auto found = std::ranges::find(records->front().fields, kColumns[i]);
        if (found == records->front().fields.end())
            return Error{fmt::format("{}:{}: there is no column '{}'; the first line names the columns: lab,student,path", name, records->front().line, kColumns[i])};
        places[i] = static_cast<std::size_t>(found - records->front().fields.begin());
    }
    if (records->size() > kManifestRowsMost + 1) return Error{fmt::format("{}: it has more than {} lines; grade it in parts", name, kManifestRowsMost)};
    std::vector<ManifestRow> rows;
    std::set<std::pair<std::string, std::string>> known;
    for (std::size_t i = 1; i < records->size(); ++i) {
        const Record& record = (*records)[i];
        std::array<std::string, kColumns.size()> values;
        for (std::size_t column = 0; column < kColumns.size(); ++column) {
            if (places[column] < record.fields.size()) values[column] = record.fields[places[column]];
            if (values[column].empty()) return Error{fmt::format("{}:{}: it has no {}", name, record.line, kColumns[column])};
        }
        if (!known.emplace(values[0], values[1]).second)
            return Error{fmt::format("{}:{}: student '{}' is there twice for lab {}; keep the line that counts", name, record.line, values[1], values[0])};
        rows.push_back({values[0], values[1], values[2]});
    }
    return rows;
}

std::string manifest_text(const std::vector<ManifestRow>& rows) {
    std::string text = "lab,student,path\n";
    for (const ManifestRow& row : rows) text += csv_field(row.lab) + ',' + csv_field(row.student) + ',' + csv_field(row.path) + '\n';
    return text;
}

Result<Shard> parse_shard(std::string_view text) {
    Shard shard;
    const char* const end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, shard.number);
    const auto second = first.ec == std::errc() && first.ptr != end && *first.ptr == '/' ? std::from_chars(first.ptr + 1, end, shard.of) : std::from_chars_result{end, std::errc::invalid_argument};
    if (second.ec != std::errc() || second.ptr != end || shard.of == 0 || shard.number == 0 || shard.number > shard.of)
        return Error{fmt::format("'{}' is no shard; 3/8 is the third of eight", text), ErrorKind::kUsage};
    return shard;
}

}  // namespace anel::labs
