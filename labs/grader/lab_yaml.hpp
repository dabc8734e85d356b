// Small YAML files of known keys, read with a message that has file, line and column for whatever is wrong with them.
// Not here: machines (isa/machine/yaml_config.hpp).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "isa/base/result.hpp"
#include "labs/grader/languages.hpp"

namespace YAML {
class Node;
struct Mark;
}  // namespace YAML

namespace anel::labs {

/// Fills what it was told to from one mapping; every key must be known and, unless `optional`, there.
class YamlFile {
public:
    explicit YamlFile(std::string name) : name_(std::move(name)) {}

    YamlFile& number(const std::string& key, double least, double most, double& value);
    YamlFile& word(const std::string& key, std::string& value, bool optional = false);
    YamlFile& words(const std::string& key, std::vector<std::string>& value, bool optional = false);
    YamlFile& both(const std::string& key, BothLanguages& value);

    Status read(const std::string& text) const;

private:
    struct Key {
        std::string name;
        bool optional;
        std::function<Status(const YAML::Node&)> read;
    };
    Error at(const YAML::Mark& mark, const std::string& message) const;
    Status mapping(const YAML::Node& node, const std::string& what, const std::vector<Key>& keys) const;

    std::string name_;
    std::vector<Key> keys_;
};

}  // namespace anel::labs
