// Where a test finds the files it needs. Not a place for the tests' own helpers: those live next to the tests.
#pragma once

#include <filesystem>
#include <string>

namespace anel::tests {

// A file of the source tree, named from its root: source_file("tests/golden/rings.csv").
[[nodiscard]] std::filesystem::path source_file(const std::string& from_root);

// A file as the build ships it, named from share/anel: bundled_file("anelix.elf").
[[nodiscard]] std::filesystem::path bundled_file(const std::string& from_share);

// A program of this build: built_program("anel").
[[nodiscard]] std::filesystem::path built_program(const std::string& name);

// The whole contents of a file; the test fails if it cannot be read.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

// A new empty folder, removed with everything in it at the end of its scope.
class TemporaryFolder {
 public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
    std::filesystem::path path_;
};

}  // namespace anel::tests
