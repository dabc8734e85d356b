#include "labs/grader/lab_yaml.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "isa/base/nearest.hpp"

namespace anel::labs {

namespace {

constexpr std::size_t kMaxWordBytes = 200;

/// A plain text on one line, which can stand in tables and on terminals.
bool is_plain(const YAML::Node& node) {
    if (!node.IsScalar() || node.Scalar().empty() || node.Scalar().size() > kMaxWordBytes) return false;
    return std::ranges::none_of(node.Scalar(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

std::string found(const YAML::Node& node) {
    if (node.IsScalar()) return fmt::format("'{}'", node.Scalar());
    return node.IsMap() ? "a mapping" : node.IsSequence() ? "a list" : "nothing";
}

}  // namespace

Error YamlFile::at(const YAML::Mark& mark, const std::string& message) const {
    return {fmt::format("{}:{}:{}: {}", name_, mark.line + 1, mark.column + 1, message)};
}

YamlFile& YamlFile::number(const std::string& key, double least, double most, double& value) {
    keys_.push_back({key, false, [=, this, &value](const YAML::Node& node) -> Status {
                         const std::string text = node.IsScalar() ? node.Scalar() : "";
                         double read = 0;
                         const auto parsed = std::from_chars(text.data(), text.data() + text.size(), read);
                         if (text.empty() || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || !(read >= least && read <= most))
                             return at(node.Mark(), fmt::format("{}: expected a number from {} to {}; found {}", key, least, most, found(node)));
                         value = read;
                         return {};
                     }});
    return *this;
}

YamlFile& YamlFile::word(const std::string& key, std::string& value, bool optional) {
    keys_.push_back({key, optional, [=, this, &value](const YAML::Node& node) -> Status {
                         if (!is_plain(node)) return at(node.Mark(), fmt::format("{}: expected a text of one line, at most {} bytes; found {}", key, kMaxWordBytes, found(node)));
                         value = node.Scalar();
                         return {};
                     }});
    return *this;
}

YamlFile& YamlFile::words(const std::string& key, std::vector<std::string>& value, bool optional) {
    keys_.push_back({key, optional, [=, this, &value](const YAML::Node& node) -> Status {
                         if (!node.IsSequence() || node.size() == 0) return at(node.Mark(), fmt::format("{}: expected a list, such as [monitor.lua]; found {}", key, found(node)));
                         for (const YAML::Node& one : node) {
                             if (!is_plain(one)) return at(one.Mark(), fmt::format("{}: expected a list of names; found {} in it", key, found(one)));
                             value.push_back(one.Scalar());
                         }
                         return {};
                     }});
    return *this;
}

YamlFile& YamlFile::both(const std::string& key, BothLanguages& value) {
    keys_.push_back({key, false, [=, this, &value](const YAML::Node& node) -> Status {
                         std::vector<Key> languages;
                         for (std::size_t i = 0; i < explain::kLanguageCount; ++i) {
                             std::string& text = value.in(static_cast<explain::Language>(i));
                             const std::string tag(explain::kLanguageTags[i]);
                             languages.push_back({tag, false, [=, this, &text](const YAML::Node& one) -> Status {
                                                      if (!is_plain(one)) return at(one.Mark(), fmt::format("{}.{}: expected a text of one line; found {}", key, tag, found(one)));
                                                      text = one.Scalar();
                                                      return {};
                                                  }});
                         }
                         return mapping(node, key, languages);
                     }});
    return *this;
}

Status YamlFile::mapping(const YAML::Node& node, const std::string& what, const std::vector<Key>& keys) const {
    std::vector<std::string> valid;
    for (const Key& key : keys) valid.push_back(key.name);
    if (!node.IsMap()) return at(node.Mark(), fmt::format("{}: expected a mapping with the keys {}; found {}", what, comma_list(valid), found(node)));
    std::set<std::string> seen;
    for (const auto& entry : node) {
        const std::string name = entry.first.IsScalar() ? entry.first.Scalar() : "";
        const auto key = std::ranges::find(keys, name, &Key::name);
        if (key == keys.end())
            return at(entry.first.Mark(), fmt::format("{}: unknown key {}{}. Keys here: {}", what, found(entry.first), did_you_mean(name, valid), comma_list(valid)));
        if (!seen.insert(name).second) return at(entry.first.Mark(), fmt::format("{}: key '{}' stands twice; keep one", what, name));
        if (Status status = key->read(entry.second); !status) return status;
    }
    for (const Key& key : keys)
        if (!key.optional && !seen.contains(key.name)) return at(node.Mark(), fmt::format("{}: the key '{}' is missing; add it", what, key.name));
    return {};
}

Status YamlFile::read(const std::string& text) const {
    try {
        return mapping(YAML::Load(text), "this file", keys_);
    } catch (const YAML::Exception& error) {
        return at(error.mark.is_null() ? YAML::Mark() : error.mark, fmt::format("is not YAML: {}", error.msg));
    }
}

}  // namespace anel::labs
